"""Extent: how long a scenario is, in its files and in play."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from engine.actions import Choose, Depart
from engine.luck import Luck
from engine.prose import Line, Prose
from engine.scenario import Scenario
from engine.session import Session, Story
from game import narration
from story.policies import RANDOM, Policy

WORDS_A_MINUTE = 200
SECONDS_A_CHOICE = 5
"""Ours: how long it takes to weigh a choice that has been read."""
MOST = 3000
"""Actions after which a play is given up."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The figures of a scenario."""

    words: int
    """Of its scenes' texts and choices, each wording once, without values."""
    scenes: int
    events: int
    endings: int
    choices: int
    outcomes: int
    plays: int
    """Random plays that the figures below are the middle of; plays that came to no end are left out."""
    words_a_play: int
    choices_a_play: int
    minutes: int
    """Minutes of a play: reading it and weighing its choices; at least 1."""

    @property
    def reading(self) -> int:
        """Minutes that reading a play takes, at least 1."""
        return max(1, round(self.words_a_play / WORDS_A_MINUTE))


@dataclass(frozen=True, slots=True)
class Played:
    """The length of one play: a line that comes again word for word is recognised, not read, and counts once."""

    words: int
    choices: int

    @property
    def minutes(self) -> float:
        """Minutes of reading it and of weighing its choices."""
        return self.words / WORDS_A_MINUTE + self.choices * SECONDS_A_CHOICE / 60


def extent(story: Story, plays: int = 200, seed: int = 1, policy: Policy = RANDOM) -> Extent:
    """Return how long a scenario is: counted in its text, and in so many plays from a seed upwards."""
    scenario = story.scenario
    scenes = scenario.scenes.values()
    choices = [choice for scene in scenes for choice in scene.choices.values()]
    made = played(story, plays, seed, policy)
    return Extent(
        words(scenario),
        len(scenario.scenes),
        sum(scene.event is not None for scene in scenes),
        sum(scene.ending is not None for scene in scenes),
        len(choices),
        sum(len(choice.outcomes) for choice in choices),
        len(made),
        round(median(one.words for one in made)) if made else 0,
        round(median(one.choices for one in made)) if made else 0,
        max(1, round(median(one.minutes for one in made))) if made else 1,
    )


def played(story: Story, plays: int, seed: int, policy: Policy) -> list[Played]:
    """Return the length of each of so many plays from a seed upwards, but for those that come to no end."""
    return [one for number in range(plays) if (one := _played(Session(story, seed + number), policy)) is not None]


def spread(made: Sequence[Played]) -> dict[str, int]:
    """Return the minutes of the shorter, the middle and the longer plays: 5th, 50th and 95th percentile."""
    if len(made) < 2:
        return {}
    cuts = quantiles((one.minutes for one in made), n=20, method="inclusive")
    return {"p5": round(cuts[0]), "p50": round(cuts[9]), "p95": round(cuts[18])}


def words(scenario: Scenario) -> int:
    """Return the words of all scenes: titles, texts in every wording, choices and what follows them."""
    count = 0
    for scene in scenario.scenes.values():
        count += len(scene.title.split()) + _prose(scene.text)
        for choice in scene.choices.values():
            count += sum(_line(line) for line in (choice.say, choice.note, choice.otherwise) if line is not None)
            count += _prose(choice.then) + sum(_prose(outcome.text) for outcome in choice.outcomes)
    return count


def _prose(prose: Prose) -> int:
    return sum(_line(line) for passage in prose for _, line in passage.wordings)


def _line(line: Line) -> int:
    return sum(len(piece.split()) for piece in line.pieces if isinstance(piece, str))


def _played(session: Session, policy: Policy) -> Played | None:
    """Play to the end; return its length, None where the play comes to no end."""
    luck = Luck(session.world.seed)
    lines = {line.text for line in narration.opening(session)}
    count = planned = chosen = 0
    while not session.ended:
        if count >= MOST:
            return None
        moved = planned == 0
        if moved:
            lines.update(offer.say for offer in session.offered().choices)
        action = policy.next(session, luck, count, planned)
        lines.update(line.text for line in narration.narrate(session.act(action), session))
        count += 1
        free = isinstance(action, Choose | Depart)
        chosen += free
        planned = 0 if free else planned + 1
    return Played(sum(len(line.split()) for line in lines), chosen)
