"""Under way: the days on the road, what stands still, who stops the traveller, what the cold takes, arriving."""

from engine import day, inspection, loads, trips
from engine.events import Frozen, StoodStill, Stopped
from engine.routes import LOAD, Journey, Route
from engine.travel import days_left, tire
from engine.turn import Turn
from engine.whereabouts import MOVES, ROAD_DAY, STANDS, arrive

AGAIN = 1_000_000
"""More than any day: keys above it are no day's."""
BITTER, HARM = -20, -2
"""On an open road colder than this a day costs the traveller so much health. Ours."""


def go_on(turn: Turn) -> str | None:
    """Let the journey go on; return the scene that interrupts it, or None once it has arrived."""
    while (journey := turn.journey) is not None:
        route = turn.scenario.road.routes[journey.route]
        if ROAD_DAY not in turn.values:
            left = days_left(turn, journey)
            stands = left > 0 and _stands_still(turn, journey, route)
            if not stands:
                if (scene := _who_stops(turn, journey, route, left)) is not None:
                    return scene
                if left <= 0:
                    arrive(turn, journey.target)
                    return None
            _begin_day(turn, route, stands)
        if (scene := day.live(turn, 1, False)) is not None:
            return scene
    return None


def _stands_still(turn: Turn, journey: Journey, route: Route) -> bool:
    if turn.day - journey.started >= trips.LONGEST:
        return False
    return turn.luck.share(f"stalls.{route.id}", turn.day) * 100 < route.stalls


def _who_stops(turn: Turn, journey: Journey, route: Route, left: int) -> str | None:
    """Return the scene of the next checkpoint that stops the traveller on this stretch; on the way back none does."""
    posts = route.posts(journey.source)
    passed = journey.passed if journey.target != journey.source else len(posts)
    stretch = route.days - left
    while passed < len(posts) and passed * route.days // len(posts) <= stretch:
        post = turn.scenario.checkpoints[posts[passed]]
        passed += 1
        turn.journey = journey._replace(passed=passed)
        if _share(turn, post.id) < inspection.stops(turn, post):
            turn.events.append(Stopped(post.id))
            return post.scene
    return None


def _share(turn: Turn, post: str) -> float:
    """Return the luck of passing a checkpoint: the day's the first time, and by count after that.

    Were it the day's throughout, one could walk through with empty hands to see how they are minded today.
    """
    stream, seen = f"stop.{post}", f"~stop.{post}"
    key = turn.day
    if turn.last.get(seen) == turn.day:
        key += AGAIN * turn.draws.get(stream, 0)
    turn.last[seen] = turn.day
    turn.draws[stream] = turn.draws.get(stream, 0) + 1
    return turn.luck.share(stream, key)


def _begin_day(turn: Turn, route: Route, stands: bool) -> None:
    """Begin a day on the road: it takes strength, and where the road is open the cold takes what it can."""
    turn.values[ROAD_DAY] = STANDS if stands else MOVES
    if stands:
        turn.events.append(StoodStill(route.id, turn.day))
    tire(turn, route)
    if turn.scenario.road.modes[route.mode].open:
        _cold(turn, route)


def _cold(turn: Turn, route: Route) -> None:
    below = turn.scenario.weather.degrees.get(turn.paths.weather(turn.day))
    if below is None:
        return
    degrees = trips.degrees_at(below, route.top)
    if degrees < BITTER and f"health.{turn.scenario.road.traveller}" in turn.values:
        turn.add(f"health.{turn.scenario.road.traveller}", HARM)
    for good, lot in list(loads.carried(turn)):
        if good.freezes_below is not None and degrees < good.freezes_below:
            # A share of a few is never nothing.
            lost = turn.use(good.id, -(-lot.amount * good.freezes_share // 100), "frozen", "frozen", LOAD, told=False)
            if lost.amount:
                turn.events.append(Frozen(good.id, lost.amount, degrees))
