"""The day: dawn, work and trade, evening, close; many days at a stretch, until something interrupts.

dawn ──creditors, morning events──> morning ──duties, stall, patrol, events of trade and road──> evening ──close──> dawn
"""

from engine import couriers, credit, dues, household, inspection, levers, market, posts, stall
from engine.events import DayClosed, NumberChanged, Spoiled
from engine.goods import HOME
from engine.scene import Scene
from engine.turn import Turn
from engine.whereabouts import MOVES, ROAD_DAY
from engine.world import DAWN, EVENING, MORNING

LAST_EVENT = "~event"


def live(turn: Turn, days: int, until_something: bool) -> str | None:
    """Let days go by; return the scene that interrupts, or None when they have passed."""
    passed = 0
    while True:
        if turn.phase == EVENING:
            close(turn)
            passed += 1
        if turn.phase == DAWN:
            turn.phase = MORNING
            if scene := _dawn(turn):
                return scene
        if passed >= days or (until_something and turn.stop and passed):
            return None
        turn.phase = EVENING
        if scene := _work(turn):
            return scene


def _dawn(turn: Turn) -> str | None:
    """Return the scene of whoever comes this morning: one a morning, and who has to wait comes on a later one."""
    before = turn.cash()
    levers.dawn(turn)
    posts.pay(turn)
    dues.collect(turn)
    if came := turn.cash() - before:
        turn.values["~morning"] = came
    # Parcels come first, since they come to an end; collectors and creditors may come daily, and take turns then.
    callers = [couriers.who_arrives, dues.who_comes, credit.who_comes]
    if dues.came_yesterday(turn):
        callers = [couriers.who_arrives, credit.who_comes, dues.who_comes]
    return next((scene for caller in callers if (scene := caller(turn))), None) or event(turn, "morning")


def _work(turn: Turn) -> str | None:
    turn.values["~cash"] = turn.cash()
    tended = household.work(turn)
    for rule in turn.scenario.stalls.values():
        if rule.id in tended:
            stall.open_up(turn, rule)
    scene = inspection.who_comes(turn, tended) or (event(turn, "trade") if tended else None)
    return scene or (event(turn, "road") if ROAD_DAY in turn.values else None)


def close(turn: Turn) -> None:
    """End the day: pack up, eat, let warmth spoil what it can, and turn to the next dawn."""
    for rule in turn.scenario.stalls.values():
        stall.pack_up(turn, rule)
    fed = household.eat(turn)
    _spoil(turn)
    before = turn.values.pop("~cash", turn.cash()) - turn.values.pop("~morning", 0)
    turn.events.append(
        DayClosed(turn.day, turn.paths.weather(turn.day), fed, household.food_days(turn), turn.cash() - before)
    )
    credit.end_day(turn)
    market.next_day(turn)
    _fade(turn)
    if turn.values.pop(ROAD_DAY, 0) != MOVES and turn.journey is not None:
        # A day that did not take the journey further makes it a day longer, whatever held it up.
        turn.journey = turn.journey._replace(days=turn.journey.days + 1)
    turn.day += 1
    turn.phase = DAWN


def _fade(turn: Turn) -> None:
    """Let numbers that fade go back towards their starts; only that they are there again is told."""
    for number in turn.scenario.numbers.values():
        now = turn.values[number.id]
        gap = number.start - now
        if number.fades and gap:
            turn.values[number.id] = now + max(-number.fades, min(number.fades, gap))
            if abs(gap) <= number.fades:
                turn.events.append(NumberChanged(number.id, now, number.start))


def _spoil(turn: Turn) -> None:
    degrees = turn.scenario.weather.degrees.get(turn.paths.weather(turn.day))
    if degrees is None:
        return
    for key in list(turn.stock):
        store, _, good = key.partition("/")
        rule = turn.scenario.goods[good]
        if rule.spoils_above is not None and degrees > rule.spoils_above:
            amount = turn.stock[key].amount * rule.spoils_share // 100
            lot = turn.use(good, amount, "spoiled", "spoiled", store or HOME, told=False)
            if lot.amount:
                turn.events.append(Spoiled(good, lot.amount))


def event(turn: Turn, at: str) -> str | None:
    """Return the event this part of the day brings: an urgent one at once, another by chance and weight."""
    urgent = [scene for scene in turn.scenario.urgent[at] if _may_come(turn, scene)]
    if urgent:
        return max(urgent, key=lambda scene: scene.event.priority if scene.event else 0).id
    scenes = turn.scenario.events[at]
    if (named := turn.luck.named("events", turn.day)) is not None:
        return named if any(scene.id == named and _may_come(turn, scene) for scene in scenes) else None
    # Whether anything comes is drawn first: to ask every event on a day that brings none is most of a quiet day.
    last = turn.last.get(LAST_EVENT)
    if last is not None and turn.day - last <= turn.scenario.calm:
        return None
    if turn.luck.share(f"event.{at}", turn.day) * 100 >= turn.scenario.chance:
        return None
    open_now = [scene for scene in scenes if _may_come(turn, scene)]
    weights = [max(0, scene.event.weight.run(turn)) if scene.event else 0 for scene in open_now]
    if not sum(weights):
        return None
    chosen = open_now[turn.luck.pick(f"event.{at}.which", turn.day, weights)]
    turn.last[LAST_EVENT] = turn.day
    return chosen.id


def _may_come(turn: Turn, scene: Scene) -> bool:
    rule = scene.event
    if rule is None:
        return False
    last = turn.last.get(scene.id)
    if last is not None and (rule.cooldown is None or turn.day - last < rule.cooldown):
        return False
    return rule.when is None or bool(rule.when.run(turn))
