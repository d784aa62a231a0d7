"""Sources: what the scene that stands open, and a codex entry, stand on; graded, in the player's words."""

from dataclasses import dataclass

from engine.evidence import Cited
from engine.session import Session
from game.debrief import Source, sources

GRADES = {
    "documented": "a document says so",
    "derived": "our arithmetic, or our reading of what documents say",
    "invented": "the designers had to choose",
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
    """Return what the scene stands on, and what its stall, its market's prices and its patrols stand on."""
    scenario, scene = session.scenario, session.scene
    found = [Stand("this scene", _of(session, scene.cited))]
    if scene.stall in scenario.stalls:
        stall = scenario.stalls[scene.stall]
        found.append(Stand(stall.name, _of(session, stall.cited)))
        found += [Stand(p.name, _of(session, p.cited)) for p in scenario.patrols.values() if p.watches == scene.stall]
    if scene.market in scenario.markets:
        for quote in scenario.markets[scene.market].quotes.values():
            found.append(Stand(f"the price of {scenario.goods[quote.good].name}", _of(session, quote.cited)))
    return tuple(stand for stand in found if stand.sources)


def codex(session: Session) -> tuple[Entry, ...]:
    """Return the codex entries that are open, in the order in which they were met."""
    known = (session.scenario.codex[name] for name in session.world.known if name in session.scenario.codex)
    return tuple(Entry(e.id, e.title, e.text, _of(session, e.cited)) for e in known)


def codex_size(session: Session) -> int:
    """Return how many entries the chapter's codex has."""
    return len(session.scenario.codex)


def _of(session: Session, cited: Cited) -> tuple[Source, ...]:
    return sources(session.scenario, cited.claims, cited.invented)
