"""Status: what stands beside the story, as plain values; a screen lays them out, the plain player reads them aloud."""

from dataclasses import dataclass

from engine import credit, household, names
from engine.scenario import Creditor, Dial, Number
from engine.session import Session
from engine.stall import takings
from engine.turn import Turn
from game import words
from game.affairs import NOTHING, Affairs, affairs, store_name
from game.affairs import lines as affair_lines
from game.tongue import later, tr

HEALTH = ((75, later("well")), (60, later("thin")), (40, later("weak")), (20, later("ill")), (0, later("gravely ill")))
"""(from, word): health of 0-100 in plain words."""
ENERGY = (
    (60, later("rested")),
    (40, later("tiring")),
    (household.TIRED, later("tired")),
    (household.WEAK, later("worn out")),
    (0, later("too weak to work")),
)
TRUST = (
    (75, later("full of trust")),
    (50, later("well disposed")),
    (25, later("wary")),
    (0, later("no trust left")),
)
"""(from, words) for what follows the creditor's name."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of one currency, and what it is worth in rice (empty where that cannot be said)."""

    amount: int
    text: str
    rice: str
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the household; energy is None and its word empty for a child."""

    id: str
    name: str
    health: int
    health_word: str
    energy: int | None
    energy_word: str
    duty: str
    """What they do, in words; empty where they have no duty."""


@dataclass(frozen=True, slots=True)
class StockLine:
    """A good that is held: the amount in all stores, and where it lies if not all at home."""

    id: str
    name: str
    amount: int
    text: str
    full: str
    """The amount with the name: `2.5 kg of rice`."""
    stores: tuple[tuple[str, str], ...]
    """(where, amount), both in words, only where something lies elsewhere than at home."""


@dataclass(frozen=True, slots=True)
class DebtLine:
    """What is owed to a creditor, and in how many days (below 0: late by so many)."""

    id: str
    who: str
    sum: Sum
    days_left: int
    when: str
    """`due in 12 days`, `due today`, `3 days late`."""
    called: Sum | None = None
    """What is due by today and unpaid; None where nothing is, or all of it is one sum."""
    next: str = ""
    """The next instalment and when: `166.67 yuan due in 12 days`; empty where all is one sum."""


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A public number, its range, and what it means."""

    id: str
    value: int
    low: int
    high: int
    text: str
    means: str


@dataclass(frozen=True, slots=True)
class DialLine:
    """A dial: how it stands, and what it may be set to."""

    id: str
    name: str
    value: int
    text: str
    range: str
    help: str


@dataclass(frozen=True, slots=True)
class TrustLine:
    """How far a creditor trusts the household."""

    id: str
    who: str
    value: int
    word: str


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand now."""

    title: str
    scene: str
    place: str
    date: str
    day: int
    of_days: int
    weather: str
    degrees: int | None
    cash: tuple[Sum, ...]
    """The chapter's money first, then other currencies that are held."""
    takings: Sum
    food: str
    food_tenths: int
    people: tuple[Member, ...]
    stock: tuple[StockLine, ...]
    debts: tuple[DebtLine, ...]
    numbers: tuple[NumberLine, ...]
    trust: tuple[TrustLine, ...]
    flags: tuple[str, ...]
    """What the flags that are on mean."""
    dials: tuple[DialLine, ...]
    worth: Sum
    """Money and goods at cost, less debts; foreign money at the day's rate."""
    affairs: Affairs = NOTHING

    @property
    def day_line(self) -> str:
        """Day, date, weather and place in one line without a full stop."""
        parts = [
            tr("Day {day} of {of_days}", day=self.day, of_days=self.of_days)
            if self.day <= self.of_days
            else tr("Day {day}", day=self.day),
            self.date,
        ]
        if self.weather:
            parts.append(
                self.weather
                if self.degrees is None
                else tr("{weather}, {degrees} degrees", weather=self.weather, degrees=self.degrees)
            )
        where = self.affairs.way or self.place
        return ", ".join(parts + ([where] if where else []))


def band(bands: tuple[tuple[int, str], ...], value: int) -> str:
    """Return the word of the band in which a value lies."""
    return tr(next((word for low, word in bands if value >= low), bands[-1][1]))


def status(session: Session) -> Status:
    """Return how things stand in a session."""
    turn, scenario, scene = session.view(), session.scenario, session.scene
    weather = turn.paths.weather(turn.day)
    place = scenario.places.get(scene.place)
    tenths = household.food_days(turn) if scenario.people else 9990
    return Status(
        title=scenario.title,
        scene=scene.title,
        place=place.name if place is not None else "",
        date=words.date(session, turn.day),
        day=turn.day,
        of_days=scenario.lasts,
        weather=scenario.words.get(weather, weather),
        degrees=scenario.weather.degrees.get(weather),
        cash=_cash(turn),
        takings=_sum(turn, takings(turn), scenario.money),
        food=words.food_for(tenths),
        food_tenths=tenths,
        people=_people(turn),
        stock=_stock(turn),
        debts=_debts(turn),
        numbers=tuple(_number(turn, number) for number in scenario.numbers.values() if number.public),
        trust=tuple(_trust(turn, creditor) for creditor in scenario.creditors.values()),
        flags=tuple(f.means for f in scenario.flags.values() if f.means and turn.values.get(f.id)),
        dials=tuple(_dial(turn, dial) for dial in scenario.dials.values()),
        worth=_sum(turn, names.worth(turn), scenario.money),
        affairs=affairs(turn),
    )


def _sum(turn: Turn, amount: int, currency: str) -> Sum:
    rice = words.in_rice(turn, words.worth(turn, amount, currency)) if amount else ""
    return Sum(amount, words.money(amount, turn.scenario.currencies[currency]), rice, currency)


def _cash(turn: Turn) -> tuple[Sum, ...]:
    own = turn.scenario.money
    others = [c for c in turn.scenario.currencies if c != own and turn.cash(c)]
    return tuple(_sum(turn, turn.cash(currency), currency) for currency in [own, *others])


def _people(turn: Turn) -> tuple[Member, ...]:
    found = []
    for person in turn.scenario.people.values():
        health = turn.values.get(f"health.{person.id}", person.health)
        energy = turn.values.get(f"energy.{person.id}", person.energy) if person.adult else None
        duty = turn.scenario.duties.get(turn.plan.get(person.id, ""))
        found.append(
            Member(
                person.id,
                person.name,
                health,
                band(HEALTH, health),
                energy,
                band(ENERGY, energy) if energy is not None else "",
                duty.name if duty is not None else "",
            )
        )
    return tuple(found)


def _stock(turn: Turn) -> tuple[StockLine, ...]:
    found = []
    for good in turn.scenario.goods.values():
        ending = f"/{good.id}"
        lots = {key.removesuffix(ending): lot.amount for key, lot in turn.stock.items() if key.endswith(ending)}
        amount = sum(lots.values())
        if amount:
            stores = tuple(
                (store_name(turn.scenario, store), words.quantity(held, good)) for store, held in lots.items() if held
            )
            elsewhere = stores if any(store != "home" and held for store, held in lots.items()) else ()
            text, full = words.quantity(amount, good), words.goods(amount, good)
            found.append(StockLine(good.id, good.name, amount, text, full, elsewhere))
    return tuple(found)


def _debts(turn: Turn) -> tuple[DebtLine, ...]:
    found = []
    for creditor, debt in turn.debts.items():
        name = turn.scenario.creditors[creditor].name
        whole = _sum(turn, debt.owed, debt.currency)
        if not debt.part:
            left = debt.due - turn.day
            found.append(DebtLine(creditor, name, whole, left, _when(left)))
            continue
        called = credit.called(debt, turn.day)
        left = -credit.late(debt, turn.day) if called else credit.next_due(debt, turn.day) - turn.day
        part = words.money(min(debt.part, debt.owed), turn.scenario.currencies[debt.currency])
        found.append(
            DebtLine(
                creditor, name, whole, left, _when(left), _sum(turn, called, debt.currency) if called else None,
                "" if called else tr("{part} {when}", part=part, when=_when(left)),
            )
        )  # fmt: skip
    return tuple(found)


def _when(left: int) -> str:
    return (
        tr("due in {days}", days=words.days(left))
        if left > 0
        else tr("due today")
        if left == 0
        else tr("{days} late", days=words.days(-left))
    )


def _number(turn: Turn, number: Number) -> NumberLine:
    value = turn.values.get(number.id, number.start)
    means = number.means or number.id.replace("_", " ")
    return NumberLine(
        number.id, value, number.low, number.high, words.value(turn.scenario, number.id, value), means
    )  # fmt: skip


def _trust(turn: Turn, creditor: Creditor) -> TrustLine:
    value = turn.values.get(f"trust.{creditor.id}", creditor.trust)
    return TrustLine(creditor.id, creditor.name, value, band(TRUST, value))


def _dial(turn: Turn, dial: Dial) -> DialLine:
    value = turn.values.get(dial.id, dial.start)
    text, allowed = words.value(turn.scenario, dial.id, value), words.dial_range(turn.scenario, dial)
    return DialLine(dial.id, dial.name, value, text, allowed, dial.help)


def lines(now: Status) -> list[str]:
    """Return a status as sentences, one a line, for whoever reads it line by line."""
    told = [f"{now.day_line}.", tr("Money: {cash}.", cash=words.listed(with_rice(sum) for sum in now.cash))]
    if now.takings.amount:
        told.append(tr("Takings of the day, not yet put away: {with_rice}.", with_rice=with_rice(now.takings)))
    if now.food:
        told.append(tr("At home: {food}.", food=now.food))
    told += [_member(who) for who in now.people]
    told += [owed(debt) for debt in now.debts]
    told += affair_lines(now.affairs)
    if now.stock:
        told.append(tr("Goods: ") + "; ".join(_stock_text(line) for line in now.stock) + ".")
    told += [f"{words.capital(line.means)}: {line.text}." for line in now.numbers]
    told += [
        tr("{who}: {word} ({value} of 100).", who=words.capital(line.who), word=line.word, value=line.value)
        for line in now.trust
    ]
    if now.flags:
        told.append(words.sentence("; ".join(now.flags)))
    return told


def owed(debt: DebtLine) -> str:
    """Return a debt as a sentence."""
    if debt.called is not None:
        return tr(
            "Owed to {who}: {with_rice}; of it called: {text}, {when}.",
            who=debt.who,
            with_rice=with_rice(debt.sum),
            text=debt.called.text,
            when=debt.when,
        )
    return tr(
        "Owed to {who}: {with_rice}, {debt}.", who=debt.who, with_rice=with_rice(debt.sum), debt=debt.next or debt.when
    )


def with_rice(sum: Sum) -> str:
    """Return a sum with its worth in rice in brackets, where it has one."""
    return f"{sum.text} ({sum.rice})" if sum.rice and sum.amount else sum.text


def _member(who: Member) -> str:
    state = words.listed([who.health_word, who.energy_word])
    numbers = tr("health {health}", health=who.health) + (
        tr(", strength {energy}", energy=who.energy) if who.energy is not None else ""
    )
    return tr(
        "{name}: {state} ({numbers} of 100){f}.",
        name=words.capital(who.name),
        state=state,
        numbers=numbers,
        f=f"; {who.duty}" if who.duty else "",
    )


def _stock_text(line: StockLine) -> str:
    where = ", ".join(f"{amount} {store}" for store, amount in line.stores)
    return line.full + (f" ({where})" if where else "")
