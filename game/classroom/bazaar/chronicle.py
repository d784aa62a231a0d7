"""The chronicle: what happened at a market, in words, and what a chart, a list or a table is made from."""

from collections import defaultdict, deque
from dataclasses import dataclass

from engine.bazaar import events as e
from engine.bazaar.actions import Action, Ask, Bid
from engine.bazaar.rules import Rules
from engine.bazaar.state import CARRIERS, HOUSEHOLDS, State

MOST_TOLD = 40


@dataclass(frozen=True, slots=True)
class Dot:
    """A trade on the chart: when (days and parts of one, from 1), the price, kilograms."""

    x: float
    price: int
    amount: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that befell the market, on the chart."""

    x: float
    text: str


class Chronicle:
    """Takes events in as they come."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.trades: list[e.Traded] = []
        self.dots: list[Dot] = []
        self.marks: list[Mark] = []
        self.days: list[e.DayClosed] = []
        self.caps: list[tuple[float, int]] = []
        """(when, ceiling), 0 where it was lifted."""
        self.calls: list[tuple[float, int]] = []
        """(when, agreement), 0 where it was ended."""
        self.told: deque[tuple[str, str]] = deque(maxlen=MOST_TOLD)
        """(when, what) that everybody may know, the latest last."""
        self.own: defaultdict[int, deque[str]] = defaultdict(lambda: deque(maxlen=MOST_TOLD))
        """Seat -> what it did and what became of it, the latest last."""
        self.placed: dict[int, int] = {}
        """Seat -> how many orders it has placed."""
        self._say("day 1", 1)

    def take(self, before: State, action: Action, found: tuple[e.Event, ...], at: int) -> None:
        """Take in what an action made of a market that stood so."""
        if isinstance(action, Bid | Ask):
            self.placed[action.seat] = self.placed.get(action.seat, 0) + 1
        day = before.day
        x = day + before.wave / (len(self.rules.waves) + 1)
        when = f"day {day}"
        for number, event in enumerate(found):
            self._own(event)
            match event:
                case e.Traded():
                    self.trades.append(event)
                    spread = (number % 20) / 20 / (len(self.rules.waves) + 1)
                    self.dots.append(Dot(x + spread, event.price, event.amount, event.hidden))
                case e.DayClosed():
                    self.days.append(event)
                case e.Capped(price):
                    self.caps.append((x, price))
                    self.marks.append(Mark(x, "ceiling" if price else "no ceiling"))
                case e.Struck(name, on):
                    shock = self.rules.shock(name)
                    if shock is not None:
                        self.marks.append(Mark(x, shock.name if on else f"over: {shock.name}"))
                case e.Called(price):
                    self.calls.append((x, price))
                    self.marks.append(Mark(x, f"“not under {price:,}”" if price else "agreement ended"))
            if said := self.public(event):
                self.told.append((when, said))
            if isinstance(event, e.DayClosed) and day < self.rules.days:
                self._say(f"day {day + 1}", day + 1)

    def _say(self, when: str, day: int) -> None:
        for on, text in self.rules.news:
            if on == day:
                self.told.append((when, text))

    # ---- in words

    def won(self, amount: int) -> str:
        """Return a sum in words."""
        return f"{amount:,} {self.rules.money}"

    def public(self, event: e.Event) -> str:
        """Return what everybody is told of an event; empty where nothing is."""
        match event:
            case e.Came(_, wave, wanted, got, without) if wanted:
                rest = f"; for {without} kg more nobody met their price" if without else ""
                return f"{self.rules.waves[wave].capitalize()}: households bought {got} kg{rest}."
            case e.Came(_, wave):
                return f"{self.rules.waves[wave].capitalize()}: nobody came."
            case e.DayClosed(_, volume, turnover):
                price = f", {self.won(round(turnover / volume))} a kilogram on the average" if volume else ""
                return f"Night: the stalls are cleared. {volume} kg changed hands today{price}."
            case e.Capped(price):
                news = self.rules.ceiling.news or "Nothing may be sold above {price} a kilogram."
                return news.replace("{price}", self.won(price)) if price else "The ordered price is lifted."
            case e.Struck(name, on):
                shock = self.rules.shock(name)
                return "" if shock is None else shock.news if on else f"It is over: {shock.name.lower()}."
            case e.Called(price):
                asked = f"Somebody goes from stall to stall: nobody should sell under {self.won(price)}."
                return asked if price else "Nobody speaks of the agreement any more."
            case e.Seized():
                return "Behind the stalls a sack of rice was found and taken away."
            case e.Broke(_, price):
                return f"Somebody who had agreed offers rice for {self.won(price)}."
            case e.Ended():
                return "The last market day is over."
        return ""

    def _own(self, event: e.Event) -> None:
        match event:
            case e.Traded(_, buyer, seller, price, amount, hidden):
                behind = " behind the stalls" if hidden else ""
                sum_ = f"{amount} kg at {price:,}{behind}"
                whom = "a household" if buyer == HOUSEHOLDS else "somebody in the class"
                self._tell(seller, f"Sold {sum_} to {whom}: {self.won(price * amount)}.")
                who = "a carrier" if seller == CARRIERS else "somebody in the class"
                self._tell(buyer, f"Bought {sum_} from {who}: {self.won(price * amount)}.")
            case e.Seized(_, seller, _, amount):
                self._tell(seller, f"The police found it: {amount} kg were taken. Nothing was paid.")
            case e.Placed(_, seat, buys, price, amount):
                self._tell(seat, f"{'Bid' if buys else 'Offer'} of {amount} kg at {price:,} lies in the book.")
            case e.Withdrawn(_, seat, amount, why):
                because = {
                    "own": "taken back",
                    "dusk": "cleared at dusk",
                    "ceiling": "struck out: above the ordered price",
                }
                self._tell(seat, f"An order of {amount} kg was {because[why]}.")
            case e.Ate(seat, amount, short) if short:
                self._tell(seat, f"Evening: the family had {amount} kg of the {amount + short} kg it eats.")
            case e.Ate(seat, amount, _):
                self._tell(seat, f"Evening: the family ate {amount} kg.")
            case e.Cooked(seat, amount, takings):
                self._tell(seat, f"The pot took {amount} kg and brought {self.won(takings)}.")
            case e.Spoiled(seat, amount):
                self._tell(seat, f"Damp and mice took {amount} kg in the night.")
            case e.Received(seat, amount):
                self._tell(seat, f"Morning: {amount} kg came in.")
            case e.Pledged(seat):
                self._tell(seat, "You joined the agreement.")

    def _tell(self, seat: int, text: str) -> None:
        if seat > 0:
            self.own[seat].append(text)

    @staticmethod
    def effect(rules: Rules, before: State, after: State, action: Bid | Ask, events: tuple[e.Event, ...]) -> str:
        """Return what an order is going to do, told before it is placed."""
        done = [one for one in events if isinstance(one, e.Traded)]
        amount, sum_ = sum(one.amount for one in done), sum(one.amount * one.price for one in done)
        buys, money = isinstance(action, Bid), rules.money
        told = []
        if amount:
            verb = "Buys" if buys else "Sells"
            told.append(f"{verb} {amount} kg at once for {sum_:,} {money} ({sum_ / amount:,.0f} a kilogram).")
        if rest := action.amount - amount:
            told.append(f"{rest} kg wait{'s' if rest == 1 else ''} in the book at {action.price:,} until dusk.")
        free = after.free(action.seat)
        told.append(f"Leaves you {free.cash:,} {money} and {free.grain:,} kg free.")
        if before.ceiling and action.price > before.ceiling:
            told.append(
                f"Behind the stalls: about {rules.ceiling.risk:g} of 100 such sales are found, and the rice is taken."
            )
        if not buys and before.agreement and action.seat in before.pledged and action.price < before.agreement:
            told.append(f"You agreed not to sell under {before.agreement:,}.")
        return " ".join(told)
