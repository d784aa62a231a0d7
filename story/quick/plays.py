"""Quick plays of a block, one policy: any open choice, each as likely; counted as `explore` counts."""

from collections import Counter
from collections.abc import Callable

from engine.actions import Choose, written
from engine.errors import Refused
from engine.luck import Luck
from engine.names import in_yardstick, worth, yardstick_price
from story.coverage import Counted
from story.quick.session import Notes
from story.quick.story import QuickStory


def _nobody(_: int) -> None:
    """Nobody asks where plays come."""


class Ended:
    """How a play ended."""

    __slots__ = ("choices", "day", "scene", "worth")

    def __init__(self, scene: str, choices: int, day: int, worth: int) -> None:
        self.scene = scene
        self.choices = choices
        self.day = day
        self.worth = worth
        """Net worth in smallest parts of the yardstick."""


class QuickPlays:
    """Plays a story again and again and counts, for one block, what its plays meet."""

    def __init__(self, story: QuickStory, most: int) -> None:
        self.story = story
        self.most = most
        """Choices after which a play is given up."""
        self.scenes = Counter[str]()
        self.through = Counter[str]()
        self.taken = Counter[str]()
        self.outcomes = Counter[str]()
        self.made: list[str] = []
        """The ids of the choices of the play that is on, or was last."""
        self._goal = ""
        self._reached: Callable[[int], None] = _nobody
        self._notes = Notes(story)

    def aim(self, goal: str, reached: Callable[[int], None]) -> None:
        """Have it told when a play first comes to a scene, with the choices made until then."""
        self._goal, self._reached = goal, reached

    def actions(self) -> list[list[str | int]]:
        """Return all that was done in the play that is on, and last what was asked for when it broke."""
        return [written(Choose(choice)) for choice in self.made]

    def play(self, seed: int) -> Ended:
        """Make one play; raise `Refused` where it sticks."""
        story, notes, scenes = self.story, self._notes.of, self.story.scenes
        luck = Luck(seed)
        pick, daily, note_day = luck.stream("policy"), story.daily, self._notes.daily
        path: list[str] = []
        taken: list[str] = []
        outcomes: list[str] = []
        self.made = made = []
        try:
            turn = story.begin(luck)
            events, day, count, goal = turn.events, 0, 0, self._goal
            while True:
                name = turn.scene
                path.append(name)
                scene = scenes[name]
                _, _, open_now = scene.screen(turn, notes[name])
                if turn.day != day:
                    day = turn.day
                    if daily is not None:
                        daily(turn, note_day)
                if name == goal and path.count(name) == 1:
                    self._reached(count)
                if turn.ended:
                    break
                if not open_now:
                    raise Refused(f"Nothing can be chosen in {name!r}.")
                place = open_now[min(int(pick(count) * len(open_now)), len(open_now) - 1)]
                made.append(scene.ids[place])
                if events:
                    events.clear()
                outcome = scene.choose[place](turn)
                key = scene.choices[place]
                taken.append(key)
                if outcome:
                    outcomes.append(f"{key}.{outcome}")
                count += 1
                if count > self.most:
                    sentence = f"After {self.most} actions the play has not ended; it stands in {turn.scene!r}."
                    raise Refused(sentence)
        finally:
            self.scenes.update(path)
            self.through.update(dict.fromkeys(path).keys())
            self.taken.update(taken)
            self.outcomes.update(outcomes)
        left = in_yardstick(turn, worth(turn)) if yardstick_price(turn) else 0
        return Ended(turn.scene, count, turn.day, left)

    def count(self, counted: Counted) -> None:
        """Count what the conditions said in all plays since the last time."""
        self._notes.count(counted)
