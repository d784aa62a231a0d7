"""Deals: what is bought and sold at a scene's market, whichever it is: goods, notes, coupons, in the open or hidden."""

from engine import coupons, exchange, hidden, market
from engine.actions import Buy, BuyHidden, Redeem, Sell, SellHidden
from engine.errors import Refused
from engine.market import Order, Price
from engine.scenario import Market
from engine.scene import Scene
from engine.turn import Turn

Deal = Buy | Sell | BuyHidden | SellHidden | Redeem


def market_here(turn: Turn, scene: Scene) -> Market:
    """Return the market of a scene; refuse where there is none."""
    place = turn.scenario.markets.get(scene.market)
    if place is None:
        raise Refused("There is no market here.")
    return place


def price(turn: Turn, place: Market, name: str) -> Price:
    """Return the open prices of a good, notes or a coupon that a market deals in."""
    if name in place.notes:
        return exchange.price(turn, place, name)
    return coupons.price(turn, place, name) if name in place.coupons else market.price(turn, place, name)


def held(turn: Turn, place: Market, name: str) -> int:
    """Return how much there is to sell at a market of a good, notes or coupons."""
    if name in place.notes:
        return turn.cash(name)
    return coupons.held(turn, name) if name in place.coupons else turn.held(name, place.store)


def weigh(turn: Turn, place: Market, name: str, amount: int) -> Order:
    """Return what buying (amount above 0) or selling (below) in the open would do; refuse what cannot be done."""
    if name in place.notes:
        return exchange.order(turn, place, name, amount)
    if name in place.coupons:
        return coupons.order(turn, place, name, amount)
    return market.order(turn, place, name, amount)


def trade(turn: Turn, place: Market, name: str, amount: int, by_verb: bool = False) -> Order:
    """Buy (amount above 0) or sell (below) a good, notes or coupons in the open; notes had by a verb are good ones."""
    if name in place.notes:
        return exchange.trade(turn, place, name, amount, looks=not by_verb)
    if name in place.coupons:
        return coupons.trade(turn, place, name, amount)
    return market.trade(turn, place, name, amount)


def order(turn: Turn, scene: Scene, action: Deal) -> Order:
    """Return what a deal at the scene's market would do, with its risks; refuse what cannot be done."""
    place = market_here(turn, scene)
    if action.amount <= 0:
        raise Refused("Say how much, more than nothing.")
    if isinstance(action, Redeem):
        return coupons.redemption(turn, place, action.coupon, action.amount)
    if isinstance(action, BuyHidden | SellHidden):
        return hidden.order(turn, place, action.good, _signed(action))
    return weigh(turn, place, action.good, _signed(action))


def deal(turn: Turn, scene: Scene, action: Deal) -> str:
    """Do a deal at the scene's market, or refuse it; return the scene that being caught leads to, else nothing."""
    place = market_here(turn, scene)
    if isinstance(action, Redeem):
        coupons.redeem(turn, place, action.coupon, action.amount)
    elif isinstance(action, BuyHidden | SellHidden):
        return hidden.trade(turn, place, action.good, _signed(action))
    else:
        trade(turn, place, action.good, _signed(action))
    return ""


def _signed(action: Buy | Sell | BuyHidden | SellHidden) -> int:
    return action.amount if isinstance(action, Buy | BuyHidden) else -action.amount
