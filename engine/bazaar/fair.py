"""The yardstick beside the price: what a kilogram would cost if every seller brought an even share of what it has.

It is our arithmetic on the market's own rules: the price at which households outside, pots and families would buy that
day no more than what sellers would bring who spread what they have, less what their families will eat, evenly over the
days that are left, together with the carriers whom that price brings. Sellers who hold back together lift the price
above it; a ceiling keeps it below.
"""

from collections.abc import Mapping

from engine.bazaar.crowd import part, wanted
from engine.bazaar.rules import PER, Rules
from engine.bazaar.state import State, Trader


def even_share(rules: Rules, state: State) -> int:
    """Return the kilograms that sellers would bring today if each spread what it had at dawn over the days left."""
    days = rules.days - state.day + 1
    return sum(spare(rules, state, trader) for trader in state.traders.values()) // days


def spare(rules: Rules, state: State, trader: Trader) -> int:
    """Return the kilograms a seller will have to sell from today to the last day, as far as is known; of a buyer 0."""
    role, left = rules.role(trader.role), range(state.day + 1, rules.days + 1)
    if not role.sells:
        return 0
    comes = role.receives * sum(part(rules, state, "receives", day) for day in left)
    return max(0, trader.dawn + round(comes) - role.eats * (len(left) + 1))


def fair(rules: Rules, state: State) -> int:
    """Return the yardstick's price for the day as it began, in whole steps; 0 where nobody sells."""
    sellers = _sellers(rules, state.traders)
    if not sellers:
        return 0
    brought, demand, scale = even_share(rules, state), part(rules, state, "demand"), part(rules, state, "carriers")
    low, high = 1, rules.highest // rules.tick
    while low < high:
        middle = (low + high) // 2
        price = middle * rules.tick
        supply = brought + sum(kg for least, kg in rules.carriers if least <= price) * sellers / PER * scale
        if wanted(rules, price, sellers, demand) + _needed(rules, state, price) <= supply:
            high = middle
        else:
            low = middle + 1
    return low * rules.tick


def _sellers(rules: Rules, traders: Mapping[int, Trader]) -> int:
    return sum(rules.role(trader.role).sells for trader in traders.values())


def _needed(rules: Rules, state: State, price: int) -> int:
    """Return the kilograms that seats which live by buying would buy at a price: to eat, and to cook where it pays."""
    needed = 0
    for trader in state.traders.values():
        role = rules.role(trader.role)
        if not role.sells:
            wants = role.eats + (role.cooks if role.takings > price else 0)
            needed += max(0, wants - trader.dawn)
    return needed
