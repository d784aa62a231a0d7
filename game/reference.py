"""Reference: the second part of docs/authors.md, written from the tables by which stories and commands are read.

`python -m game.reference` (or `make docs`) writes it anew.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from game.cli import parser
from story.codes import CODES
from story.deeds import VERBS
from story.desk import Fields
from story.name_words import FUNCTIONS, NAMES
from story.pins import WHOLE
from story.schema import FILES
from story.schema.forms import FORMS
from story.texts import FORMATS
from story.verb_forms import VERB_FORMS
from story.verb_words import VERB_WORDS

BEGINS = "# Reference"
"""The head of the part that is written; all below it is replaced."""

FAMILIES = {
    "YML": "reading YAML", "FIL": "files", "DUP": "ids written twice", "FRM": "form", "REF": "ids",
    "EXP": "conditions and sums", "TXT": "texts", "VRB": "deeds", "STY": "the story as a whole", "EVD": "evidence",
    "TRN": "translations", "LES": "lessons",
}  # fmt: skip
"""Beginning of a code -> what such codes are about."""


HOLDS = {
    "text": "words; in quotes where a colon and a space, or a # after a space, stand in them",
    "prose": "a text, a text of several lines after `|`, or a list of passages",
    "id": "a word of your own, in small letters, with _ for spaces: `the_lender`",
    "scene": "the id of a scene", "choice": "the id of a choice", "good": "the id of a good",
    "dial": "the id of a dial", "currency": "the id of a currency", "route": "the id of a route",
    "yes_no": "`yes` or `no`",
    "whole": "a whole number: `12`", "number": "a number, or where it counts something an amount",
    "amount": "a number with its unit, where it has one: `80 %`, `50 KPW`, `3`",
    "money": "an amount of money: `50 KPW`; the unit is the id of the currency",
    "goods": "an amount with its unit, after the good where one is meant: `rice 500 g`, `tin 5 tin`",
    "share": "percent: `40 %`", "days": "`1 day`, `30 days`", "date": "year-month-day: `1995-01-23`",
    "expression": "a condition or a sum: `day >= 5 and not lamp`",
    "verbs": "a list of deeds: `[{pay: 5 KPW}, {pass: 1 day}]`, or each on a line after a dash",
    "list": "`[one, two]`, or each on a line after a dash",
    "map": "lines of `key: value` below it, or `{key: value, key: value}`",
    "section": "ids, each with a map below it", "evidence": "`[claim, {invented: why}]`",
}  # fmt: skip
"""What a key holds -> how it is written, for those who never wrote any."""


def reference() -> Iterator[str]:
    """Yield the lines of the reference."""
    yield BEGINS
    yield ""
    yield "Written by `make docs` from the tables that the program reads stories by."
    for part in (_commands, _verbs, _names, _files, _codes):
        yield ""
        yield from part()


def _commands() -> Iterator[str]:
    yield "## Commands"
    yield ""
    yield "SCENARIO is a story's name or its folder. Every command takes `--stories DIR`, a folder to look in too."
    for name, command, help in subcommands(parser()):
        yield ""
        yield f"### {name}"
        yield ""
        yield f"{help[:1].upper()}{help[1:]}."
        yield ""
        yield "| write | for |"
        yield "|---|---|"
        for action in command._actions:
            if not {"-h", "--stories"} & set(action.option_strings):
                yield f"| `{_written(action)}` | {_cell(action.help or '')} |"


def subcommands(top: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Yield name, parser and help of each command."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            yield from ((name, command, helps[name]) for name, command in action.choices.items())


def _written(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest
    if not action.option_strings:
        return f"[{value}]" if action.nargs in ("?", "*") else value
    option = ", ".join(action.option_strings)
    return option if action.nargs == 0 else f"{option} [{value}]" if action.nargs == "?" else f"{option} {value}"


def _verbs() -> Iterator[str]:
    yield "## Verbs"
    yield ""
    yield "| verb | does |"
    yield "|---|---|"
    for verb in (*VERBS, "if"):
        words = VERB_WORDS[verb]
        yield f"| `{_cell(words.written)}` | {_cell(words.does)} |"
    yield ""
    yield "Keys of verbs that are written at length:"
    for verb, fields in VERB_FORMS.items():
        yield ""
        yield f"**{verb}**"
        yield ""
        yield from _keys(fields)


def _names() -> Iterator[str]:
    yield "## Conditions and values"
    yield ""
    yield "Signs: `and or not`, `== != < <= > >=`, `+ - * /` (whole numbers, rounded down), brackets, numbers with"
    yield "units, `yes`, `no`."
    for head, words in (("name", NAMES), ("function", FUNCTIONS)):
        yield ""
        yield from _table((head, "is"), words)
    yield ""
    yield f"Formats in texts, after the bar: {', '.join(f'`{style}`' for style in FORMATS)}."
    yield ""
    yield f"Luck that a walk can pin begins with: {', '.join(f'`{name}`' for name in WHOLE)}."


def _table(heads: tuple[str, str], words: Mapping[str, str]) -> Iterator[str]:
    yield from _heads(*heads)
    yield from (f"| `{_cell(name)}` | {_cell(means)} |" for name, means in words.items())


def _heads(first: str, second: str) -> Iterator[str]:
    yield f"| {first} | {second} |"
    yield "|---|---|"


def _files() -> Iterator[str]:
    yield "## Files and their keys"
    yield ""
    yield "Keys that must be there stand in bold. What a key holds is written so:"
    yield ""
    yield from _heads("holds", "is written")
    yield from (f"| {holds.replace('_', ' or ')} | {_cell(written)} |" for holds, written in HOLDS.items())
    for sort, (title, _) in FILES.items():
        yield ""
        yield f"- `{sort}`: {title}"
    for name, fields in FORMS.items():
        yield ""
        yield f"### {name.replace('_', ' ')}"
        yield ""
        yield from _keys(fields)


def _keys(fields: Fields) -> Iterator[str]:
    yield "| key | holds | means |"
    yield "|---|---|---|"
    for key, field in fields.items():
        shown = f"**`{key}`**" if field.required else f"`{key}`"
        yield f"| {shown} | {field.holds.replace('_', ' or ')} | {_cell(field.means)} |"


def _codes() -> Iterator[str]:
    yield "## Codes"
    for family, about in FAMILIES.items():
        yield ""
        yield f"### {family}: {about}"
        yield ""
        yield "| code | is | means |"
        yield "|---|---|---|"
        for code, known in CODES.items():
            if code.startswith(family):
                example = f" Example: `{_cell(known.example)}`" if known.example else ""
                level = "" if known.level == "error" else f" ({known.level})"
                yield f"| {code} | {_cell(known.title)}{level} | {_cell(known.explanation)}{example} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def renewed(text: str) -> str:
    """Return the text of docs/authors.md with its reference written anew."""
    tutorial = text.partition(f"\n{BEGINS}\n")[0].rstrip("\n")
    return tutorial + "\n\n" + "\n".join(reference()) + "\n"


if __name__ == "__main__":
    file = Path("docs/authors.md")
    file.write_text(renewed(file.read_text("utf-8")), encoding="utf-8", newline="\n")
    print(f"Written: {file}")
