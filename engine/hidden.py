"""Hidden sales: goods had and sold behind the stalls where a ceiling holds their price, and being caught at it."""

from dataclasses import replace

from engine import market as markets
from engine.errors import Refused
from engine.events import CaughtSelling
from engine.goods import said
from engine.market import Order, Price, Terms
from engine.prices import Quotation
from engine.scenario import Market
from engine.turn import Turn

DEPTHS = 1
"""How many times the depth may be dealt in behind the stalls in a day, however empty they are. Ours."""


def price(turn: Turn, market: Market, good: str) -> Price | None:
    """Return the hidden prices of a good now; None where no ceiling bites. The middle is what is asked."""
    quoted = _quoted(turn, market, good)
    return markets.priced(turn, _terms(turn, market, good, quoted)) if quoted is not None else None


def _quoted(turn: Turn, market: Market, good: str) -> Quotation | None:
    quote = market.quotes.get(good)
    if quote is None or quote.mid:
        return None
    quoted = turn.paths.quotation(good, market.place, turn.day)
    return quoted if quoted is not None and quoted.hidden > quoted.ask else None


def _terms(turn: Turn, market: Market, good: str, quoted: Quotation) -> Terms:
    rule = turn.scenario.goods[good]
    prices = turn.paths.prices
    half = prices.spread(good, market.place, turn.scenario.ordinal(turn.day)) if prices is not None else 0.0
    return Terms(
        good, f"{market.id}.{good}.hidden", turn.scenario.money, quoted.hidden, 2 * half, rule.parts,
        market.quotes[good].depth, lambda amount: said(amount, rule), most=DEPTHS, above=0.0,
    )  # fmt: skip


def order(turn: Turn, market: Market, good: str, amount: int) -> Order:
    """Return what buying (amount above 0) or selling (below) behind the stalls would do; refuse what cannot be done."""
    name = turn.scenario.goods[good].name if good in turn.scenario.goods else good
    quoted = _quoted(turn, market, good)
    if quoted is None:
        raise Refused("Nobody deals in {name} behind the stalls here.", name=name)
    done = markets.weigh(turn, _terms(turn, market, good, quoted), amount, turn.held(good, market.store))
    return markets.shared(turn, replace(done, risk=quoted.risk / 100))


def trade(turn: Turn, market: Market, good: str, amount: int) -> str:
    """Do a hidden deal; return the scene to which being caught leads, empty where nobody saw or none is named."""
    done = order(turn, market, good, amount)
    markets.mark(turn, f"{market.id}.{good}.hidden", amount)
    if turn.draw(f"hidden.{market.id}.{good}") >= done.risk:
        markets.settle(turn, market, done)
        return ""
    _lose(turn, market, done)
    for effect in market.caught.effects:
        effect.apply(turn)
    return market.caught.scene


def _lose(turn: Turn, market: Market, done: Order) -> None:
    """Book what is lost: the money of a purchase, the goods of a sale."""
    if done.amount > 0:
        lost, taken = done.sum, turn.cash_account
    else:
        lost, taken = turn.take(done.good, -done.amount, market.store).cost, turn.stock_account(done.good)
    turn.post("caught behind the stalls", (f"expenses:confiscated:{turn.scenario.money}", lost), (taken, -lost))
    turn.events.append(CaughtSelling(done.good, abs(done.amount), done.sum, done.currency))
