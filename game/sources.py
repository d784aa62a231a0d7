"""Sources: what the scene that stands open, and a codex entry, stand on; graded, in the player's words."""

from dataclasses import dataclass

from engine import travel
from engine.evidence import Cited
from engine.scenario import Market
from engine.session import Session
from game import words
from game.debrief import Source, sources
from game.tongue import later, tr

WITNESSES = (later("eyewitness"), later("reported"), later("hearsay"), later("analyst"))
"""Who says so, as the claims of the evidence have it."""
GRADES = {
    later("documented"): later("a document says so"),
    later("derived"): later("our arithmetic, or our reading of what documents say"),
    later("invented"): later("the designers had to choose"),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """Something shown, and what it stands on."""

    what: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A codex entry that is open."""

    id: str
    title: str
    text: str
    sources: tuple[Source, ...]


def of_scene(session: Session) -> tuple[Stand, ...]:
    """Return what the scene stands on, and what all that can be met in it stands on: prices, patrols, ways, dues."""
    scenario, scene = session.scenario, session.scene
    found = [(tr("this scene"), scene.cited)]
    if scene.stall in scenario.stalls:
        stall = scenario.stalls[scene.stall]
        found.append((stall.name, stall.cited))
        found += [(p.name, p.cited) for p in scenario.patrols.values() if p.watches == scene.stall]
    found += [(post.name, post.cited) for post in scenario.checkpoints.values() if post.scene == scene.id]
    if scene.market in scenario.markets:
        found += _of_market(session, scenario.markets[scene.market])
    if scene.roads:
        found += _of_roads(session)
    if scene.plan:
        found += [(post.name, post.cited) for post in scenario.posts.values()]
        found += [(ration.name, ration.cited) for ration in scenario.rations.values()]
        found += [(due.name, due.cited) for due in scenario.dues.values()]
    told = dict.fromkeys(Stand(what, _of(session, cited)) for what, cited in found)
    return tuple(stand for stand in told if stand.sources)


def _of_market(session: Session, place: Market) -> list[tuple[str, Cited]]:
    scenario = session.scenario
    found = [
        (tr("the price of {good}", good=scenario.goods[quote.good].name), quote.cited)
        for quote in place.quotes.values()
    ]
    found += [
        (tr("the rate of {plural}", plural=scenario.currencies[name].plural), quote.cited)
        for name, quote in place.notes.items()
    ]
    return found + [(words.plural(scenario.coupons[name].name), scenario.coupons[name].cited) for name in place.coupons]


def _of_roads(session: Session) -> list[tuple[str, Cited]]:
    """Return the ways from here and those who stand on them."""
    scenario, turn = session.scenario, session.view()
    found = []
    for name in travel.routes(turn):
        route = scenario.road.routes[name]
        place, mode = scenario.places[route.other_end(turn.where)].name, scenario.road.modes[route.mode].name
        found.append((tr("the way to {place}, {going}", place=place, going=words.going(mode)), route.cited))
        found += [(scenario.checkpoints[post].name, scenario.checkpoints[post].cited) for post in route.checkpoints]
        found += [(scenario.papers[paper].name, scenario.papers[paper].cited) for paper in route.papers]
    return found


def codex(session: Session) -> tuple[Entry, ...]:
    """Return the codex entries that are open, in the order in which they were met."""
    known = (session.scenario.codex[name] for name in session.world.known if name in session.scenario.codex)
    return tuple(Entry(e.id, e.title, e.text, _of(session, e.cited)) for e in known)


def codex_size(session: Session) -> int:
    """Return how many entries the chapter's codex has."""
    return len(session.scenario.codex)


def _of(session: Session, cited: Cited) -> tuple[Source, ...]:
    return sources(session.scenario, cited.claims, cited.invented)
