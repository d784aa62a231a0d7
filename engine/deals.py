"""Deals: what is bought and sold at a scene's market, whichever it is: goods, notes, coupons, in the open or hidden."""

from engine import market
from engine.actions import Buy, BuyHidden, Redeem, Sell, SellHidden
from engine.errors import Refused
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


def deal(turn: Turn, scene: Scene, action: Deal) -> None:
    """Do a deal at the scene's market; refuse what cannot be done."""
    place = market_here(turn, scene)
    if isinstance(action, Buy | Sell):
        market.trade(turn, place, action.good, action.amount if isinstance(action, Buy) else -action.amount)
        return
    raise NotImplementedError
