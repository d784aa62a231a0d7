"""Verbs as Python source: numbers, flags and cash written out, all others done by the engine's own verb.

Quick plays keep no events but what is said: nobody reads the others.
"""

from engine.effects import Add, Effect, If, LoseMoney, Pass, Pay, Receive, Say, Set
from engine.kinds import Expr
from engine.prose import Prose
from story.quick.source import Names, code_of
from story.quick.texts import Texts


class Verbs:
    """Writes source that does verbs."""

    def __init__(self, names: Names, texts: Texts) -> None:
        self.names = names
        self.texts = texts

    def code(self, expr: Expr) -> str:
        """Return an expression's source, every name read where it stands."""
        return self.names.fill(code_of(self.names, expr))

    def amount(self, expr: Expr) -> str:
        """Return the source of an amount, never below nothing."""
        if isinstance(expr.const, int):
            return repr(max(0, int(expr.const)))
        return f"max(0, {self.code(expr)})"

    def run(self, effects: tuple[Effect, ...]) -> list[str]:
        """Return statements that do each verb in order; days that are to pass are left in `d`, and `u` until when."""
        return [line for effect in effects for line in self._one(effect)]

    def _one(self, effect: Effect) -> list[str]:
        if isinstance(effect, If):
            then = self.run(effect.then) or ["pass"]
            otherwise = self.run(effect.otherwise)
            found = [f"if {self.code(effect.when)}:", *(f"  {line}" for line in then)]
            return [*found, "else:", *(f"  {line}" for line in otherwise)] if otherwise else found
        if isinstance(effect, Pass):
            return [f"d, u = min({self.amount(effect.days)}, MOST_DAYS), {effect.until!r}"]
        if isinstance(effect, Add):
            return [line for name, change in effect.changes for line in self._add(name, self.code(change))]
        if isinstance(effect, Set):
            return [line for name, value in effect.values for line in self._set(name, self.code(value))]
        if isinstance(effect, Say):
            return self.say(effect.text)
        if isinstance(effect, Pay | LoseMoney | Receive):
            return self._money(effect)
        return [f"{self.names.bind(effect.apply, 'verb')}(t)"]

    def say(self, text: Prose) -> list[str]:
        """Return statements that say a text of consequence."""
        if not text:
            return []
        return self.texts.settle(text) + self.texts.passages(text, "say")

    def _add(self, name: str, change: str) -> list[str]:
        scenario = self.names.scenario
        number = scenario.numbers.get(name) or scenario.dials.get(name)
        if number is None:
            return [f"t.add({name!r}, {change})"]
        return [f"x = v[{name!r}] + {change}", *self._kept(name, number.low, number.high)]

    def _set(self, name: str, value: str) -> list[str]:
        scenario = self.names.scenario
        if name in scenario.flags:
            return [f"v[{name!r}] = int({value})"]
        number = scenario.numbers.get(name) or scenario.dials.get(name)
        if number is None:
            return [f"x = int({value})", f"t.add({name!r}, x - v.get({name!r}, 0))"]
        return [f"x = int({value})", *self._kept(name, number.low, number.high)]

    def _kept(self, name: str, low: int, high: int) -> list[str]:
        return [f"v[{name!r}] = {low!r} if x < {low!r} else {high!r} if x > {high!r} else x"]

    def _money(self, effect: Pay | LoseMoney | Receive) -> list[str]:
        """Book a sum as `turn.pay` and `turn.receive` do: both sides, and a transaction on the book."""
        cash = f"assets:cash:{effect.currency}"
        found = [f"x = {self.amount(effect.amount)}", f"y = b.get({cash!r}, 0)"]
        if isinstance(effect, Receive):
            other, memo, ours, theirs = f"{effect.kind}:{effect.source}:{effect.currency}", effect.source, "x", "-x"
            sides = f"(({cash!r}, x), ({other!r}, -x))"
        else:
            memo, ours, theirs = effect.purpose if isinstance(effect, Pay) else effect.to, "-x", "x"
            other = f"expenses:{memo}:{effect.currency}"
            sides = f"(({other!r}, x), ({cash!r}, -x))"
            needed = f"if x > y: t.need(x, {effect.currency!r})" if isinstance(effect, Pay) else "if x > y: x = y"
            found.append(needed)
        return [
            *found,
            "if x > 0:",
            f"  b[{other!r}] = b.get({other!r}, 0) + {theirs}",
            f"  b[{cash!r}] = y + {ours}",
            f"  t.book = booked(Transaction, (t.day, {memo!r}, {sides}, t.book))",
        ]
