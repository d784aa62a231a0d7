"""A scene as Python source: its screen, with what is open and what its conditions say; entering it; each choice."""

from collections.abc import Sequence
from typing import Any

from engine import effects as fx
from engine.scene import Choice, Outcome, Scene, Target
from story.coverage import Conditions
from story.quick.source import Names, code_of, marks, skies
from story.quick.texts import Texts
from story.quick.verbs import Verbs

PARTS = ["v, b, seen, stock = t.values, t.balances, t.seen, t.stock"]
"""What source may name of a turn; these stay the same objects while a turn lives."""


class SceneWriter:
    """Writes the functions of scenes, and binds what they need by name."""

    def __init__(
        self, names: Names, texts: Texts, conditions: Conditions, ways: dict[str, dict[str, set[str]]]
    ) -> None:
        self.names = names
        self.texts = texts
        self.verbs = Verbs(names, texts)
        self.conditions = conditions
        self.ways = ways
        self.scenario = names.scenario

    def scene(self, scene: Scene) -> str:
        """Return the source of a scene's functions: `screen`, `enter`, and `choose_0`, `choose_1` … by its choices."""
        found = [*self._screen(scene), *self._enter(scene)]
        for number, choice in enumerate(scene.choices.values()):
            found += self._choose(scene, number, choice)
        return "\n".join(found)

    def daily(self) -> str:
        """Return the source of `daily`, which notes what the conditions of events say on a new day."""
        asked, _, row = self._asked(
            [c.expr for c in self.conditions.daily], self.conditions.numbers(self.conditions.daily)
        )
        return "\n".join(_function("daily(t, note)", [*asked, f"note({row})"]))

    # ---- the screen

    def _screen(self, scene: Scene) -> list[str]:
        conditions = self.conditions.of(scene.id)
        asked, local, row = self._asked([c.expr for c in conditions], self.conditions.numbers(conditions))
        held = {id(c.expr): f"c{number}" for number, c in enumerate(conditions)}
        body = [*asked, *([f"note({row})"] if conditions else [])]
        body += ["said = []", "put = said.append", *self.texts.passages(scene.text, "put", local, held)]
        body += ["offers = []", "offer = offers.append", "open_now = []"]
        if scene.ending is None:
            for number, choice in enumerate(scene.choices.values()):
                body += self._offer(scene, number, choice, local, held)
        return _function("screen(t, note)", [*body, "return said, offers, open_now"])

    def _asked(self, exprs: Sequence[Any], numbers: tuple[str, ...]) -> tuple[list[str], dict[int, str], str]:
        """Return statements that ask conditions, the locals that then hold names, and the row to be noted."""
        symbols = self.scenario.scope.symbols
        codes = [code_of(self.names, expr) for expr in exprs]
        read = [marks(self.names.symbol(name, symbols[name]))[0] for name in numbers]
        plain = [m for code in codes for m in marks(code) if not self.names.codes[m].startswith("read_")]
        local = {mark: f"n{mark}" for mark in dict.fromkeys([*read, *plain])}
        codes_of = {name: self.names.codes[mark] for mark, name in local.items()}
        together = self.names.together
        found = ["held = totals(stock)"] if any(code in together for code in codes_of.values()) else []
        found += [f"{name} = {together.get(code, code)}" for name, code in codes_of.items()]
        found += [f"c{number} = {self.names.fill(code, local)}" for number, code in enumerate(codes)]
        row = [*(f"c{number}" for number in range(len(codes))), *(local[mark] for mark in read)]
        return found, local, f"({', '.join(row)},)" if row else "()"

    def _offer(
        self, scene: Scene, number: int, choice: Choice, local: dict[int, str], held: dict[int, str]
    ) -> list[str]:
        """Return statements that offer a choice, barred or open, or leave it out: as `offers` does."""
        bound = self.names.bind(choice, "choice")
        used = f"{f'{scene.id}.{choice.id}'!r} in seen"
        asked = [f"not {used}"] if choice.once else []
        asked += [held[id(choice.when)]] if choice.when is not None else []
        if any(target.how == "back" for target in _targets(choice)):
            asked.append(f"(t.back or t.journey is not None or leads_on(t, {bound}))")
        if choice.outcomes and not any(_sure(outcome) for outcome in choice.outcomes):
            asked.append(f"possible(t, {bound})")
        say = self.texts.line(choice.say, local)
        note = self.texts.line(choice.note, local) if choice.note is not None else "''"
        found = self._open(number, choice, bound, say, note, local)
        if asked:
            found = [f"if {' and '.join(asked)}:", *(f"  {line}" for line in found)]
            if choice.otherwise is not None:
                why = self.texts.line(choice.otherwise, local)
                found += [f"elif not {used}:" if choice.once else "else:", f"  offer(({number}, {say}, {note}, {why}))"]
        return found

    def _open(self, number: int, choice: Choice, bound: str, say: str, note: str, local: dict[int, str]) -> list[str]:
        taken = [f"offer(({number}, {say}, {note}, ''))", f"open_now.append({number})"]
        if not choice.costs:
            return taken
        first = choice.effects[0] if choice.effects else None
        plain = (
            isinstance(first, fx.Pay)
            and not any("(" in name for name in first.amount.names)
            and not fx.costs(choice.effects[1:])
            and not any(fx.costs(outcome.effects) for outcome in choice.outcomes)
        )
        if isinstance(first, fx.Pay) and plain:
            sum_of = self.names.fill(code_of(self.names, first.amount), local)
            has = self.names.fill(self.names.symbol(f"cash.{first.currency}", _NOBODY), local)
            return [
                f"x = {sum_of}",
                f"if x > 0 and x > {has}:",
                f"  offer(({number}, {say}, {note}, why_not(t, x, {first.currency!r})))",
                "else:",
                *(f"  {line}" for line in taken),
            ]
        return [
            f"x = try_out(t.scenario, t, {bound}, t.paths)",
            f"offer(({number}, {say}, {note}, x))",
            f"if not x: open_now.append({number})",
        ]

    # ---- entering and choosing

    def _enter(self, scene: Scene) -> list[str]:
        body = [f"t.scene = {scene.id!r}", f"seen[{scene.id!r}] = seen.get({scene.id!r}, 0) + 1"]
        body += [f"t.last[{scene.id!r}] = t.day", *_telling(self.verbs.run(scene.enter))]
        for entry in scene.codex:
            body += [f"if {entry!r} not in t.known: t.known += ({entry!r},)"]
        body += self.texts.settle(scene.text)
        if scene.ending is not None:
            body.append("t.ended = True")
        return _function("enter(t)", body)

    def _choose(self, scene: Scene, number: int, choice: Choice) -> list[str]:
        key = f"{scene.id}.{choice.id}"
        count = f"seen[{key!r}] = seen.get({key!r}, 0) + 1"
        body = ["d, u = 0, False", "t.stop = t.until = False"] if choice.passes else []
        if not choice.outcomes:
            body += [count, *self.verbs.run(choice.effects), *self.verbs.say(choice.then)]
            body += self._go(scene, choice, choice.go, "")
            return _function(f"choose_{number}(t)", _telling(body))
        body += [*self._drawn(scene, choice, count), *self.verbs.run(choice.effects), *self.verbs.say(choice.then)]
        for place, outcome in enumerate(choice.outcomes):
            inner = [*self.verbs.run(outcome.effects), *self.verbs.say(outcome.text)]
            inner += self._go(scene, choice, outcome.go, outcome.id)
            body += [f"{'elif' if place else 'if'} drawn == {place}:", *(f"  {line}" for line in inner)]
        return _function(f"choose_{number}(t)", _telling(body))

    def _drawn(self, scene: Scene, choice: Choice, count: str) -> list[str]:
        """Return statements that count a choice and draw the place of its outcome, as `weighted` does."""
        stream = f"choice.{scene.id}.{choice.id}"
        if not all(_sure(outcome) for outcome in choice.outcomes):
            bound = self.names.bind(choice, "choice")
            return [f"chances = possible(t, {bound})", count, f"drawn = draw(t, {bound}, chances, {stream!r})"]
        weights = [int(outcome.weight.const or 0) for outcome in choice.outcomes]
        steps = "".join(f"{place} if (share := share - {w!r}) < 0 else " for place, w in enumerate(weights[:-1]))
        return [count, f"share = t.draw({stream!r}) * {sum(weights)!r}", f"drawn = {steps}{len(weights) - 1}"]

    def _go(self, scene: Scene, choice: Choice, target: Target, outcome: str) -> list[str]:
        """Return statements that move to a target, let the days of the deed pass there, and enter: as `rules.go`."""
        result = f"return {outcome!r}"
        allowed = self.names.bind(frozenset(self.ways[choice.id][scene.id]), "ways")
        guard = f"if t.scene not in {allowed}: astray()"
        if self.scenario.road.home or target.how == "back":
            return [
                *(["if d: t.pass_days, t.until = d, u"] if choice.passes else []),
                f"go(t, {self.names.bind(target, 'target')})",
                guard,
                result,
            ]
        base = target.scene or scene.id
        found = [f"t.back += ({scene.id!r},)"] if target.how == "visit" else []
        if self.scenario.scenes[base].hub:
            found.append("t.back = ()")
        if choice.passes:
            found += ["if d:", "  came = live(t, d, u)", "  if came is not None:", f"    t.back += ({base!r},)"]
            found += ["    enter_by_name[came](t)", f"    {guard}", f"    {result}"]
        return [*found, f"enter_by_name[{base!r}](t)", result]


class _Nobody:
    """Stands for a symbol whose source is known, so that it is never run."""

    run = None


_NOBODY: Any = _Nobody()


def _targets(choice: Choice) -> list[Target]:
    return [outcome.go for outcome in choice.outcomes] or [choice.go]


def _sure(outcome: Outcome) -> bool:
    """Return whether an outcome may happen at any time, always with the same weight."""
    return outcome.when is None and isinstance(outcome.weight.const, int) and outcome.weight.const > 0


def _telling(body: list[str]) -> list[str]:
    """Return statements with what says texts before them, where they say any."""
    return ["say = say_on(t)", *body] if any("say(" in line for line in body) else body


def _function(head: str, body: list[str]) -> list[str]:
    return [f"def {head}:", *(f"  {line}" for line in [*PARTS, *skies(body), *body] if line)]
