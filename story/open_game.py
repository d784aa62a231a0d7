"""The open game: deals, loads and journeys that the random policy takes where scenes lead on roads or deal in notes."""

from engine.actions import Action, Buy, BuyHidden, Carry, Depart, LayDown, Redeem, Sell, SellHidden
from engine.luck import Luck
from engine.routes import LOAD
from engine.session import Session
from story.moves import Trade, can, most

THIRD = 0.34
"""Part of its actions that the random policy spends on deals, loads and journeys."""


def openly(session: Session, luck: Luck, count: int) -> Action | None:
    """Return a deal, a load or a journey for about a third of the actions of a scene that has them, else None."""
    scene = session.scene
    market = session.scenario.markets.get(scene.market)
    if not (scene.roads or (market is not None and (market.notes or market.coupons))):
        return None
    if luck.share("policy.open", count) >= THIRD:
        return None
    kinds = [kind for kind in (_journeys(session), *_deals(session)) if kind]
    if not kinds:
        return None
    kind = kinds[int(luck.share("policy.kind", count) * len(kinds))]
    made = kind[int(luck.share("policy.which", count) * len(kind))]
    if isinstance(made, Depart):
        return made if can(session, made) else None
    make, what = made
    tenths = 1 + int(luck.share("policy.amount", count) * 10)
    amount = -(-most(session, make, what) * tenths // 10)
    return make(what, amount) if amount else None


Option = Depart | tuple[Trade, str]


def _journeys(session: Session) -> list[Option]:
    where = session.world.where
    if not session.scene.roads:
        return []
    return [Depart(route.id) for route in session.scenario.road.routes.values() if route.other_end(where)]


def _deals(session: Session) -> list[list[Option]]:
    """Return what may be bought, sold, dealt in behind the stalls, redeemed, loaded and laid down, sort by sort."""
    scenario, view, scene = session.scenario, session.view(), session.scene
    found: list[list[Option]] = []
    if (market := scenario.markets.get(scene.market)) is not None:
        named = [*market.quotes, *market.notes, *market.coupons]
        found += [[(Buy, what) for what in named], [(Sell, what) for what in named]]
        found.append([(Redeem, coupon) for coupon, quote in market.coupons.items() if quote.issuer])
        held = {ceiling.good for ceiling in scenario.era.ceilings} if scenario.era is not None else set()
        found.append([(make, good) for good in market.quotes if good in held for make in (BuyHidden, SellHidden)])
    if scene.roads:
        place = scenario.places.get(session.world.where)
        store = place.store if place is not None else ""
        found.append([(Carry, good) for good in scenario.goods if store and view.held(good, store)])
        found.append([(LayDown, good) for good in scenario.goods if store and view.held(good, LOAD)])
    return found
