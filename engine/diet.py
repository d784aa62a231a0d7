"""Diet: what the food itself does to those who eat it: greens that harm unless boiled hard, and days without grain.

The memoir names greens that are toxic unless boiled hard, and tells what many days of gruel without grain did: swollen
faces, weakness, bed, death. It counts neither the days nor the harm: the figures here are ours.
"""

from collections.abc import Iterable, Mapping

from engine.events import Noticed
from engine.goods import HOME
from engine.turn import Turn

HARD = 100
"""Percent at which the dial stands for greens boiled hard."""
MOSTLY = 3
"""Those live on such food who have one part in so many of the day's calories from it."""
GRAINLESS = ((21, -2), (8, -1))
"""(days without grain, health each of them takes from then on)."""


def settle(turn: Turn, people: Iterable[str], eaten: Mapping[str, int]) -> None:
    """Let a day's food (good -> smallest parts eaten at home) harm those who ate it."""
    people = list(people)
    _poison(turn, people, eaten)
    _go_without_grain(turn, people, eaten)


def _poison(turn: Turn, people: Iterable[str], eaten: Mapping[str, int]) -> None:
    goods = turn.scenario.goods
    raw = [good for good, amount in eaten.items() if goods[good].toxic and not _boiled_hard(turn, good, amount)]
    if not raw:
        return
    calories = {good: amount * goods[good].food // goods[good].parts for good, amount in eaten.items()}
    harm = max(goods[good].toxic for good in raw)
    if MOSTLY * sum(calories[good] for good in raw) < sum(calories.values()):
        harm = -(-harm // 2)
    for person in people:
        turn.add(f"health.{person}", -harm)
    turn.events.append(Noticed("poisoned", raw[0]))
    # Who eats on knows it; only the first day of it is a thing to stop for.
    turn.stop = turn.stop or turn.values.get("~poisoned") != turn.day - 1
    turn.values["~poisoned"] = turn.day


def _boiled_hard(turn: Turn, good: str, amount: int) -> bool:
    """Boil greens hard where the dial says so and there is fuel enough; too little is not burnt."""
    if turn.values.get(turn.scenario.eating.boiling, 0) < HARD:
        return False
    rule = turn.scenario.goods[good]
    if rule.boil is None:
        return True
    fuel, for_a_unit = rule.boil
    burnt = -(-amount * for_a_unit // rule.parts)
    if turn.held(fuel, HOME) < burnt:
        return False
    turn.use(fuel, burnt, "fuel", "under the pot", told=False)
    return True


def _go_without_grain(turn: Turn, people: Iterable[str], eaten: Mapping[str, int]) -> None:
    goods = turn.scenario.goods
    if not any(goods[good].grain for good in turn.scenario.eating.goods):
        return
    if any(goods[good].grain for good in eaten):
        turn.values.pop("~grainless", None)
        return
    days = turn.values["~grainless"] = turn.values.get("~grainless", 0) + 1
    harm = next((step for start, step in GRAINLESS if days >= start), 0)
    if harm:
        for person in people:
            turn.add(f"health.{person}", harm)
        turn.events.append(Noticed("grainless", ""))
        turn.stop = turn.stop or days in dict(GRAINLESS)
