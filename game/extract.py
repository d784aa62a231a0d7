"""Extract: the sentences of the interface, found where they are marked, brought together with their translations.

`python -m game.extract ko` writes assets/tongues/ko.po anew: new sentences stand empty in it, and what is said no more
stands struck out at its end. Read by the parser and not run, so that nothing said in a branch is missed.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from game.catalogue import read

ROOT = Path(__file__).resolve().parent.parent
MARKS = {"tr": (0,), "later": (0,), "Sentence": (0,), "Refused": (0,), "count": (1,), "Command": (2, 3, 4)}
"""What is called -> which of its arguments are sentences for a reader."""
MARKS_OF_PAGES = re.compile(r'\btrh?\(\s*("(?:[^"\\]|\\.)*")')
"""How a sentence stands in the pages of the class: as the first value of `tr` or `trh`, in double quotes."""
ENGLISH = ("engine/bazaar/", "game/classroom/bazaar/")
"""Whose sentences are shown on the pages of the class market alone, which are English."""


def messages() -> dict[str, list[str]]:
    """Return sentence -> the files that say it, in the order of the files."""
    found: dict[str, list[str]] = {}
    for folder in ("engine", "game"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name.startswith(ENGLISH):
                continue
            _add(found, name, of_source(path.read_text("utf-8")))
    for path in sorted((ROOT / "assets" / "classroom").glob("*.html")):
        _add(found, path.relative_to(ROOT).as_posix(), of_page(path.read_text("utf-8")))
    return found


def _add(found: dict[str, list[str]], name: str, said: Iterator[str]) -> None:
    for message in said:
        files = found.setdefault(message, [])
        if name not in files:
            files.append(name)


def of_page(source: str) -> Iterator[str]:
    """Yield the sentences that are marked in a page of the class."""
    for found in MARKS_OF_PAGES.finditer(source):
        yield json.loads(found[1])


def of_source(source: str) -> Iterator[str]:
    """Yield the sentences that are marked in a source."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
        for place in MARKS.get(name, ()):
            if place < len(node.args):
                yield from _texts(node.args[place])


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the text an argument is, or the texts between which it chooses."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and any(c.isalpha() for c in node.value):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def written(language: str, translated: dict[str, str]) -> str:
    """Return a language's file, with the translations there are."""
    now = messages()
    head = [
        f"# The words of the interface in {language}. Written by python -m game.extract; fill in each msgstr.",
        'msgid ""',
        'msgstr ""',
        f'"Language: {language}\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        "",
    ]
    for message, files in now.items():
        head += [f"#: {' '.join(files)}", f"msgid {_quoted(message)}", f"msgstr {_quoted(translated.get(message, ''))}"]
        head.append("")
    for message, text in translated.items():
        if message not in now:
            head += [f"#~ msgid {_quoted(message)}", f"#~ msgstr {_quoted(text)}", ""]
    return "\n".join(head)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main(arguments: list[str]) -> None:
    """Write the files of the languages named."""
    for language in arguments:
        path = ROOT / "assets" / "tongues" / f"{language}.po"
        kept = read(path.read_text("utf-8")) if path.is_file() else {}
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(language, kept), encoding="utf-8", newline="\n")
        print(f"{path}: {len(messages())} sentences, {sum(not kept.get(m) for m in messages())} to translate.")


if __name__ == "__main__":
    main(sys.argv[1:])
