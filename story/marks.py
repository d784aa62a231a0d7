"""Marks: YAML read into nodes that know their line and column; nothing an author writes can surprise.

Read from the parser's events, never by a loader: only whole numbers, yes/no, null, text, lists and maps come out. What
YAML would turn into something else (dates, times, octal, sexagesimal) stays text; what it would do behind an author's
back (anchors, tags, doubled keys) is a problem with a sentence.
"""

import gc
import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from story.problems import Problem
from story.trouble import explain

Parser: Any
try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML was built without libyaml: its own parser gives the same events, slowly
    Parser = yaml.SafeLoader

BIGGEST: Final = 2_000_000
"""Bytes in a file."""
DOCUMENTS: Final = (b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How files begin that word processors keep."""
DEEPEST: Final = 40
"""Lists and maps inside one another."""
MOST: Final = 50
"""Problems told of one file; the rest can wait until these are mended."""

_WORDS: Final[dict[str, bool | None]] = {
    "yes": True, "true": True, "no": False, "false": False, "null": None, "~": None, "": None,
}  # fmt: skip
_NUMBER: Final = re.compile(r"(?:-?(?:0|[1-9][0-9]{0,17})|(?P<zero>[-+]?0[0-9]{1,17}))\Z").match
_UNSEEN: Final = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\xac\xae-\u200a\u200c\u200d\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\uffef"
    "\ufffc\ufffd\U00010000-\U000dffff\U000e0100-\U0010ffff]"
)
_WIDE_INDENT: Final = re.compile("^[ \t]*([\xa0\u2000-\u200a\u202f\u205f\u3000])", re.MULTILINE)
_LINE: Final = re.compile("\r\n?|\n")


class Node(NamedTuple):
    """A piece of YAML and where it stands."""

    kind: str
    """map, list, text, int, bool or null."""
    value: Any
    """dict[str, Node], list[Node], str, int, bool or None."""
    mark: Any
    """The parser's mark; `line` and `column` are worked out from it when they are asked for, which is seldom."""
    quoted: bool = False
    """Whether a text stands in quotes or in a block."""
    key: Any = None
    """The mark of the key it stands under, if it stands in a map."""
    source: str = ""
    """A plain value as it was written: `no`, `012`; empty for lists and maps."""

    @property
    def line(self) -> int:
        """From 1, as the column."""
        return int(self.mark.line) + 1

    @property
    def column(self) -> int:
        """From 1."""
        return int(self.mark.column) + 1

    @property
    def keys(self) -> dict[str, tuple[int, int]] | None:
        """Of a map: key -> (line, column) of the key."""
        if self.kind != "map":
            return None
        return {name: (node.key.line + 1, node.key.column + 1) for name, node in self.value.items()}


_made: Final[Callable[[tuple[Any, ...]], Node]] = partial(tuple.__new__, Node)
"""Makes a node of all its fields at once; there are thousands to be made, and a call by name takes twice as long."""


def decoded(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return a file's text; what is not UTF-8, or too big, is a problem."""
    if len(data) > BIGGEST:
        problems.append(_too_big(len(data), file))
        return None
    if data.startswith(DOCUMENTS):
        sentence, hint = "This is a document of a word processor, and no plain text.", "save it as plain text, in UTF-8"
        problems.append(Problem("YML12", sentence, file, 1, 1, hint))
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:400].count(b"\0") > 100:
        problems.append(Problem("YML12", "This file is kept as UTF-16.", file, 1, 1, "save it as UTF-8"))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        sentence, hint = "This file is not UTF-8: here stands a byte that is no letter.", "save it as UTF-8"
        line, column = _place(data[: error.start].decode("utf-8"), error.start)
        problems.append(Problem("YML12", sentence, file, line, column, hint))
        return None


def read(text: str, file: str, problems: list[Problem]) -> Node | None:
    """Return the one document of a text, or None where it cannot be read; what is wrong is added to `problems`."""
    if not _readable(text, file, problems):
        return None
    text = text.removeprefix("\ufeff")
    collects = gc.isenabled()
    gc.disable()  # a tree of nodes holds no cycles, and looking for them takes as long as reading
    try:
        document = _Reader(Parser(text), file, problems).document()
        _cut_off(text, file, problems)
        return document
    except yaml.YAMLError as error:
        problem = explain(error, _LINE.split(text), _last_event(text), file)
        if problems and (problems[-1].code, problems[-1].line) == ("YML13", problem.line):
            problems.pop()  # the same * or &, which the reader met first
        problems.append(problem)
        return None
    except _Refusal as refusal:
        problems.append(refusal.problem)
        return None
    finally:
        if collects:
            gc.enable()


class _Refusal(Exception):
    """Reading cannot go on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


class _Reader:
    """Turns a parser's events into nodes."""

    def __init__(self, parser: Any, file: str, problems: list[Problem]) -> None:
        self.take: Callable[[], Any] = parser.get_event
        self.file = file
        self.problems = problems
        self.said = 0

    def document(self) -> Node | None:
        self.take()
        start = self.take()
        if isinstance(start, yaml.StreamEndEvent):
            raise _Refusal(Problem("YML23", "There is nothing in this file.", self.file, 1, 1))
        if start.version or start.tags:
            self.say(start, "YML17", "A line that begins with % gives orders to the reader.", "remove it")
        node = self.node(self.take(), 0, None)
        self.take()
        after = self.take()
        if not isinstance(after, yaml.StreamEndEvent):
            self.say(after, "YML16", "A second document begins here.", "put it in a file of its own")
        elif node.kind == "null" and not node.source:
            raise _Refusal(Problem("YML23", "There is nothing in this file.", self.file, 1, 1))
        return node

    def say(self, event: Any, code: str, sentence: str, hint: str = "", length: int = 1) -> None:
        if self.said < MOST:
            mark = event.start_mark
            line, column = mark.line + 1, mark.column + 1
            self.problems.append(Problem(code, sentence, self.file, line, column, hint, length=length))
        self.said += 1

    def node(self, event: Any, depth: int, key: Any) -> Node:
        sort = event.__class__
        if sort is ScalarEvent:
            return self.scalar(event, key)
        mark = event.start_mark
        if sort is AliasEvent:
            sentence = f"*{short(event.anchor)} would repeat another piece of YAML."
            self.say(event, "YML13", sentence, "put a text that begins with * in quotes")
            return Node("null", None, mark, key=key, source="*")
        if event.anchor is not None or event.tag is not None:
            self.marked(event)
        if depth == DEEPEST:
            sentence = f"Lists and maps stand more than {DEEPEST} deep in one another here."
            raise _Refusal(Problem("YML22", sentence, self.file, mark.line + 1, mark.column + 1))
        return self.map(mark, depth, key) if sort is MappingStartEvent else self.list(mark, depth, key)

    def map(self, start: Any, depth: int, key: Any) -> Node:
        values: dict[str, Node] = {}
        take = self.take
        event = take()
        while event.__class__ is not MappingEndEvent:
            named = event
            word = event.value if event.__class__ is ScalarEvent else ""
            if word in _WORDS or not word.isidentifier() or event.anchor is not None or event.tag is not None:
                word = self.key(event, depth)
            mark = named.start_mark
            event = take()
            value = self.scalar(event, mark) if event.__class__ is ScalarEvent else self.node(event, depth + 1, mark)
            if word in values:
                sentence = f"`{short(word)}` stands here and in line {values[word].key.line + 1} of the same map."
                self.say(named, "YML09", sentence, "rename or remove one", len(word))
            else:
                values[word] = value
                if value.value is None and ":" in word and not named.style and not value.source:
                    self.say(named, "YML27", f"A space is missing after the colon in `{short(word)}`.", "", len(word))
            event = take()
        # A block stands where its key stands: that is the line an author knows it by.
        at = key if key is not None and start.line > key.line else start
        return _made(("map", values, at, False, key, ""))

    def list(self, mark: Any, depth: int, key: Any) -> Node:
        items: list[Node] = []
        take = self.take
        event = take()
        while event.__class__ is not SequenceEndEvent:
            items.append(
                self.scalar(event, None) if event.__class__ is ScalarEvent else self.node(event, depth + 1, None)
            )
            event = take()
        return _made(("list", items, mark, False, key, ""))

    def scalar(self, event: Any, key: Any) -> Node:
        mark = event.start_mark
        text: str = event.value
        if event.anchor is not None or event.tag is not None:
            self.marked(event)
        if event.style:
            if event.style == '"' and _UNSEEN.search(text):
                self.escaped(event)
            return _made(("text", text, mark, True, key, text))
        if text in _WORDS:
            word = _WORDS[text]
            return _made(("null" if word is None else "bool", word, mark, False, key, text))
        if text[0] in "-+0123456789" and (match := _NUMBER(text)):
            if match["zero"] is None:
                return _made(("int", int(text), mark, False, key, text))
            self.say(event, "YML18", f"{text} begins with a zero.", f"write {int(text)}, or '{text}' if it is a text")
        return _made(("text", text, mark, False, key, text))

    def key(self, event: Any, depth: int) -> str:
        """Return a key that is not plainly a word, having said what is wrong with it."""
        if event.__class__ is not ScalarEvent:
            node = self.node(event, depth + 1, None)
            sentence = "A key is a word, and this is a list or a map."
            hint = "a text that begins with { or [ stands in quotes" if node.kind in ("map", "list") else ""
            self.say(event, "YML11", sentence, hint)
            return ""
        if event.anchor is not None or event.tag is not None:
            self.marked(event)
        key: str = event.value
        if event.style:
            if not key:
                self.say(event, "YML11", "The key is empty.")
            elif _UNSEEN.search(key):
                self.escaped(event)
        elif key == "<<":
            self.say(event, "YML14", "`<<` would take over another map.", "write its keys out")
        elif key in _WORDS:
            if _WORDS[key] is None:
                self.say(event, "YML11", "The key is empty." if key != "null" else "`null` is no key.")
            else:
                hint = f"take another word, such as say_{key}"
                self.say(event, "YML10", f"`{key}` means yes or no and cannot be a key.", hint)
        elif _NUMBER(key):
            self.say(event, "YML11", f"The key {key} is a number, and a key is a word.", "begin it with a letter")
        return key

    def escaped(self, event: Any) -> None:
        """Say that a backslash made a letter that cannot be seen, or that a terminal would obey."""
        sentence = "A backslash in these quotes makes a letter that cannot be seen."
        self.say(event, "YML24", sentence, "use single quotes")

    def marked(self, event: Any) -> None:
        """Say that anchors and tags are not for stories."""
        if event.anchor is not None:
            hint = "put a text that begins with & in quotes"
            self.say(event, "YML13", f"&{short(event.anchor)} would name a piece of YAML.", hint)
        if event.tag is not None:
            hint = "put a text that begins with ! in quotes; where a condition was meant, write `not`"
            self.say(event, "YML15", "A word that begins with ! would give this a type.", hint)


def short(text: str) -> str:
    """Return what an author wrote, short enough for a sentence."""
    return text if len(text) <= 40 else text[:39] + "…"


def _readable(text: str, file: str, problems: list[Problem]) -> bool:
    """Return whether a text may be given to the parser, having said why not."""
    if len(text) > BIGGEST:
        problems.append(_too_big(len(text), file))
        return False
    if text.startswith("\ufeff"):
        problems.append(Problem("YML19", "This file begins with an invisible mark, which I skip.", file, 1, 1))
        text = text[1:]
    if text.replace("\n", "").isprintable():
        return True
    found = _UNSEEN.search(text) or (None if text.isascii() else _WIDE_INDENT.search(text))
    if found is None:
        return True
    letter = found[found.lastindex or 0]
    line, column = _place(text, found.start(found.lastindex or 0))
    what = _UNSEEN_NAMES.get(letter, "A character that cannot be seen")
    sentence = f"{what} (U+{ord(letter):04X}) stands here."
    problems.append(Problem("YML20", sentence, file, line, column, "delete it and type a space or a line break"))
    return False


_UNSEEN_NAMES: Final = {
    "\0": "A zero byte",
    "\x85": "A line separator",
    "\u2028": "A line separator",
    "\u2029": "A paragraph separator",
    "\xa0": "A space that does not break",
    "\u3000": "A wide space",
    "\u200b": "A space of no width",
    "\ufeff": "A byte order mark",
}


_TEXTS = "say|text|title|note|then|otherwise|risk|name|statement|ask|answer|do"
_CUT = re.compile(rf"^[ ]*(?:- )?(?:{_TEXTS}): +[^\s\"'|>\[{{#&*][^\n#]*? (#\w)", re.MULTILINE)


def _cut_off(text: str, file: str, problems: list[Problem]) -> None:
    """Put down texts that a # ends, where it was hardly meant as a note."""
    for match in _CUT.finditer(text) if " #" in text else ():
        line, column = _place(text, match.start(1))
        hint = "put the text in quotes"
        problems.append(Problem("YML28", "The text ends before this #.", file, line, column, hint))


def _too_big(size: int, file: str) -> Problem:
    return Problem("YML21", f"This file has {size / 1e6:.1f} MB; {BIGGEST / 1e6:.0f} MB is the most.", file, 1, 1)


def _place(text: str, index: int) -> tuple[int, int]:
    lines = _LINE.split(text[:index])
    return len(lines), len(lines[-1]) + 1


def _last_event(text: str) -> Any:
    """Return the last event before the parser gave up."""
    parser = Parser(text)
    last = None
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            last = event
    except yaml.YAMLError:
        pass
    return last
