"""Dusk and night: stalls are cleared, families eat, pots are sold, grain spoils, and in the morning more comes."""

from dataclasses import replace
from types import MappingProxyType

from engine.bazaar.crowd import part
from engine.bazaar.events import Ate, Cooked, DayClosed, Ended, Received, Spoiled, Struck
from engine.bazaar.fair import fair
from engine.bazaar.floor import Floor
from engine.bazaar.state import EATEN, ORIGIN, POTS, SPOILED


def fall(floor: Floor) -> None:
    """End the day, and begin the next where there is one."""
    _close(floor)
    for seat in sorted(floor.traders):
        _evening(floor, seat)
    state = floor.state
    if state.day >= floor.rules.days:
        floor.change(over=True)
        floor.events.append(Ended())
        return
    tick = floor.rules.tick
    before = round(state.turnover / state.volume / tick) * tick if state.volume else state.before
    floor.change(day=state.day + 1, wave=0, volume=0, turnover=0, hidden=0, before=before)
    ended = [name for name, last in state.shocks.items() if last and last <= state.day]
    if ended:
        left = {name: last for name, last in state.shocks.items() if name not in ended}
        floor.change(shocks=MappingProxyType(left))
        floor.events.extend(Struck(name, False) for name in sorted(ended))
    for seat in sorted(floor.traders):
        _morning(floor, seat)


def _close(floor: Floor) -> None:
    state, sellers = floor.frozen(), floor.sellers
    offered = sum(one.amount for one in floor.asks if one.seat in sellers)
    floor.events.append(
        DayClosed(
            state.day, state.volume, state.turnover, state.hidden, sum(one.amount for one in floor.waiting),
            offered + sum(floor.traders[seat].sold for seat in sellers),
            sum(floor.traders[seat].dawn for seat in sellers), fair(floor.rules, state),
        )
    )  # fmt: skip
    floor.waiting.clear()
    floor.clear("dusk")


def _evening(floor: Floor, seat: int) -> None:
    trader = floor.traders[seat]
    role, has = floor.rules.role(trader.role), floor.holdings[seat].grain
    eaten = min(has, role.eats)
    if role.eats:
        floor.move(seat, EATEN, grain=eaten)
        floor.events.append(Ate(seat, eaten, role.eats - eaten))
    floor.traders[seat] = replace(trader, ate=trader.ate + eaten, short=trader.short + role.eats - eaten)
    if cooked := min(has - eaten, role.cooks):
        floor.move(seat, POTS, grain=cooked)
        floor.move(POTS, seat, cash=cooked * role.takings)
        floor.events.append(Cooked(seat, cooked, cooked * role.takings))
    # In whole kilograms, and right on the average: luck decides about the part of one.
    spoils = (has - eaten - cooked) * floor.rules.spoils / 100
    lost = int(spoils) + (floor.luck.share(f"bazaar.spoils.{seat}", floor.state.day) < spoils - int(spoils))
    if lost:
        floor.move(seat, SPOILED, grain=lost)
        floor.events.append(Spoiled(seat, lost))


def _morning(floor: Floor, seat: int) -> None:
    trader = floor.traders[seat]
    role = floor.rules.role(trader.role)
    comes = role.receives * part(floor.rules, floor.state, "receives")
    got = int(comes) + (floor.luck.share(f"bazaar.receives.{seat}", floor.state.day) < comes - int(comes))
    if got:
        floor.move(ORIGIN, seat, grain=got)
        floor.events.append(Received(seat, got))
    floor.traders[seat] = replace(trader, dawn=floor.holdings[seat].grain, sold=0, bought=0)
