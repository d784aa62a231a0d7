"""A turn: the next world in the making; the only thing rules write on, thrown away when an action is refused."""

from collections.abc import Sequence

from engine import ledger
from engine.errors import Refused
from engine.events import Event, GoodsMoved, MoneyMoved, NumberChanged
from engine.goods import HOME, NOTHING, Lot, split
from engine.luck import Luck
from engine.money import plain as plain
from engine.paths import Paths
from engine.scenario import Scenario
from engine.world import StallDay, World


class Turn:
    """A world that may be written on, with the events of doing so."""

    __slots__ = (
        "back", "balances", "book", "cash_account", "day", "debts", "draws", "ended", "events", "journey", "known",
        "last", "luck", "parcels", "pass_days", "paths", "phase", "picks", "plan", "scenario", "scene", "seed", "seen",
        "stalls", "stock", "stop", "until", "values", "where",
    )  # fmt: skip

    def __init__(self, scenario: Scenario, world: World, paths: Paths) -> None:
        self.scenario = scenario
        self.paths = paths
        self.luck: Luck = paths.luck
        self.seed = world.seed
        self.day = world.day
        self.phase = world.phase
        self.scene = world.scene
        self.back = world.back
        self.values = dict(world.values)
        self.stock = dict(world.stock)
        self.balances = dict(world.balances)
        self.book = world.book
        self.debts = dict(world.debts)
        self.plan = dict(world.plan)
        self.stalls = dict(world.stalls)
        self.seen = dict(world.seen)
        self.last = dict(world.last)
        self.draws = dict(world.draws)
        self.picks = dict(world.picks)
        self.known = world.known
        self.ended = world.ended
        self.where = world.where
        self.journey = world.journey
        self.parcels = world.parcels
        self.events: list[Event] = []
        self.cash_account = f"assets:cash:{scenario.money}"
        self.pass_days = 0
        """Days that are to pass once the deed is done; `until` something happens, or all of them."""
        self.until = False
        self.stop = False
        """Set when something in the house wants attention and carrying on should end."""

    def close(self) -> World:
        """Return the world as it now is."""
        return World(
            self.seed, self.day, self.phase, self.scene, self.back, self.values, self.stock, self.balances, self.book,
            self.debts, self.plan, self.stalls, self.seen, self.last, self.draws, self.picks, self.known, self.ended,
            self.where, self.journey, self.parcels,
        )  # fmt: skip

    def draw(self, stream: str) -> float:
        """Take the next share of a stream."""
        count = self.draws.get(stream, 0)
        self.draws[stream] = count + 1
        return self.luck.share(stream, count)

    def pick(self, stream: str, weights: Sequence[int]) -> int:
        """Return the index among weights that the next share of a stream picks."""
        count = self.draws.get(stream, 0)
        self.draws[stream] = count + 1
        return self.luck.pick(stream, count, weights)

    # money

    def cash(self, currency: str = "") -> int:
        """Return the cash held in a currency, smallest parts."""
        return self.balances.get(f"assets:cash:{currency}" if currency else self.cash_account, 0)

    def need(self, amount: int, currency: str) -> None:
        """Refuse where there is less cash in a currency than an amount."""
        held = self.cash(currency)
        if amount > held:
            money = self.scenario.currencies[currency]
            raise Refused(
                "This takes {amount} {money}; you have {held}.",
                amount=plain(amount, money.minor), money=money.plural, held=plain(held, money.minor),
            )  # fmt: skip

    def post(self, memo: str, *postings: ledger.Posting) -> None:
        """Book a transaction."""
        self.book = ledger.post(self.balances, self.book, self.day, memo, *postings)

    def pay(self, amount: int, currency: str, kind: str, name: str, memo: str) -> None:
        """Pay cash into an account; refuse where there is not enough."""
        self.need(amount, currency)
        if amount > 0:
            self.post(memo, (f"{kind}:{name}:{currency}", amount), (f"assets:cash:{currency}", -amount))
            self.events.append(MoneyMoved(-amount, currency, memo))

    def receive(self, amount: int, currency: str, kind: str, name: str, memo: str) -> None:
        """Take cash in from an account."""
        if amount > 0:
            self.post(memo, (f"assets:cash:{currency}", amount), (f"{kind}:{name}:{currency}", -amount))
            self.events.append(MoneyMoved(amount, currency, memo))

    # goods

    def held(self, good: str, store: str | None = None) -> int:
        """Return how much of a good there is, in one store or in all, smallest parts."""
        if store is not None:
            return self.stock.get(f"{store}/{good}", NOTHING).amount
        ending, held = "/" + good, 0
        for key, lot in self.stock.items():
            if key.endswith(ending):
                held += lot.amount
        return held

    def put(self, good: str, lot: Lot, store: str = HOME) -> None:
        """Lay goods in a store; the caller books their cost."""
        if lot.amount > 0:
            key = f"{store}/{good}"
            there = self.stock.get(key, NOTHING)
            self.stock[key] = Lot(there.amount + lot.amount, there.cost + lot.cost)

    def take(self, good: str, amount: int, store: str = HOME) -> Lot:
        """Take up to an amount out of a store; the caller books its cost."""
        key = f"{store}/{good}"
        there = self.stock.get(key, NOTHING)
        if amount <= 0 or there.amount <= 0:
            return NOTHING
        taken, left = split(there, amount)
        if left.amount:
            self.stock[key] = left
        else:
            del self.stock[key]
        return taken

    def stock_account(self, good: str) -> str:
        """Return the account a good's cost is kept in."""
        return f"assets:{good}:{self.scenario.money}"

    def gain(self, good: str, amount: int, worth: int, kind: str, name: str, memo: str, store: str = HOME) -> None:
        """Bring goods in at a worth that another account gives."""
        if amount > 0:
            self.put(good, Lot(amount, worth), store)
            self.post(memo, (self.stock_account(good), worth), (f"{kind}:{name}:{self.scenario.money}", -worth))
            self.events.append(GoodsMoved(good, amount, memo))

    def use(self, good: str, amount: int, name: str, memo: str, store: str = HOME, told: bool = True) -> Lot:
        """Take up to an amount of goods out as an expense, and return what was taken."""
        lot = self.take(good, amount, store)
        if lot.amount:
            self.post(memo, (f"expenses:{name}:{self.scenario.money}", lot.cost), (self.stock_account(good), -lot.cost))
            if told:
                self.events.append(GoodsMoved(good, -lot.amount, memo))
        return lot

    # numbers

    def add(self, name: str, change: int) -> None:
        """Change a number, kept in its range."""
        before = self.values.get(name, 0)
        low, high = self.bounds(name)
        after = min(max(before + change, low), high)
        if after != before:
            self.values[name] = after
            self.events.append(NumberChanged(name, before, after))

    def bounds(self, name: str) -> tuple[int, int]:
        """Return the range of a number; trust, health and energy are 0-100."""
        number = self.scenario.numbers.get(name) or self.scenario.dials.get(name)
        return (number.low, number.high) if number is not None else (0, 100)

    def stall(self, name: str) -> StallDay:
        """Return how a stall stands today."""
        return self.stalls.get(name, StallDay())
