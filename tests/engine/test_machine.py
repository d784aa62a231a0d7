"""The machine: every move a play makes is an edge, and nothing an author wrote is ever called by the library."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from transitions import MachineError

from engine.actions import Choose
from engine.luck import Luck
from engine.machine import Edge, StoryMachine, edges, home_hub, interrupts
from engine.scene import Choice, Scene, Target
from engine.session import Session, Story
from story.policies import RANDOM
from tests.conftest import QUIET


def ways(story: Story, scene: str, choice: str) -> set[str]:
    return {edge.dest for edge in edges(story.scenario) if (edge.source, edge.choice) == (scene, choice)}


def pairs(story: Story) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.choice, edge.dest) for edge in edges(story.scenario)}


def test_choices_outcomes_and_interrupts_are_edges(tiny: Story) -> None:
    found = set(edges(tiny.scenario))
    assert Edge("gate", "in", "morning", "choice") in found
    assert Edge("sweep", "run", "morning", "outcome") in found
    assert Edge("morning", "one_day", "sweep", "interrupt") in found
    assert not [edge for edge in found if edge.source == "empty"]


def test_days_may_be_interrupted_by_events_patrols_and_creditors(tiny: Story) -> None:
    assert set(interrupts(tiny.scenario)) == {
        "guest", "letter", "invited_guest", "invite", "hungry", "late", "sweep", "friend_comes", "trader_comes",
    }  # fmt: skip
    assert home_hub(tiny.scenario) == "morning"


def test_back_leads_to_whatever_may_wait(tiny: Story) -> None:
    assert ways(tiny, "well", "home") == {"morning"}
    assert ways(tiny, "gate", "back") == {"morning"}
    assert {"morning", "well"} <= ways(tiny, "bottom", "up")
    assert ways(tiny, "sweep", "stand") == {"morning", "well", "bottom"}


def test_a_visited_hub_and_a_first_scene_that_is_visited_later_can_still_be_left(
    changed: Callable[..., Story], tiny: Story
) -> None:
    """Where nothing waits, `back` leads to the hub, though elsewhere the same scene is visited."""
    scenes = dict(tiny.scenario.scenes)
    scenes["well"] = with_choice(scenes["well"], "out", Target("visit", "gate"))
    scenes["bottom"] = with_choice(scenes["bottom"], "dream", Target("visit", "morning"))
    scenes["morning"] = with_choice(scenes["morning"], "drop", Target("scene", "bottom"))
    story = changed(scenes=scenes)
    assert ways(story, "gate", "back") == {"morning", "well"}
    session = Session(story, 1, QUIET)
    for choice in ("back", "well", "out", "back", "deeper", "dream", "drop", "up"):
        session.act(Choose(choice))
    assert session.world.scene == "morning"


def with_choice(scene: Scene, name: str, go: Target) -> Scene:
    template: Choice = next(iter(scene.choices.values()))
    bare = replace(
        template, id=name, effects=(), outcomes=(), go=go, costs=False, passes=False, when=None, once=False, then=()
    )
    return replace(scene, choices={**scene.choices, name: bare})


@pytest.mark.parametrize("name", ["tiny", "story"])
def test_every_move_of_many_plays_is_an_edge(name: str, request: pytest.FixtureRequest) -> None:
    story: Story = request.getfixturevalue(name)
    known = pairs(story)
    for seed in range(1, 25):
        session, luck = Session(story, seed), Luck(seed)
        for count in range(150):
            if session.ended:
                break
            scene = session.world.scene
            action = RANDOM.next(session, luck, count, 3)
            assert isinstance(action, Choose)
            session.act(action)
            assert (scene, action.choice, session.world.scene) in known
            assert session.state == session.world.scene


def test_what_is_no_edge_is_not_permitted_and_cannot_be_moved(session: Session, tiny: Story) -> None:
    machine = tiny.machine
    assert machine.permits(session, "in", "morning")
    for choice, dest in (("in", "well"), ("home", "morning"), ("unknown", "morning"), ("in", "")):
        assert not machine.permits(session, choice, dest)
    with pytest.raises(MachineError):
        machine.move(session, "in", "well")
    assert session.state == "gate"


@pytest.mark.parametrize(
    "name",
    [
        "state",
        "trigger",
        "model",
        "initial",
        "machine",
        "to_well",
        "os.system",
        "engine.luck.fresh_seed",
        "__class__",
        "*",
        "=",
    ],
)
def test_no_name_of_an_author_means_anything_to_the_library(
    name: str, changed: Callable[..., Story], tiny: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[int] = []
    monkeypatch.setattr("os.system", called.append)
    monkeypatch.setattr("engine.luck.fresh_seed", lambda: called.append(1))
    scenes = dict(tiny.scenario.scenes)
    scenes["gate"] = with_choice(scenes["gate"], name, Target("scene", name if name not in "*=" else "well"))
    if name not in "*=":
        scenes[name] = replace(with_choice(scenes["well"], name, Target("scene", "well")), id=name)
    session = Session(changed(scenes=scenes), 1)
    session.act(Choose(name))
    assert session.world.scene == (name if name not in "*=" else "well")
    if name not in "*=":
        session.act(Choose(name))
    assert session.world.scene == session.state == "well"
    assert called == []


def test_sessions_share_one_machine_that_knows_none_of_them(tiny: Story) -> None:
    one, other = Session(tiny, 1, QUIET), Session(tiny, 2, QUIET)
    one.act(Choose("in"))
    assert (one.state, other.state) == ("morning", "gate")
    assert one.story.machine is other.story.machine
    machine = StoryMachine(tiny.scenario)
    assert machine.permits(other, "in", "morning")
    assert not machine.permits(one, "in", "morning")
