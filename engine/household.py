"""The household: what it eats, how full that makes it, and what work, hunger and rest do to health and strength.

The documents say what hunger did (swelling, weakness, death after many days of grass gruel) and give no scale. The
steps here are ours: a month on gruel alone can kill, three months on half of need leave an adult gravely weak.
"""

from engine import diet, posts
from engine.events import Assigned, Noticed
from engine.goods import HOME, NOTHING
from engine.scenario import Duty, Person
from engine.turn import Turn
from engine.whereabouts import away

STEPS = ((25, -6), (40, -4), (52, -2), (70, -1), (88, 0))
"""(percent of need eaten, half points of health that day) for less than so much; above the last, one comes back."""
HUNGRY = 52
"""Percent of need below which a day is told as a hungry one."""
RECOVERED = 80
"""Health above which a full stomach adds no more."""
REST = 4
"""Strength a full stomach gives back overnight; hunger gives less."""
TIRED, WEAK = 25, 12
"""Below TIRED a night's rest is short of the day's work; below WEAK the body rests whatever the plan says."""


UNPAID = 30
"""Percent of need that a traveller eats on a day for which they cannot pay. Ours."""


def at_home(turn: Turn) -> list[Person]:
    """Return those who eat at home today: everybody but a traveller who is away."""
    gone = turn.scenario.road.traveller if away(turn) else ""
    return [person for person in turn.scenario.people.values() if person.id != gone]


def need(turn: Turn) -> int:
    """Return what those at home need in a day, kilocalories."""
    return sum(person.needs for person in at_home(turn))


def larder(turn: Turn) -> int:
    """Return the food at home, kilocalories."""
    total = 0
    for good in turn.scenario.eating.goods:
        total += _calories(turn, good, turn.stock.get(f"{HOME}/{good}", NOTHING).amount)
    return total


def rationed(turn: Turn) -> int:
    """Return the percent of need the household means to eat."""
    return turn.values.get(turn.scenario.eating.rationing, 100)


def food_days(turn: Turn) -> int:
    """Return how many days the food at home lasts as it is eaten now, in tenths of a day."""
    daily = need(turn) * rationed(turn) // 100
    return 10 * larder(turn) // daily if daily else 9990


def eat(turn: Turn) -> int:
    """Eat a day's food, settle everybody's health, and return how full they ate in percent of need."""
    people = at_home(turn)
    whole = need(turn)
    full = _keep(turn) if away(turn) else 100
    if not whole:
        return full
    meant = whole * rationed(turn) // 100
    food = _from_larder(turn, meant)
    eaten = min(meant, sum(_calories(turn, good, amount) for good, amount in food.items()))
    # A larder that gives less than was meant is a thing to stop for; going short by plan is not.
    turn.stop = turn.stop or eaten < meant * 9 // 10
    left = eaten
    # The children eat first, as they did; the grown-ups share what is left by what each needs.
    for child in (person for person in people if not person.adult):
        share = min(left, child.needs)
        left -= share
        _settle(turn, child.id, 100 * share // child.needs if child.needs else 100)
    adults = [person for person in people if person.adult]
    theirs = sum(person.needs for person in adults)
    for person in adults:
        _settle(turn, person.id, min(100, 100 * left // theirs) if theirs else 100)
    diet.settle(turn, (person.id for person in people), food)
    fed = 100 * eaten // whole
    if fed < HUNGRY:
        turn.events.append(Noticed("hungry", ""))
    return fed


def _keep(turn: Turn) -> int:
    """Pay for a traveller's day away from home, and return how full they ate in percent of need."""
    road, money = turn.scenario.road, turn.scenario.money
    fed = 100 if turn.cash() >= road.keep else UNPAID
    if fed == 100:
        turn.pay(road.keep, money, "expenses", "keep", "food and a place to sleep on the way")
    else:
        turn.events.append(Noticed("hungry", road.traveller))
        turn.stop = True
    if road.traveller in turn.scenario.people:
        _settle(turn, road.traveller, fed)
    return fed


def _from_larder(turn: Turn, wanted: int) -> dict[str, int]:
    """Take food for so many kilocalories out of the larder, as far as it goes; return good -> smallest parts."""
    eaten, food = 0, {}
    for good in turn.scenario.eating.goods:
        if eaten >= wanted:
            break
        rule = turn.scenario.goods[good]
        if not rule.food:
            continue
        lot = turn.use(good, -(-(wanted - eaten) * rule.parts // rule.food), "food", "eaten at home", told=False)
        if lot.amount:
            food[good] = lot.amount
            eaten += _calories(turn, good, lot.amount)
    return food


def _calories(turn: Turn, good: str, amount: int) -> int:
    rule = turn.scenario.goods[good]
    return amount * rule.food // rule.parts


def _settle(turn: Turn, person: str, fed: int) -> None:
    halves = next((step for limit, step in STEPS if fed < limit), 1)
    # Health comes back no further than where hunger years leave people.
    if halves > 0 and turn.values.get(f"health.{person}", 0) >= RECOVERED:
        halves = 0
    # An odd half point counts every other day.
    change = halves // 2 if turn.day % 2 else -(-halves // 2)
    if change:
        turn.add(f"health.{person}", change)
    if f"energy.{person}" in turn.values:
        turn.add(f"energy.{person}", REST if fed >= 70 else 2)


def work(turn: Turn) -> set[str]:
    """Let everybody do the day's duty: its verbs, its cost or gift in strength; return the stalls that are tended.

    Attendance at posts goes by who did a duty there.
    """
    tended, attended = set(), set()
    for person, name in _plan(turn):
        duty = turn.scenario.duties[name]
        if _too_weak(turn, person, duty):
            turn.events.append(Noticed("weak", person))
            turn.stop = True
            turn.add(f"energy.{person}", 8)
            continue
        if duty.when is not None and not duty.when.run(turn):
            continue
        for effect in duty.effects:
            effect.apply(turn)
        if duty.energy:
            turn.add(f"energy.{person}", duty.energy)
        if duty.tends:
            tended.add(duty.tends)
        if duty.post:
            attended.add(duty.post)
    posts.attend(turn, attended)
    return tended


def tends(turn: Turn, stall: str) -> bool:
    """Return whether somebody would tend a stall if the day's work began now."""
    return any(
        duty.tends == stall and not _too_weak(turn, person, duty) and (duty.when is None or bool(duty.when.run(turn)))
        for person, duty in ((person, turn.scenario.duties[name]) for person, name in _plan(turn))
    )


def _plan(turn: Turn) -> list[tuple[str, str]]:
    """Return who does which duty today; a traveller who is away does none."""
    gone = turn.scenario.road.traveller if away(turn) else ""
    return [(person, duty) for person, duty in turn.plan.items() if person != gone]


def _too_weak(turn: Turn, person: str, duty: Duty) -> bool:
    return duty.energy < 0 and turn.values.get(f"energy.{person}", 100) < WEAK


def assign(turn: Turn, person: str, duty: str, forced: bool = False) -> None:
    """Give a person a duty."""
    if turn.plan.get(person) != duty:
        turn.plan[person] = duty
        turn.events.append(Assigned(person, duty, forced))
