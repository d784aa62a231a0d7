"""Shown: which of an author's words players read, each with an id that lasts; the one list of what can be translated.

An id is made of the ids the author gave: `scenes.the_offer.take.say`. Where several texts stand under one name (a
scene's passages, what follows a deed, a lesson's questions) five digits of the text itself follow, so that texts may be
moved, added and taken away without the others becoming somebody else's.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from story.marks import Node

NAME, TEXT, LINE, WORD = "name", "text", "line", "word"
"""Sorts of text: what something is called; a text without values; one with values in braces; a word of the books."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that players read, and where it stands."""

    id: str
    sort: str
    node: Node
    holder: Any
    """The map or list that holds it; None for a word, which stays as it is."""
    key: Any

    @property
    def text(self) -> str:
        """The author's text."""
        return str(self.node.value).strip()


def mark_of(text: str) -> str:
    """Return five digits that tell a text from others beside it; how its lines are broken does not matter."""
    return blake2b(" ".join(text.split()).encode(), digest_size=4).hexdigest()[:5]


NAMES = {
    "currencies": ("name", "plural"), "goods": ("name",), "places": ("name",), "shocks": ("name",),
    "ceilings": ("name",), "cartels": ("name",), "coupons": ("name",), "wages": ("name",), "people": ("name",),
    "duties": ("name",), "dials": ("name",), "stalls": ("name", "dish"), "patrols": ("name",), "creditors": ("name",),
    "couriers": ("name",), "shares": ("name",), "papers": ("name", "issuer"), "modes": ("name",),
    "checkpoints": ("name",), "posts": ("name",), "rations": ("name",), "dues": ("name",), "levers": ("name",),
}  # fmt: skip
"""Section -> its keys that name something."""
TEXTS = {
    "numbers": ("means",), "flags": ("means",), "dials": ("help",), "codex": ("title", "text"), "papers": ("for",),
    "levers": ("about",),
}  # fmt: skip
LINES = {"routes": ("otherwise",)}
VERBS = {"duties": "do", "dues": "unpaid", "levers": "do"}
HEAD = ("title", "subtitle", "blurb", "content_note")
UNITS = ("kg", "l")
"""Units that every language writes in the same way."""
PURPOSES = {
    "pay": ("for",), "receive": ("from",), "lose": ("to", "at"), "gain": ("from", "at"), "give": ("to", "at"),
    "owe": ("for",), "move": ("from", "to"), "sell": ("at",), "buy": ("at",), "confiscate": ("at",), "seize": ("at",),
}  # fmt: skip
"""Verb -> its keys that hold a word of the books or the name of a store."""
STORES = ("home", "stall", "load")
"""Stores that the program has names for."""


def of_head(node: Node) -> Iterator[Shown]:
    """Yield the texts of scenario.yaml."""
    for key in HEAD:
        yield from _one("", TEXT, node, key)
    yield from _deeds("begin", _get(node, "begin"))
    yield from of_sections(node)


def of_sections(node: Node) -> Iterator[Shown]:
    """Yield the texts of what a world or scenario.yaml declares."""
    for section in dict.fromkeys((*NAMES, *TEXTS, *LINES, *VERBS, "markets")):
        for name, entry in _items(_get(node, section)):
            where = f"{section}.{name}"
            for sort, table in ((NAME, NAMES), (TEXT, TEXTS), (LINE, LINES)):
                for key in table.get(section, ()):
                    yield from _one(where, sort, entry, key)
            if section in VERBS:
                yield from _deeds(f"{where}.{VERBS[section]}", _get(entry, VERBS[section]))
            if section == "markets":
                yield from _deeds(f"{where}.caught", _get(_get(entry, "caught"), "do"))
            if section == "goods" and (unit := _get(entry, "unit")) is not None and unit.value not in UNITS:
                yield from _word(unit)
            yield from _invented(where, entry)
    for kind, degrees in _items(_get(_get(node, "weather"), "degrees")):
        yield Shown(f"words.{kind}", WORD, degrees._replace(kind="text", value=kind), None, kind)


def of_scenes(node: Node) -> Iterator[Shown]:
    """Yield the texts of a file of scenes."""
    for name, scene in _items(node):
        where = f"scenes.{name}"
        yield from _one(where, TEXT, scene, "title")
        yield from _prose(f"{where}.text", scene, "text")
        yield from _deeds(f"{where}.enter", _get(scene, "enter"))
        for choice, entry in _items(_get(scene, "choices")):
            yield from _choice(f"{where}.{choice}", entry)
        yield from _one(where, TEXT, _get(scene, "ending"), "name", "ending")
        yield from _invented(where, scene)


def _choice(where: str, choice: Node) -> Iterator[Shown]:
    for key in ("say", "note", "otherwise"):
        yield from _one(where, LINE, choice, key)
    yield from _deeds(f"{where}.do", _get(choice, "do"))
    yield from _prose(f"{where}.then", choice, "then")
    for outcome, entry in _items(_get(choice, "outcomes")):
        yield from _one(f"{where}.{outcome}", TEXT, entry, "risk")
        yield from _prose(f"{where}.{outcome}.text", entry, "text")
        yield from _deeds(f"{where}.{outcome}.do", _get(entry, "do"))


def of_lesson(node: Node) -> Iterator[Shown]:
    """Yield the texts of lesson.yaml: what pupils read, and what stands in the pack for teacher and parents."""
    sorts = {
        "concepts": ("name", "means"), "witness": ("text",), "worksheet": ("ask", "answer"), "plan": ("do",),
        "double": ("do",),
    }  # fmt: skip
    for sort, keys in sorts.items():
        for entry in _list(_get(node, sort)):
            for key in keys:
                if (found := _get(entry, key)) is not None:
                    yield Shown(f"lesson.{sort}.{mark_of(str(found.value))}", TEXT, found, entry.value, key)
    for sort in ("questions", "before", "aims"):
        yield from _listed(f"lesson.{sort}", _get(node, sort))
    yield from _one("lesson", TEXT, node, "parents")


def of_policies(node: Node) -> Iterator[Shown]:
    """Yield the texts of policies.yaml."""
    for name, policy in _items(node):
        yield from _one(f"policies.{name}", TEXT, policy, "about")


def of_evidence(node: Node) -> Iterator[Shown]:
    """Yield the texts of an evidence file."""
    for name, document in _items(_get(node, "documents")):
        for key in ("title", "kind", "note"):
            yield from _one(f"documents.{name}", TEXT, document, key)
    for name, claim in _items(_get(node, "claims")):
        yield from _one(f"claims.{name}", TEXT, claim, "statement")


# ---- parts ----------------------------------------------------------------------------------------------------------


def _prose(where: str, holder: Node, key: str) -> Iterator[Shown]:
    """Yield a text, or the wordings of a list of passages."""
    node = _get(holder, key)
    if node is None:
        return
    if node.kind == "list":
        for index, item in enumerate(node.value):
            yield from _passage(where, node.value, index, item)
    else:
        yield from _passage(where, holder.value, key, node)


def _passage(where: str, holder: Any, key: Any, node: Node) -> Iterator[Shown]:
    if node.kind == "map":
        for inner in ("say", "else"):
            if (found := _get(node, inner)) is not None:
                yield from _marked(where, LINE, node.value, inner, found)
        wordings = _get(node, "any")
        for index, wording in enumerate(_list(wordings)):
            if wording.kind == "map":
                if (found := _get(wording, "say")) is not None:
                    yield from _marked(where, LINE, wording.value, "say", found)
            elif wordings is not None:
                yield from _marked(where, LINE, wordings.value, index, wording)
    else:
        yield from _marked(where, LINE, holder, key, node)


def _deeds(where: str, node: Node | None) -> Iterator[Shown]:
    """Yield what deeds say, and the words under which they stand in the books."""
    for item in _list(node):
        for verb, inner in _items(item):
            if verb == "say":
                yield from _prose(where, item, "say")
            elif verb in ("then", "else"):
                yield from _deeds(where, inner)
            else:
                for key in PURPOSES.get(verb, ()):
                    if (word := _get(inner, key)) is not None and word.value not in STORES:
                        yield from _word(word)


def _word(node: Node) -> Iterator[Shown]:
    if node.kind == "text":
        yield Shown(f"words.{str(node.value).strip()}", WORD, node, None, None)


def _invented(where: str, holder: Node) -> Iterator[Shown]:
    """Yield the reasons of what was invented."""
    node = _get(holder, "evidence")
    for entry in [node] if node is not None and node.kind == "map" else _list(node):
        if (reason := _get(entry, "invented")) is not None:
            yield from _marked(f"{where}.invented", TEXT, entry.value, "invented", reason)


def _one(where: str, sort: str, holder: Node | None, key: str, called: str = "") -> Iterator[Shown]:
    node = _get(holder, key)
    if holder is not None and node is not None and node.kind in ("text", "int"):
        yield Shown(".".join(filter(None, (where, called or key))), sort, node, holder.value, key)


def _marked(where: str, sort: str, holder: Any, key: Any, node: Node) -> Iterator[Shown]:
    if node.kind in ("text", "int"):
        yield Shown(f"{where}.{mark_of(str(node.value))}", sort, node, holder, key)


def _listed(where: str, node: Node | None) -> Iterator[Shown]:
    for index, item in enumerate(_list(node)):
        if node is not None:
            yield from _marked(where, TEXT, node.value, index, item)


def _get(node: Node | None, key: str) -> Node | None:
    return node.value.get(key) if node is not None and node.kind == "map" else None


def _items(node: Node | None) -> Iterable[tuple[str, Node]]:
    return node.value.items() if node is not None and node.kind == "map" else ()


def _list(node: Node | None) -> Iterable[Node]:
    return node.value if node is not None and node.kind == "list" else ()


OF_FILES: dict[str, Callable[[Node], Iterator[Shown]]] = {
    "scenario.yaml": of_head, "scenes": of_scenes, "lesson.yaml": of_lesson, "policies.yaml": of_policies,
    "worlds": of_sections, "evidence": of_evidence,
}  # fmt: skip
"""A file of a scenario, or the folder it stands in -> what yields its texts."""
