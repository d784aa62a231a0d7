"""Narration: what has happened, told in sentences; days that went by are summed into one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from engine import events as ev
from engine.household import STEPS
from engine.machine import interrupts
from engine.session import Session
from engine.turn import Turn
from game import words
from game.status import ENERGY, HEALTH, band

Kind = Literal["prose", "consequence", "change", "day", "warning", "heading", "codex", "ending"]
HUNGRY = STEPS[2][0]
"""Percent of need under which eating costs health, and is told."""
SHARES = ((15, "almost nothing"), (30, "about a quarter of what it needs"), (42, "about a third of what it needs"),
          (58, "about half of what it needs"), (100, "about two thirds of what it needs"))  # fmt: skip
"""(percent of need under which, words)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One paragraph or line of the telling, and what sort it is."""

    kind: Kind
    text: str


def narrate(events: Sequence[ev.Event], session: Session) -> tuple[Told, ...]:
    """Tell what happened, in the order in which it did; last, the scene that now stands open."""
    teller = _Teller(session)
    for event in events:
        teller.hear(event)
    return tuple(teller.finish())


def opening(session: Session) -> tuple[Told, ...]:
    """Tell how a play begins."""
    return narrate(session.opening, session)


def standing(session: Session) -> tuple[Told, ...]:
    """Tell the scene that stands open, as at the end of `narrate`: for a loaded game, or to read it again."""
    told = [Told("heading", session.scene.title)]
    told += [Told("prose", line) for text in session.prose() for line in words.paragraphs(text)]
    if session.scene.ending is not None:
        told.append(Told("ending", f"The end: {session.scene.ending.name}."))
    return tuple(told)


@dataclass
class _Stretch:
    """Days in a row, summed."""

    closed: list[ev.DayClosed] = field(default_factory=list)
    stalls: dict[str, list[ev.StallTraded]] = field(default_factory=dict)
    trades: dict[tuple[str, bool], tuple[int, int]] = field(default_factory=dict)
    spoiled: dict[str, int] = field(default_factory=dict)
    hungry: int = 0
    noticed: dict[tuple[str, str], int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.closed or self.stalls or self.trades or self.spoiled or self.noticed)


class _Teller:
    """Hears events in order and puts them into sentences."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.scenario = session.scenario
        self.turn: Turn = session.view()
        self.told: list[Told] = []
        self.changes: list[Told] = []
        """What changed by the deed; told after its consequences and before the days that followed."""
        self.days = _Stretch()
        self.moved: dict[tuple[str, str, str, bool], int] = {}
        """(money or goods, which, why, whether in) -> how much."""
        self.numbers: dict[str, tuple[int, int]] = {}
        self.entered = False
        self.codex: list[Told] = []
        self.ended = ""
        self.passes = False
        self.hears: dict[type[ev.Event], Callable[..., None]] = {
            ev.ChoiceMade: self._choice,
            ev.SceneEntered: self._scene,
            ev.Said: self._said,
            ev.MoneyMoved: self._money,
            ev.GoodsMoved: self._goods,
            ev.Traded: self._traded,
            ev.Borrowed: self._borrowed,
            ev.Repaid: self._repaid,
            ev.DebtChanged: self._debt_changed,
            ev.DebtFellDue: self._debt_due,
            ev.PatrolCame: self._patrol,
            ev.Confiscated: self._confiscated,
            ev.TakingsLost: self._takings_lost,
            ev.StallTraded: self._stall,
            ev.PortionsServed: self._served,
            ev.DayClosed: self._day,
            ev.Spoiled: self._spoiled,
            ev.NumberChanged: self._number,
            ev.FlagSet: self._flag,
            ev.DialSet: self._dial,
            ev.Assigned: self._assigned,
            ev.Noticed: self._noticed,
            ev.CodexOpened: self._codex,
            ev.Ended: self._ended,
        }

    def hear(self, event: ev.Event) -> None:
        """Take one event in."""
        self.hears[type(event)](event)

    def finish(self) -> list[Told]:
        """Close what is open and return the whole."""
        self._close_days()
        self._close_numbers()
        self._close_changes()
        if self.entered:
            self.told += standing(self.session)
        self.told += self.codex
        return self.told

    def say(self, kind: Kind, text: str) -> None:
        """Add a sentence."""
        (self.changes if kind == "change" else self.told).append(Told(kind, words.sentence(text)))

    # the deed

    def _choice(self, event: ev.ChoiceMade) -> None:
        self.passes = self.scenario.scenes[event.scene].choices[event.choice].passes

    def _scene(self, event: ev.SceneEntered) -> None:
        self.entered = True

    def _said(self, event: ev.Said) -> None:
        self._close_days()
        self.told += [Told("consequence", line) for line in words.paragraphs(event.text)]

    def _money(self, event: ev.MoneyMoved) -> None:
        self._move("money", event.currency, event.why, event.amount)

    def _goods(self, event: ev.GoodsMoved) -> None:
        self._move("goods", event.good, event.why, event.amount)

    def _move(self, sort: str, of: str, why: str, amount: int) -> None:
        key = (sort, of, why, amount > 0)
        self.moved[key] = self.moved.get(key, 0) + amount

    def _close_changes(self) -> None:
        for (sort, of, why, came), amount in self.moved.items():
            what = self._sum(abs(amount), of) if sort == "money" else words.goods(abs(amount), self.scenario.goods[of])
            self.say("change", f"{'In' if came else 'Out'}: {what}" + (f", {why}" if why else ""))
        self.told += self.changes
        self.moved.clear()
        self.changes.clear()

    def _sum(self, amount: int, currency: str) -> str:
        return words.sum_and_rice(self.turn, amount, self.scenario.currencies[currency])

    # markets and debts

    def _traded(self, event: ev.Traded) -> None:
        if self.passes:
            key = (event.good, event.amount > 0)
            amount, total = self.days.trades.get(key, (0, 0))
            self.days.trades[key] = (amount + abs(event.amount), total + event.sum)
            return
        good = self.scenario.goods[event.good]
        verb = "Bought" if event.amount > 0 else "Sold"
        currency = self.scenario.currencies[event.currency]
        measure = good.id == self.scenario.yardstick
        price = words.money(event.sum, currency) if measure else self._sum(event.sum, event.currency)
        self.say("change", f"{verb}: {words.goods(abs(event.amount), good)} for {price}")

    def _who(self, creditor: str) -> str:
        return self.scenario.creditors[creditor].name

    def _borrowed(self, event: ev.Borrowed) -> None:
        due = words.date(self.session, event.due)
        self.say(
            "change", f"Owed to {self._who(event.creditor)}: {self._sum(event.owed, event.currency)} more, due on {due}"
        )

    def _repaid(self, event: ev.Repaid) -> None:
        left = f"{self._sum(event.left, event.currency)} still owed" if event.left else "nothing more is owed"
        self.say("change", f"Paid to {self._who(event.creditor)}: {self._sum(event.amount, event.currency)}; {left}")

    def _debt_changed(self, event: ev.DebtChanged) -> None:
        if not event.left:
            self.say("change", f"Nothing more is owed to {self._who(event.creditor)}")
            return
        due = words.date(self.session, event.due)
        self.say(
            "change", f"Owed to {self._who(event.creditor)}: {self._sum(event.left, event.currency)}, now due on {due}"
        )

    def _debt_due(self, event: ev.DebtFellDue) -> None:
        self._close_days()
        self._close_changes()
        when = f"{words.days(event.days_late)} late" if event.days_late > 0 else "due today"
        self.say("warning", f"{self._who(event.creditor)} comes for {self._sum(event.left, event.currency)}, {when}")

    # patrols

    def _patrol(self, event: ev.PatrolCame) -> None:
        self._close_days()
        self._close_changes()
        self.say("warning", f"{self.scenario.patrols[event.patrol].name} come to the stall")

    def _confiscated(self, event: ev.Confiscated) -> None:
        what = words.goods(event.amount, self.scenario.goods[event.good])
        self.say("change", f"Taken by {self.scenario.patrols[event.patrol].name}: {what}")

    def _takings_lost(self, event: ev.TakingsLost) -> None:
        self.say("change", f"Lost of the day's takings: {self._sum(event.amount, event.currency)}")

    # days

    def _stall(self, event: ev.StallTraded) -> None:
        self.days.stalls.setdefault(event.stall, []).append(event)

    def _served(self, event: ev.PortionsServed) -> None:
        served = words.count(event.portions, self.scenario.stalls[event.stall].dish)
        self.say("change", f"{served} more served: {self._sum(event.takings, self.scenario.money)}")

    def _spoiled(self, event: ev.Spoiled) -> None:
        self.days.spoiled[event.good] = self.days.spoiled.get(event.good, 0) + event.amount

    def _noticed(self, event: ev.Noticed) -> None:
        key = (event.kind, event.subject)
        self.days.noticed[key] = self.days.noticed.get(key, 0) + 1

    def _day(self, event: ev.DayClosed) -> None:
        self.days.closed.append(event)
        if len(self.days.closed) == 1 and not self.days.stalls and self._was_interrupted(event.day):
            # The rest of a day whose trade was told before something interrupted it.
            self._close_days()

    def _was_interrupted(self, day: int) -> bool:
        return any(self.turn.last.get(scene) == day for scene in interrupts(self.scenario))

    def _close_days(self) -> None:
        days, self.days = self.days, _Stretch()
        if not days:
            return
        self._close_changes()
        if sales := self._sales(days):
            self.say("day", "; ".join([sales, *self._close_of(days)]))
        self._shopping(days.trades)
        for good, amount in days.spoiled.items():
            self.say("change", f"Spoiled: {words.goods(amount, self.scenario.goods[good])}")
        self._close_changes()
        self._attention(days)

    def _sales(self, days: _Stretch) -> str:
        numbers = sorted({e.day for e in days.closed} | {e.day for trade in days.stalls.values() for e in trade})
        if not numbers:
            return ""
        first, last = numbers[0], numbers[-1]
        if len(numbers) == 1:
            weather = self.turn.paths.weather(last)
            when = words.date(self.session, last) + (f", {weather}" if weather else "")
        else:
            when = f"{words.spelled(len(numbers))} days, {words.span(self.session, first, last)}"
        sold = [self._stall_sales(stall, trade) for stall, trade in days.stalls.items()]
        return f"{when}: {'; '.join(sold) or ('the day ends' if len(numbers) == 1 else 'no trade')}"

    def _stall_sales(self, stall: str, trade: Iterable[ev.StallTraded]) -> str:
        trade = list(trade)
        dish = self.scenario.stalls[stall].dish
        cooked, asked, sold, taken = (
            sum(e.cooked for e in trade), sum(e.customers for e in trade), sum(e.sold for e in trade),
            sum(e.takings for e in trade),
        )  # fmt: skip
        if not cooked:
            return f"nothing cooked, {asked} asked for" if asked else "nothing cooked"
        of = f"of {asked} asked for" if asked > sold else f"of {cooked} cooked"
        return f"{words.count(sold, dish)} sold {of}, {self._sum(taken, self.scenario.money)} taken"

    def _close_of(self, days: _Stretch) -> Iterable[str]:
        if not days.closed:
            return
        currency = self.scenario.currencies[self.scenario.money]
        net = sum(event.net for event in days.closed)
        if net:
            yield f"{words.money(abs(net), currency)} {'more' if net > 0 else 'less'} in the box"
        if food := words.food_for(days.closed[-1].food_days):
            yield f"{food} at home"

    def _shopping(self, trades: dict[tuple[str, bool], tuple[int, int]]) -> None:
        currency = self.scenario.currencies[self.scenario.money]
        for bought, verb in ((True, "Bought"), (False, "Sold")):
            parts = [
                f"{words.goods(amount, self.scenario.goods[good])} for {words.money(total, currency)}"
                for (good, came), (amount, total) in trades.items()
                if came is bought
            ]
            if parts:
                self.say("change", f"{verb}: {', '.join(parts)}")

    def _attention(self, days: _Stretch) -> None:
        for (kind, subject), times in days.noticed.items():
            if kind == "missing":
                name = self.scenario.goods[subject].name
                self.say("warning", f"There was not enough {name} to cook all that was planned{_on_days(times)}")
            elif kind == "weak":
                name = self.scenario.people[subject].name
                self.say(
                    "warning",
                    f"{name} {'were' if name == 'you' else 'was'} too weak to work and rested{_on_days(times)}",
                )
        short = [event.fed for event in days.closed if event.fed < HUNGRY]
        if short and self.scenario.people:
            mean = sum(short) // len(short)
            share = next(text for under, text in SHARES if mean < under)
            when = f" on {_of(len(short), len(days.closed))}" if len(days.closed) > 1 else ""
            self.say("warning", f"The household ate {share}{when}")

    # numbers, flags, plans

    def _number(self, event: ev.NumberChanged) -> None:
        before, _ = self.numbers.get(event.name, (event.before, 0))
        self.numbers[event.name] = (before, event.after)

    def _close_numbers(self) -> None:
        moved = []
        for name, (before, after) in self.numbers.items():
            sort, _, who = name.partition(".")
            number = self.scenario.numbers.get(name)
            if number is not None and number.public and after != before:
                means = number.means or name.replace("_", " ")
                new, old = (words.value(self.scenario, name, amount) for amount in (after, before))
                moved.append(f"{means}: {new} (was {old})")
            elif name in self.scenario.dials and after != before:
                self.say("change", f"{self.scenario.dials[name].name}: {words.value(self.scenario, name, after)}")
            elif sort in ("health", "energy") and who in self.scenario.people:
                self._strength(sort, who, before, after)
            elif sort == "trust" and who in self.scenario.creditors and after != before:
                self.say(
                    "change", f"{self._who(who)} trusts you {'more' if after > before else 'less'} ({after} of 100)"
                )
        if moved:
            self.say("change", "; ".join(moved))

    def _strength(self, sort: str, who: str, before: int, after: int) -> None:
        bands = HEALTH if sort == "health" else ENERGY
        now, was = band(bands, after), band(bands, before)
        if now != was:
            name = self.scenario.people[who].name
            kind: Kind = "warning" if after < before and sort == "health" else "change"
            self.say(kind, f"{name} {'are' if name == 'you' else 'is'} {now} now")

    def _flag(self, event: ev.FlagSet) -> None:
        flag = self.scenario.flags[event.name]
        if flag.means:
            self.say("change", flag.means if event.on else f"No longer so: {flag.means}")

    def _dial(self, event: ev.DialSet) -> None:
        name = self.scenario.dials[event.dial].name
        self.say("change", f"{name}: {words.value(self.scenario, event.dial, event.value)}")

    def _assigned(self, event: ev.Assigned) -> None:
        person, duty = self.scenario.people[event.person].name, self.scenario.duties[event.duty].name
        self.say("change", f"{person}: {duty}" + (", too weak for anything else" if event.forced else ""))

    def _codex(self, event: ev.CodexOpened) -> None:
        self.codex.append(Told("codex", f"New in the codex: {self.scenario.codex[event.entry].title}"))

    def _ended(self, event: ev.Ended) -> None:
        self.ended = event.scene


def _on_days(times: int) -> str:
    return f" on {words.spelled(times)} days" if times > 1 else ""


def _of(part: int, whole: int) -> str:
    if part == whole:
        return f"all {words.spelled(whole)} days"
    return f"{words.spelled(part)} of {words.spelled(whole)} days"
