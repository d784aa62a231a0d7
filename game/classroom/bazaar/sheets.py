"""Sheets of a market: a row an order, a row a trade, a row a seat, and a journal that `replay` reads."""

from collections.abc import Callable, Iterator

from engine.bazaar import actions, events
from engine.bazaar.actions import Ask, Bid, Cancel
from engine.bazaar.market import Market
from engine.bazaar.state import CARRIERS, HOUSEHOLDS
from game.classroom.bazaar import journal as market_journal
from game.classroom.bazaar.square import Square
from game.classroom.reflections import kept
from game.classroom.sheets import as_csv, time_of

ORDERS = ("number", "at", "day", "hour", "seat", "nickname", "order", "side", "price", "kg", "behind_the_stalls")
TRADES = (
    "trade", "at", "day", "hour", "buyer", "seller", "price", "kg", "behind_the_stalls", "found", "would_have_paid",
    "ceiling", "agreement",
)  # fmt: skip
SEATS = (
    "seat",
    "nickname",
    "role",
    "entered_day",
    "cash",
    "grain",
    "sold_kg",
    "sold_won",
    "bought_kg",
    "bought_won",
    "ate_kg",
    "went_without_kg",
    "reflected_at",
    "reflection",
)
DAYS = (
    "day",
    "traded_kg",
    "turnover",
    "average",
    "behind_the_stalls_kg",
    "unmet_kg",
    "brought_kg",
    "stock_kg",
    "yardstick",
)


def orders(square: Square) -> str:
    """Return a CSV with one row for each order that was placed or taken back."""
    return as_csv(ORDERS, _orders(square))


def _orders(square: Square) -> Iterator[list[object]]:
    for number, at, market, action, _ in _again(square):
        if isinstance(action, Bid | Ask | Cancel):
            row: list[object] = [number, time_of(at), market.state.day, market.state.wave, action.seat]
            row.append(square.seats[action.seat].nickname if action.seat in square.seats else "")
            if isinstance(action, Cancel):
                yield [*row, action.order, "cancel", "", "", ""]
            else:
                side = "buy" if isinstance(action, Bid) else "sell"
                yield [*row, "", side, action.price, action.amount, int(action.hidden)]


def trades(square: Square) -> str:
    """Return a CSV with one row a trade, those that were found too."""
    return as_csv(TRADES, _trades(square))


def _trades(square: Square) -> Iterator[list[object]]:
    for _, at, market, _, found in _again(square):
        state = market.state
        for event in found:
            when: list[object] = [time_of(at), state.day, state.wave]
            if isinstance(event, events.Traded):
                who = _who(event.buyer), _who(event.seller)
                yield [
                    event.number, *when, *who, event.price, event.amount, int(event.hidden), 0, event.worth or "",
                    state.ceiling or "", state.agreement or "",
                ]  # fmt: skip
            elif isinstance(event, events.Seized):
                yield [
                    event.number, *when, "", _who(event.seller), "", event.amount, 1, 1, "", state.ceiling or "",
                    state.agreement or "",
                ]  # fmt: skip


def _again(square: Square) -> Iterator[tuple[int, int, Market, actions.Action, tuple[events.Event, ...]]]:
    """Yield (number, time, the market as it stood before, action, what happened) of everything that was done."""
    again = Market(square.rules, square.market.seed)
    for number, (action, at) in enumerate(zip(list(square.market.journal), list(square.times), strict=False), 1):
        state, found = again.foresee(action)
        yield number, at, again, action, found
        again.commit(action, state, found)


def _who(account: int) -> object:
    return {HOUSEHOLDS: "household", CARRIERS: "carrier"}.get(account, account)


def seats(square: Square) -> str:
    """Return a CSV with one row a seat."""
    sums: dict[int, list[int]] = {number: [0, 0, 0, 0] for number in square.market.state.traders}
    for one in square.chronicle.trades:
        for at, account in ((0, one.seller), (2, one.buyer)):
            if account in sums:
                sums[account][at] += one.amount
                sums[account][at + 1] += one.amount * one.price
    state, wrote = square.market.state, kept(square.records, square.record.id)
    rows = (
        [
            number, square.seats[number].nickname if number in square.seats else "", trader.role, trader.entered,
            *state.has(number), *sums[number], trader.ate, trader.short,
            *((time_of(wrote[number].at), wrote[number].text) if number in wrote else ("", "")),
        ]
        for number, trader in sorted(state.traders.items())
    )  # fmt: skip
    return as_csv(SEATS, rows)


def days(square: Square) -> str:
    """Return a CSV with one row a market day that is over."""
    rows = (
        [
            one.day, one.volume, one.turnover, round(one.turnover / one.volume) if one.volume else "", one.hidden,
            one.unmet, one.brought, one.stock, one.fair,
        ]
        for one in square.chronicle.days
    )  # fmt: skip
    return as_csv(DAYS, rows)


def journal(square: Square) -> str:
    """Return the whole market as JSON, for `replay`."""
    return market_journal.written(square.market)


MADE: dict[str, tuple[Callable[[Square], str], str]] = {
    "orders.csv": (orders, "text/csv"),
    "trades.csv": (trades, "text/csv"),
    "days.csv": (days, "text/csv"),
    "seats.csv": (seats, "text/csv"),
    "journal.json": (journal, "application/json"),
}
