"""Bazaars: a market for a whole class, read from one YAML file into the engine's rules; each mistake is a problem."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

from engine.bazaar.rules import Ceiling, Role, Rules, Shock
from engine.evidence import Cited
from story.bazaar_fields import BAZAAR, CEILING, NEWS, OUTSIDE, ROLE, SHOCK, STEP, WITNESS
from story.desk import Desk, Fields, Form, sections
from story.lessons import Evidence
from story.marks import Node
from story.problems import Problem

HOME = Path(__file__).parent
FORMAT = 1
_AMOUNT = re.compile(r"(\d{1,9}) ([a-z]+)\Z")


class NoSuchBazaar(Exception):
    """There is no market of this name; carries the sentence that says which there are."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading a file gave: rules where the market can be opened, and every problem found."""

    rules: Rules | None
    problems: tuple[Problem, ...]


def names() -> list[str]:
    """Return the names of the markets that come with the program."""
    return sorted(path.stem for path in (HOME / "bazaars").glob("*.yaml"))


def find(name: str) -> Path:
    """Return the file of a market by its name or path; raise `NoSuchBazaar` where there is none."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return path
    if name in names():
        return HOME / "bazaars" / f"{name}.yaml"
    close = get_close_matches(name.lower(), names(), 1, 0.5)
    hint = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(names())}; or name a YAML file."
    raise NoSuchBazaar(f"There is no market {name!r}. {hint}")


def looks_like_one(name: str) -> bool:
    """Return whether a path is a market's file rather than a chapter's."""
    path = Path(name)
    return path.suffix in (".yaml", ".yml") and path.name != "scenario.yaml" and path.is_file()


def load(path: Path) -> Loaded:
    """Read a market; what is an error leaves `rules` empty."""
    desk = Desk()
    node = desk.document(path, path.name)
    rules = None
    if node is not None:
        form = Form(desk, path.name, node, "A market", BAZAAR)
        if form.values:
            rules = _Reader(desk, path, form).rules()
    grave = any(problem.level == "error" for problem in desk.problems)
    return Loaded(None if grave else rules, tuple(desk.problems))


class _Reader:
    """Reads the sections of a market."""

    def __init__(self, desk: Desk, path: Path, form: Form) -> None:
        self.desk = desk
        self.path = path
        self.form = form
        self.money = form.text("money", "won")
        self.claims: set[str] = set()

    def rules(self) -> Rules:
        form = self.form
        if form.whole("format", FORMAT) != FORMAT:
            form.wrong("format", f"{FORMAT}: this program reads no other", "FIL02")
        self._claims()
        ceiling = self._inner("ceiling", CEILING)
        opening, tick = self.won(form, "opening", 1), self.won(form, "tick", 1)
        if tick and opening % tick:
            form.wrong("opening", f"a whole number of steps of {tick} {self.money}", "FRM05")
        return Rules(
            id=self.path.stem, title=form.text("title"), subtitle=form.text("subtitle"), about=form.text("about"),
            content_note=form.text("content_note"), good=form.text("good"), money=self.money,
            minutes=form.whole("minutes", 30, 1, 600), ages=form.text("ages"), days=form.whole("days", 8, 1, 60),
            waves=tuple(text for text, _ in form.texts("hours")) or ("day",),
            tick=tick, highest=self.won(form, "highest", tick), opening=opening,
            spoils=self.share(form, "spoils", 0, 50), roles=self._roles(), wants=self._wants(),
            each=self.kilograms(form, "each", 1), varies=self.share(form, "varies", 0, 50),
            carriers=self._brings(), ceiling=self._ceiling(ceiling), agreement=self.won(form, "agreement", 1),
            shocks=self._shocks(), news=self._news(), questions=tuple(text for text, _ in form.texts("questions")),
            witness=self._witness(), cited=self.cited(form),
        )  # fmt: skip

    # ---- sections

    def _claims(self) -> None:
        evidence = Evidence(self.desk)
        for name, at in self.form.texts("evidence_files"):
            here, ours = self.path.parent / f"{name}.yaml", HOME / "evidence" / f"{name}.yaml"
            found = here if here.is_file() and here != self.path else ours
            if not found.is_file():
                self.desk.note("FIL01", f"There is no evidence file {name!r}.", self.form.file, at)
            elif (node := self.desk.document(found, found.name)) is not None:
                evidence.read(found.name, node)
        self.claims = set(evidence.claims)

    def _roles(self) -> tuple[Role, ...]:
        found = []
        for name, form in sections(self.desk, self.form.file, self.form.items("roles"), "A role", ROLE):
            self.cited(form)
            found.append(
                Role(
                    name, form.text("name"), form.text("about"), form.whole("seats", 1, 1, 20), form.truth("sells"),
                    self.won(form, "cash", 0), self.kilograms(form, "grain", 0), self.kilograms(form, "receives", 0),
                    self.kilograms(form, "eats", 0), self.kilograms(form, "cooks", 0), self.won(form, "takings", 0),
                )
            )  # fmt: skip
        if not any(role.sells for role in found) and "roles" in self.form:
            self.form.wrong("roles", "roles of which at least one says `sells: yes`")
        return tuple(found)

    def _wants(self) -> tuple[tuple[int, int], ...]:
        steps = self._steps("households", "wants")
        node = self.form.get("households")
        if node is None:
            return steps
        dearer = all(one[0] < other[0] and one[1] > other[1] for one, other in pairwise(steps))
        if len(steps) < 2 or not dearer or steps[-1][1] != 0:
            sentence = "`wants` goes from cheap to dear, less at each step, and ends with 0 kg."
            self.desk.note("FRM05", sentence, self.form.file, node)
        return steps

    def _brings(self) -> tuple[tuple[int, int], ...]:
        steps = self._steps("carriers", "brings") if "carriers" in self.form else ()
        if sorted(steps) != list(steps):
            self.desk.note("FRM05", "`brings` goes from cheap to dear.", self.form.file, self.form.get("carriers"))
        return steps

    def _steps(self, section: str, key: str) -> tuple[tuple[int, int], ...]:
        form = self._inner(section, OUTSIDE)
        if form is None:
            return ()
        self.cited(form)
        if key not in form:
            self.desk.note("FRM02", f"{section!r} needs a key {key!r}.", form.file, form.node)
        entries = form.forms(key, f"A step of {key!r}", STEP)
        return tuple((self.won(step, "at", 1), self.kilograms(step, "amount", 0)) for step in entries)

    def _ceiling(self, form: Form | None) -> Ceiling:
        if form is None:
            return Ceiling(0, 0.0, 0)
        self.cited(form)
        price, dares = self.won(form, "price", 1), round(self.share(form, "dares", 0, 100))
        return Ceiling(price, self.share(form, "risk", 0, 100), dares, form.text("news"))

    def _shocks(self) -> tuple[Shock, ...]:
        found = []
        for name, form in sections(self.desk, self.form.file, self.form.items("shocks"), "A shock", SHOCK):
            self.cited(form)
            parts = [
                round(self.share(form, key, 0, 1000)) if key in form else 100
                for key in ("receives", "carriers", "demand")
            ]
            found.append(Shock(name, form.text("name"), form.text("news"), form.days("days"), *parts))
        return tuple(found)

    def _news(self) -> tuple[tuple[int, str], ...]:
        return tuple((one.whole("day", 1, 1, 60), one.text("text")) for one in self.form.forms("news", "News", NEWS))

    def _witness(self) -> tuple[str, ...]:
        found = []
        for form in self.form.forms("witness", "A line of what is told", WITNESS):
            self.cited(form, "LES02")
            found.append(form.text("text"))
        return tuple(found)

    # ---- values

    def _inner(self, key: str, fields: Fields) -> Form | None:
        node = self.form.get(key)
        return None if node is None else Form(self.desk, self.form.file, node, f"{key!r}", fields)

    def cited(self, form: Form, code: str = "EVD04") -> Cited:
        """Return what a form stands on; what stands on nothing, or on a claim that is not there, is a problem."""
        found = form.cited()
        if not (found.claims or found.invented):
            self.desk.note(code, f"{form.what} says no evidence.", form.file, form.node, "or {invented: why}")
        for claim in found.claims:
            if claim not in self.claims:
                self.desk.note("EVD01", f"There is no claim {claim!r}.", form.file, form.get("evidence"))
        return found

    def won(self, form: Form, key: str, least: int) -> int:
        """Return a sum of money."""
        return self._amount(form, key, self.money, least)

    def kilograms(self, form: Form, key: str, least: int) -> int:
        """Return whole kilograms."""
        return self._amount(form, key, "kg", least)

    def _amount(self, form: Form, key: str, unit: str, least: int) -> int:
        node: Node | None = form.get(key)
        if node is None:
            return least
        match = _AMOUNT.match(str(node.value).strip()) if node.kind == "text" else None
        if match is None or match[2] != unit:
            form.wrong(key, f"a whole number with its unit, such as 50 {unit}", "FRM06")
            return least
        if not least <= int(match[1]) <= 1_000_000:
            form.wrong(key, f"between {least} and 1000000 {unit}", "FRM05")
            return least
        return int(match[1])

    def share(self, form: Form, key: str, low: float, high: float) -> float:
        """Return percent."""
        return form.share(key, low, low, high)
