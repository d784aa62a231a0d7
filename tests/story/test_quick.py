"""Quick plays: whatever a story holds, they are the plays that sessions would have been, to the last fact."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.actions import Buy, Choose, SetDial
from engine.errors import Refused
from engine.events import ChoiceMade, Event, Said
from engine.luck import Luck
from engine.session import Session, Story
from engine.turn import Turn
from story import explore as exploring
from story.coverage import Conditions, Counted
from story.explore import explore
from story.library import Loaded, slugs
from story.policies import RANDOM, Policy, Rule
from story.quick.session import Notes, QuickSession
from story.quick.story import QuickStory
from tests.conftest import TINY, loaded
from tests.story.stories import stories

ROOT = Path(__file__).resolve().parents[2]
TEN_DAYS = ROOT / "benchmarks" / "ten_days" / "story"
SMALL = [*sorted(path.parent for path in (ROOT / "tests" / "stories").glob("*/scenario.yaml")), TEN_DAYS]
EVENLY = Policy("evenly", "", random=True, even=True)


def told(events: tuple[Event, ...]) -> list[Event]:
    """What a quick session tells of a choice whose verbs it does itself."""
    return [event for event in events if isinstance(event, ChoiceMade | Said)]


def play_both(story: Story, seed: int, actions: int = 120, policy: Policy = EVENLY) -> int:
    """Play a session and a quick one side by side, comparing all that can be asked; return the actions."""
    slow, quick = Session(story, seed), QuickSession(story, seed)
    conditions, wanted, found, notes = Conditions(story.scenario), Counted(), Counted(), Notes(QuickStory.of(story))
    luck, day, planned = Luck(seed), 0, 0
    for count in range(actions):
        assert (quick.state, quick.day, quick.ended) == (slow.state, slow.world.day, slow.ended)
        assert quick.digest() == slow.digest()
        conditions.count(slow, wanted, slow.world.day != day)
        quick.read(notes.of[quick.state], notes.daily if quick.day != day else None)
        day = quick.day
        assert quick.prose() == slow.prose()
        assert quick.offered() == slow.offered()
        assert quick.open_now() == slow.open_now()
        if slow.ended or not slow.open_now():
            break
        action = policy.next(slow, luck, count, planned)
        assert policy.next(quick, luck, count, planned) == action
        ours, theirs = done(quick, action), done(slow, action)
        planned = 0 if isinstance(action, Choose) else planned + 1
        if isinstance(theirs, str):
            assert ours == theirs
            break
        assert not isinstance(ours, str), ours
        assert told(ours) == told(theirs)
        assert quick.journal == slow.journal
    notes.count(found)
    assert (found.holds, found.fails) == (wanted.holds, wanted.fails)
    assert dict(found.numbers) == dict(wanted.numbers)
    return len(slow.journal)


def done(session: Session, action: object) -> tuple[Event, ...] | str:
    try:
        return session.act(action)  # type: ignore[arg-type]
    except Refused as refused:
        return refused.sentence


@pytest.mark.parametrize("folder", SMALL, ids=lambda path: path.parent.name if path.name == "story" else path.name)
def test_a_quick_play_of_a_small_story_is_the_session_s_play(folder: Path) -> None:
    story = loaded(folder)
    assert sum(play_both(story, seed) for seed in range(1, 13)) >= 12
    assert sum(play_both(story, seed, policy=RANDOM) for seed in range(20, 28)) >= 8


@pytest.mark.slow
@pytest.mark.parametrize("slug", slugs())
def test_a_quick_play_of_a_chapter_is_the_session_s_play(slug: str) -> None:
    story = loaded(slug)
    assert play_both(story, 3, 100) > 10
    assert play_both(story, 4, 100, RANDOM) > 10


@given(stories(), st.integers(1, 10**6))
@settings(max_examples=40)
def test_a_quick_play_of_any_story_is_the_session_s_play(made: Story, seed: int) -> None:
    for number in range(3):
        play_both(made, seed + number, 40)


class Slow(Session):
    """A session that answers what `explore` asks of a quick one as sessions work things out."""

    conditions: Conditions
    counted: Counted

    @property
    def day(self) -> int:
        return self.world.day

    def read(self, note: object, daily: object) -> None:
        self.prose()
        self.offered()
        self.conditions.count(self, self.counted, daily is not None)


def explored(monkeypatch: pytest.MonkeyPatch, story: Story, policy: Policy, slowly: bool) -> dict[str, object]:
    """What thirty plays give; slowly: by sessions alone."""
    if not slowly:
        return {**explore(story, policy, 30, 1).as_json(story), "seconds": 0}
    plays = type("Plays", (Slow,), {"conditions": Conditions(story.scenario), "counted": Counted()})
    with monkeypatch.context() as patched:
        patched.setattr(exploring, "QuickSession", plays)
        found = explore(story, replace(policy, rules=policy.rules or NEVER), 30, 1)
    found.counted.add(plays.counted)  # type: ignore[attr-defined]
    return {**found.as_json(story), "seconds": 0}


NEVER = (Rule(frozenset({"nowhere"}), None, ()),)
"""Fits nowhere, and so keeps a policy off the way that is made for those without rules."""


@pytest.mark.parametrize("policy", [EVENLY, RANDOM, replace(EVENLY, even=False)], ids=["evenly", "random", "choices"])
@pytest.mark.parametrize("folder", [TINY, TEN_DAYS], ids=["tiny", "ten_days"])
def test_exploring_counts_what_sessions_would_have_counted(
    monkeypatch: pytest.MonkeyPatch, folder: Path, policy: Policy
) -> None:
    story = loaded(folder)
    assert explored(monkeypatch, story, policy, slowly=False) == explored(monkeypatch, story, policy, slowly=True)


def test_ten_days_is_played_as_its_specification_says() -> None:
    story = loaded(TEN_DAYS)
    found = explore(story, EVENLY, 4000, 1)
    assert not found.failures
    assert set(found.lengths) == {11, 12}
    assert found.choices / found.plays == pytest.approx(11.91, abs=0.02)
    assert not found.unreached_choices(story)


def test_a_refused_action_leaves_a_quick_session_as_it_was(tiny: Story) -> None:
    session = QuickSession(tiny, 5)
    session.act(Choose("in"))
    before, done_before = session.digest(), list(session.journal)
    for action in (Choose("dear"), Choose("nothing of the kind"), SetDial("bowls", 999), Buy("rice", 10**9)):
        with pytest.raises(Refused):
            session.act(action)
    assert (session.digest(), session.journal) == (before, done_before)
    assert session.act(SetDial("bowls", 4))
    assert session.view().values["bowls"] == 4


def test_a_choice_that_breaks_half_way_is_undone(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    session = QuickSession(tiny, 5)
    session.act(Choose("in"))
    before, scene = session.digest(), QuickStory.of(tiny).scenes["morning"]
    place = scene.ids.index("lamp")

    def half(turn: Turn) -> str:
        scene.choose[place](turn)
        raise ZeroDivisionError

    broken = scene._replace(choose=(*scene.choose[:place], half, *scene.choose[place + 1 :]))
    monkeypatch.setitem(QuickStory.of(tiny).scenes, "morning", broken)
    with pytest.raises(ZeroDivisionError):
        session.act(Choose("lamp"))
    assert session.digest() == before


NASTY = r"""
trap:
  title: A trap
  place: lane
  event: {at: morning, weight: 1}
  text:
    - "%s %d {{t}} ' \\n \" ''' {skill} {price | money} __import__('os')"
    - {when: skill >= 0, say: "100 % of {day | days}, or {{so}}"}
  choices:
    quote: {say: "') or exit('", note: "''' or", do: [{add: {skill: 1}}, {say: "%(x)s {skill}"}], go: back}
"""


def test_what_an_author_writes_never_becomes_code(retold: Callable[..., Loaded]) -> None:
    made = retold(**{"scenes/trap.yaml": NASTY})
    assert made.story is not None, made.problems
    session, quick = Session(made.story, 1), QuickSession(made.story, 1)
    for each in (session, quick):
        each.world = replace(each.world, scene="trap", back=("morning",))
        each.state = "trap"
    assert quick.prose() == session.prose()
    assert quick.offered() == session.offered()
    assert told(quick.act(Choose("quote"))) == told(session.act(Choose("quote")))
    assert quick.digest() == session.digest()


def test_a_stream_gives_the_shares_that_luck_gives() -> None:
    for luck in (Luck(7), Luck(7, {"policy": [0.25, 0.5]})):
        stream = luck.stream("policy")
        assert [stream(key) for key in range(300)] == [luck.share("policy", key) for key in range(300)]


WHEEL = """
wheel:
  title: A wheel
  place: lane
  event: {at: morning, weight: 1}
  text: It turns.
  choices:
    spin:
      say: Spin.
      go: here
      outcomes:
"""


def test_an_outcome_among_two_hundred_is_drawn_as_sessions_draw_it(retold: Callable[..., Loaded]) -> None:
    wheel = WHEEL + "".join(f"        o{n}: {{weight: {1 + n % 3}, text: It is {n}.}}\n" for n in range(200))
    made = retold(**{"scenes/wheel.yaml": wheel})
    assert made.story is not None, made.problems
    session, quick = Session(made.story, 1), QuickSession(made.story, 1)
    for each in (session, quick):
        each.world = replace(each.world, scene="wheel")
        each.state = "wheel"
    drawn = [(told(quick.act(Choose("spin"))), told(session.act(Choose("spin")))) for _ in range(300)]
    assert all(ours == theirs for ours, theirs in drawn)
    assert len({ours[0] for ours, _ in drawn}) > 100  # type: ignore[misc]
