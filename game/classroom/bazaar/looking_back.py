"""Looking back on a market: price and yardstick, what was agreed and broken, what a ceiling did, who went without."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from importlib.resources import files

from markupsafe import Markup

from engine.bazaar import events as e
from engine.bazaar.crowd import part, wanted
from engine.bazaar.fair import fair
from engine.bazaar.market import Market
from engine.bazaar.state import HOUSEHOLDS, State
from game.classroom.bazaar.chart import LOOK_BACK, chart
from game.classroom.bazaar.moments import Moments
from game.classroom.bazaar.square import Square
from game.classroom.pages import written


@dataclass(slots=True)
class Group:
    """Some of the sellers while an agreement stood: how many, what they sold, and for how much; no names."""

    seats: int = 0
    sold: int = 0
    won: int = 0

    @property
    def price(self) -> int:
        """What a kilogram brought them on the average."""
        return round(self.won / self.sold) if self.sold else 0

    @property
    def each(self) -> float:
        """Kilograms that one of them sold."""
        return self.sold / self.seats if self.seats else 0.0

    @property
    def taken(self) -> int:
        """Won that one of them took."""
        return round(self.won / self.seats) if self.seats else 0


@dataclass(slots=True)
class Pact:
    """An agreement: from when to when, how many joined and broke it, and what it did to the price."""

    price: int
    start: str
    end: str = ""
    first: str = ""
    """When it was first broken."""
    joined: set[int] = field(default_factory=set)
    broke: set[int] = field(default_factory=set)
    sold: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    before: int = 0
    """The last price before."""
    fair: int = 0
    """The yardstick of the day on which it was proposed."""
    whole: list[int] = field(default_factory=lambda: [0, 0])
    """Kilograms and won of all trades until it was first broken."""
    later: list[int] = field(default_factory=lambda: [0, 0])
    """The same from then on."""
    sellers: set[int] = field(default_factory=set)

    @property
    def lift(self) -> int | None:
        """Percent above the yardstick that was paid while nobody had broken it; None where nothing was sold."""
        return round(100 * average(self.whole) / self.fair - 100) if self.whole[0] and self.fair else None

    def group(self, seats: set[int]) -> Group:
        """Return what some of the sellers did meanwhile."""
        sums = [self.sold[seat] for seat in seats if seat in self.sold]
        return Group(len(seats), sum(one[0] for one in sums), sum(one[1] for one in sums))

    @property
    def groups(self) -> list[tuple[str, Group]]:
        """Those who kept it, broke it, and never joined."""
        found = [
            ("kept it", self.group(self.joined - self.broke)),
            ("joined and broke it", self.group(self.broke)),
            ("never joined", self.group(self.sellers - self.joined)),
        ]
        return [(name, group) for name, group in found if group.seats]


def average(sums: list[int]) -> int:
    """Return won a kilogram of (kilograms, won)."""
    return round(sums[1] / sums[0]) if sums[0] else 0


@dataclass(slots=True)
class Day:
    """A market day, for the table."""

    closed: e.DayClosed
    ceiling: int
    found: int = 0
    """Kilograms that were taken."""
    bought: int = 0
    """Kilograms that households bought, and what they would have paid above what they did."""
    surplus: int = 0
    would: int = 0
    """Kilograms that they would have bought at the yardstick."""
    short: int = 0

    @property
    def price(self) -> int:
        """The average of the day."""
        return round(self.closed.turnover / self.closed.volume) if self.closed.volume else 0

    @property
    def over(self) -> int | None:
        """Percent by which it lay above the yardstick; None where nothing was sold."""
        return round(100 * self.price / self.closed.fair - 100) if self.price and self.closed.fair else None

    @property
    def brought(self) -> int:
        """Percent of their stock that sellers brought."""
        return round(100 * self.closed.brought / self.closed.stock) if self.closed.stock else 0


class LookingBack:
    """Goes through a market once more and notes what a class will talk about."""

    def __init__(self, square: Square) -> None:
        self.square = square
        self.rules = square.rules
        self.pacts: list[Pact] = []
        self.days: list[Day] = []
        self.short_families: set[int] = set()
        self.moments = Moments(square)
        self._day = Day(e.DayClosed(0, 0, 0, 0, 0, 0, 0, 0), 0)
        market = Market(square.rules, square.market.seed)
        for action in list(square.market.journal):
            before = market.state
            for event in market.act(action):
                self._take(before, event)
                self.moments.take(before, event)

    @property
    def _pact(self) -> Pact | None:
        return self.pacts[-1] if self.pacts and not self.pacts[-1].end else None

    def when(self, state: State) -> str:
        """Return a time in words."""
        hours = (f"before {self.rules.waves[0]}", *self.rules.waves)
        return f"day {state.day}, {hours[state.wave]}"

    def _take(self, state: State, event: e.Event) -> None:
        pact = self._pact
        match event:
            case e.Called(price):
                if pact is not None:
                    pact.end = self.when(state)
                if price:
                    sellers = {seat for seat, trader in state.traders.items() if self.rules.role(trader.role).sells}
                    self.pacts.append(
                        Pact(price, self.when(state), before=state.last, fair=fair(self.rules, state), sellers=sellers)
                    )
            case e.Pledged(seat) if pact is not None:
                pact.joined.add(seat)
                pact.sellers.add(seat)
            case e.Broke(seat) if pact is not None:
                pact.first = pact.first or self.when(state)
                pact.broke.add(seat)
            case e.Traded():
                self._traded(event, pact)
            case e.Seized(_, _, _, amount):
                self._day.found += amount
            case e.Ate(seat, _, short) if short:
                self.short_families.add(seat)
                if self.days:
                    self.days[-1].short += short
            case e.DayClosed():
                number = sum(self.rules.role(trader.role).sells for trader in state.traders.values())
                would = round(wanted(self.rules, event.fair, number, part(self.rules, state, "demand")))
                self.days.append(replace(self._day, closed=event, ceiling=state.ceiling, would=would))
                self._day = Day(event, 0)

    def _traded(self, event: e.Traded, pact: Pact | None) -> None:
        if event.buyer == HOUSEHOLDS:
            self._day.bought += event.amount
            self._day.surplus += event.amount * (event.worth - event.price)
        if pact is not None:
            sums = pact.later if pact.first else pact.whole
            sums[0] += event.amount
            sums[1] += event.amount * event.price
            if event.seller in pact.sellers:
                pact.sold[event.seller][0] += event.amount
                pact.sold[event.seller][1] += event.amount * event.price


def page_of(square: Square, seat: int = 0) -> str:
    """Return what became of a market as one HTML page that needs nothing else; for a pupil with their own course."""
    found = LookingBack(square)
    rules, state = square.rules, square.market.state
    mine = None
    if seat in state.traders:
        sold = [one for one in square.chronicle.trades if one.seller == seat]
        bought = [one for one in square.chronicle.trades if one.buyer == seat]
        mine = {
            "role": rules.role_of(seat).name, "has": state.has(seat), "trader": state.traders[seat],
            "sold": sum(one.amount for one in sold), "sold_at": average(_sums(sold)),
            "bought": sum(one.amount for one in bought), "bought_at": average(_sums(bought)),
            "told": list(square.chronicle.own[seat]),
        }  # fmt: skip
    css = (files("assets") / "styles" / "together.css").read_text("utf-8")
    css += (files("assets") / "styles" / "market_together.css").read_text("utf-8")
    return written(
        "market_together", title=rules.title, subtitle=rules.subtitle, rules=rules, found=found, mine=mine,
        chart=chart(square, LOOK_BACK), average=average, style=Markup(css), last=state.last, over=state.over,
        families=len(state.traders), trades=len(square.chronicle.trades),
    )  # fmt: skip


def _sums(trades: list[e.Traded]) -> list[int]:
    return [sum(one.amount for one in trades), sum(one.amount * one.price for one in trades)]
