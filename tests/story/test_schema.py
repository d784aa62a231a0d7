"""The schema: valid itself, all shipped stories valid by it, and stories that are wrong in form not."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from story import library
from story.deeds import VERBS
from story.files import content
from story.marks import Node, decoded, read
from story.schema import FILES, schema_of
from story.schema.forms import FORMS, INSIDE
from story.verb_forms import VERB_FORMS
from story.verb_words import VERB_WORDS
from tests.conftest import TINY

STORIES = [*library.shelves(), *(TINY.parent / name for name in ("tiny", "road", "border")), library.HOME / "template"]

WRONG_IN_FORM = [
    "FRM01_unknown_key", "FRM02_key_missing", "FRM03_no_instead_of_a_text", "FRM04_not_one_of_the_words",
    "FRM06_unit_missing", "FRM07_not_a_date", "FRM08_not_an_id", "VRB01_unknown_verb",
    "VRB02_goods_the_wrong_way_round",
]  # fmt: skip


def sort_of(path: Path) -> str:
    """Return the sort of a file of a story, by where it stands."""
    folders = {"scenes": "scenes", "walks": "walk", "worlds": "world", "evidence": "evidence", "text": "table"}
    return folders.get(path.parent.name, path.stem)


def plain(node: Node | None, words: bool = False) -> Any:
    """Return a file's nodes as another YAML reader would make of them; by YAML 1.2 `yes` and `no` are words."""
    if node is None:
        return None
    if node.kind == "map":
        return {key: plain(inner, words) for key, inner in node.value.items()}
    if node.kind == "list":
        return [plain(inner, words) for inner in node.value]
    return node.source if words and node.source in ("yes", "no") else node.value


@cache
def validator(sort: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(sort), format_checker=Draft202012Validator.FORMAT_CHECKER)


def wrong(folder: Path, words: bool = False) -> Iterator[str]:
    """Yield what the schema says against the files of a folder."""
    for path in sorted(folder.rglob("*.yaml")):
        if path.name == "card.yaml":
            continue
        node = read(decoded(content(path), path.name, []) or "", path.name, [])
        for error in validator(sort_of(path)).iter_errors(plain(node, words)):
            yield f"{path.name}: {error.json_path}: {error.message}"


@pytest.mark.parametrize("sort", FILES)
def test_every_schema_is_one(sort: str) -> None:
    Draft202012Validator.check_schema(schema_of(sort))


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_every_story_there_is_is_valid_in_either_way_of_reading_yes(folder: Path) -> None:
    assert list(wrong(folder)) == []
    assert list(wrong(folder, words=True)) == []


@pytest.mark.parametrize("kind", ["worlds", "evidence"])
def test_every_world_and_all_evidence_is_valid(kind: str) -> None:
    assert list(wrong(library.HOME / kind)) == []


@pytest.mark.parametrize("case", WRONG_IN_FORM)
def test_a_story_that_is_wrong_in_form_is_not_valid(case: str, assemble: Callable[..., Path]) -> None:
    good = assemble()
    assert list(wrong(good.parents[1])) == []
    assert list(wrong(assemble(case).parents[1])) != []


def test_every_key_of_every_form_says_what_it_means() -> None:
    for name, fields in FORMS.items():
        said = schema_of("scenario")["$defs"].get(name)
        for key, field in fields.items():
            assert field.means, f"{name}.{key}"
            if said is not None:
                assert said["properties"][key]["description"].rstrip(".").lower() == field.means.lower()


def test_what_is_said_of_maps_and_lists_is_said_of_keys_there_are() -> None:
    assert [(form, key) for form, key in INSIDE if key not in FORMS[form]] == []


def test_of_every_map_it_is_said_what_stands_in_it() -> None:
    maps = [(form, key) for form, fields in FORMS.items() for key, field in fields.items() if field.holds == "map"]
    assert [inner for inner in maps if inner not in INSIDE] == []


def test_every_verb_has_its_words_and_a_shape() -> None:
    assert VERB_WORDS.keys() == {*VERBS, "if"}
    deed = schema_of("scenes")["$defs"]["verbs"]["items"]["else"]
    assert deed["properties"].keys() == VERBS.keys()
    assert {f"verb_{verb}" for verb in VERB_FORMS} <= schema_of("scenes")["$defs"].keys()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_valid_as_its_example_writes_it(verb: str) -> None:
    node = read(f"scene:\n  title: T\n  text: T\n  enter:\n    - {VERB_WORDS[verb].written}\n", "x", [])
    assert list(validator("scenes").iter_errors(plain(node))) == []
