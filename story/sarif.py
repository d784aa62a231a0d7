"""SARIF: problems as editors and build servers read them (SARIF 2.1.0)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from story.codes import CODES
from story.problems import Problem

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(found: Iterable[tuple[Problem, str]], version: str) -> dict[str, Any]:
    """Return a SARIF log of problems, each with the address of its file; rules are the codes that occur."""
    found = list(found)
    codes = sorted({problem.code for problem, _ in found})
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "jangmadang",
                        "semanticVersion": version,
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, address, codes.index(problem.code)) for problem, address in found],
            }
        ],
    }


def address_of(path: Path | None, file: str) -> str:
    """Return a file's address: below the current folder relative to it, else whole; the bare name where none is."""
    if path is None:
        return quote(file)
    try:
        return quote(path.resolve().relative_to(Path.cwd()).as_posix())
    except ValueError:
        return path.resolve().as_uri()


def _rule(code: str) -> dict[str, Any]:
    known = CODES[code]
    help = known.explanation + (f"\nExample: {known.example}" if known.example else "")
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.explanation},
        "help": {"text": help},
        "defaultConfiguration": {"level": known.level},
    }


def _result(problem: Problem, address: str, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": address}}
    if problem.line:
        column = max(1, problem.column)
        ends = {"endColumn": column + max(1, problem.length)}
        place["region"] = {"startLine": problem.line, "startColumn": column, **ends}
    hint = f" ({problem.hint})" if problem.hint else ""
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.level,
        "message": {"text": problem.sentence + hint},
        "locations": [{"physicalLocation": place}] if address else [],
    }
