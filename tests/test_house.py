"""The house's own rules: what may stand where, what the engine may not know, and what the README must say."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

TOP_LEVEL = {
    ".ci", ".editorconfig", ".gitattributes", ".github", ".gitignore",
    "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "main.py", "pyproject.toml",
    "assets", "benchmarks", "docs", "engine", "game", "story", "tests",
}  # fmt: skip

LONG_AT = 400
LONG: dict[str, str] = {
    "engine/events.py": "one plain list of all that can happen, read and searched as a table",
    "tests/story/test_reports.py": "every figure of the reports against the same worlds, which take seconds to make",
}
"""Python files past LONG_AT lines, each with the reason why it is not two."""

BANNED_IN_ENGINE = {
    "eval": "what an author writes is never run",
    "exec": "what an author writes is never run",
    "compile": "what an author writes is never run",
    "__import__": "what is imported stands at the top, where the import contracts see it",
    "open": "the engine knows no files",
    "input": "the engine knows no screen",
    "print": "the engine knows no screen",
    "now": "the engine knows no clock: a date comes from the scenario",
    "utcnow": "the engine knows no clock: a date comes from the scenario",
    "today": "the engine knows no clock: a date comes from the scenario",
}

BANNED_NAMES_ONLY = {"eval", "exec", "compile", "__import__", "open", "input", "print"}
"""Banned as plain calls only; `re.compile` and `market.open` are something else."""

REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("pypi", "python", "org"), ("npmjs", "org"), ("npmjs", "com"),
        ("yarnpkg", "com"), ("anaconda", "org"), ("ghcr", "io"), ("docker", "io"), ("quay", "io"), ("crates", "io"),
        ("debian", "org"), ("archive", "ubuntu", "com"),
    )
]  # fmt: skip

IMPORT_EACH_FRESH = """
import importlib, sys
package, banned, names = sys.argv[1], sys.argv[2].split(), sys.argv[3:]
for name in names:
    for known in [module for module in sys.modules if module.split(".")[0] == package]:
        del sys.modules[known]
    importlib.import_module(name)
    loaded = sorted(set(banned) & set(sys.modules))
    if loaded:
        sys.exit(f"importing {name} loads {', '.join(loaded)}")
"""


@cache
def files() -> tuple[Path, ...]:
    """Return the project's files: what git keeps or would keep; without git, what is not hidden or made."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        return tuple(path for name in sorted(set(listed.split("\0")) - {""}) if (path := ROOT / name).is_file())
    made = {".venv", "build", "dist", "__pycache__"}
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and not made & set(parts := path.relative_to(ROOT).parts)
        and not any(part.startswith(".") and part not in TOP_LEVEL for part in parts)
    )


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and (not folders or name(path).split("/")[0] in folders)]


def modules(package: str) -> list[str]:
    names = [name(path).removesuffix(".py").removesuffix("/__init__") for path in python_files(package)]
    return [module.replace("/", ".") for module in names]


def texts() -> Iterator[tuple[str, str]]:
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield name(path), content.decode("utf-8")


def banned_calls(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in BANNED_IN_ENGINE:
                yield node.lineno, called.id
            elif isinstance(called, ast.Attribute) and called.attr in BANNED_IN_ENGINE.keys() - BANNED_NAMES_ONLY:
                yield node.lineno, called.attr


# ---- what the engine may not know -----------------------------------------------------------------------------------


def test_the_engine_calls_no_clock_no_file_and_nothing_an_author_wrote() -> None:
    found = [
        f"{name(path)}:{line}: {call}( : {BANNED_IN_ENGINE[call]}"
        for path in python_files("engine")
        for line, call in banned_calls(path.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def test_the_scan_for_banned_calls_finds_them_and_lets_others_be() -> None:
    source = "datetime.datetime.now()\ndate.today()\neval(x)\nre.compile(x)\nmarket.open()\n"
    assert list(banned_calls(source)) == [(1, "now"), (2, "today"), (3, "eval")]


def test_the_engine_keeps_no_global_state() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in python_files("engine")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Global)
    ]
    assert not found, f"`global` in {found}"


@pytest.mark.parametrize(
    ("package", "banned"),
    [("engine", "yaml textual rich platformdirs story game"), ("story", "textual rich game")],
)
def test_each_module_imports_by_itself_and_loads_nothing_of_the_floors_above(package: str, banned: str) -> None:
    names = modules(package)
    assert names, f"no modules in {package}/"
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_EACH_FRESH, package, banned, *names], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


# ---- what stands where ----------------------------------------------------------------------------------------------


def test_the_top_level_holds_only_what_a_newcomer_needs_to_see() -> None:
    assert {name(path).split("/")[0] for path in files()} <= TOP_LEVEL


def test_no_python_file_is_long_without_a_reason() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in python_files()}
    long = {file for file, length in lengths.items() if length > LONG_AT}
    assert long - LONG.keys() == set(), "split it, or name it in LONG with the reason"
    assert LONG.keys() - long == set(), "no longer long: take it out of LONG"


def test_every_text_is_utf_8_with_unix_line_ends_and_a_last_newline() -> None:
    found = [file for file, text in texts() if "\r" in text or (text and not text.endswith("\n"))]
    assert not found


def test_no_registry_is_named_so_that_any_mirror_will_do() -> None:
    found = [f"{file}: {host}" for file, text in texts() for host in REGISTRY_HOSTS if host in text.lower()]
    assert not found


def test_main_starts_the_command_line_and_does_nothing_else() -> None:
    tree = ast.parse((ROOT / "main.py").read_text("utf-8"))
    imports = [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert imports == ["import sys", "from game.cli import main"]
    assert len(tree.body) == 4  # the docstring, two imports, the call


# ---- what the documentation says ------------------------------------------------------------------------------------


def test_the_readme_names_the_two_commands_that_start_everything() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make play" in readme
    assert "make test" in readme


def test_the_command_line_knows_every_command_that_the_readme_shows() -> None:
    shown = re.findall(r"^\| `python main\.py ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert shown
    asked = [sys.executable, "main.py", "--help"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert [command for command in shown if not re.search(rf"\b{command}\b", done.stdout)] == []


def test_the_guide_for_contributors_names_every_make_target() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    guide = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    assert [target for target in targets if f"make {target}" not in guide] == []


def test_every_link_in_the_documentation_leads_to_a_file() -> None:
    broken = [
        f"{file}: {target}"
        for file, text in texts()
        if file.endswith(".md")
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
        if "://" not in target and not (ROOT / file).parent.joinpath(target).exists()
    ]
    assert not broken
