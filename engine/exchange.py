"""Exchange: notes of foreign money, bought and sold at a market against the chapter's money, and the bad ones."""

from dataclasses import replace

from engine import market as markets
from engine import rates
from engine.errors import Refused
from engine.events import Exchanged, FakesFound
from engine.market import Order, Price, Terms
from engine.said import Sentence, booked
from engine.scenario import Market
from engine.turn import Turn, plain

FEWEST, MOST = 10, 100
"""Percent of a purchase that turns out bad where any of it is. Ours: the documents give no figure."""


def price(turn: Turn, market: Market, currency: str) -> Price:
    """Return the prices of one unit of a currency at a market now; amounts in its smallest parts."""
    return markets.priced(turn, _terms(turn, market, currency))


def _terms(turn: Turn, market: Market, currency: str) -> Terms:
    money = turn.scenario.currencies[currency]
    return markets.terms(
        turn, market, market.notes[currency], turn.scenario.money, money.minor,
        lambda amount: Sentence("{amount} {money}", amount=plain(amount, money.minor), money=money.plural),
    )  # fmt: skip


def order(turn: Turn, market: Market, currency: str, amount: int) -> Order:
    """Return what buying (amount above 0) or selling (below) notes would do; refuse what cannot be done."""
    if currency not in market.notes:
        raise Refused("Nobody changes that money here.")
    done = markets.weigh(turn, _terms(turn, market, currency), amount, turn.cash(currency))
    return replace(done, fakes=market.notes[currency].fakes / 100) if amount > 0 else done


def trade(turn: Turn, market: Market, currency: str, amount: int, looks: bool = True) -> Order:
    """Buy (amount above 0) or sell (below) notes, book it, and (`looks`) find out whether what was bought is good."""
    done = order(turn, market, currency, amount)
    notes, name = f"assets:cash:{currency}", booked(turn.scenario.currencies[currency].plural)
    if amount > 0:
        rates.swap(turn, f"bought {name}", notes, amount, turn.cash_account, done.sum)
    else:
        rates.swap(turn, f"sold {name}", turn.cash_account, done.sum, notes, -amount)
    markets.mark(turn, f"{market.id}.{currency}", amount)
    turn.events.append(Exchanged(currency, amount, done.sum, done.currency))
    if done.fakes and looks:
        _look_through(turn, market, done)
    return done


def _look_through(turn: Turn, market: Market, done: Order) -> None:
    stream = f"fakes.{market.id}.{done.good}"
    if turn.draw(stream) * 100 >= market.notes[done.good].fakes:
        return
    percent = FEWEST + int(turn.draw(stream) * (MOST - FEWEST + 1))
    bad = -(-done.amount * percent // 100)
    turn.post("notes that are bad", (f"expenses:counterfeit:{done.good}", bad), (f"assets:cash:{done.good}", -bad))
    turn.events.append(FakesFound(done.good, bad))
