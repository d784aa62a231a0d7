"""What always holds of journeys: one is somewhere, always gets on, loses no goods but those that are told."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from engine import effects as fx
from engine.actions import Action, Carry, Choose, Depart, LayDown
from engine.errors import Refused
from engine.events import Confiscated, Event, Frozen, GoodsMoved
from engine.journal import replay
from engine.kinds import constant
from engine.scene import Target
from engine.session import Session, Story
from engine.snapshot import restored, taken
from engine.travel import days_left
from tests.engine.roads import BACK, HERE, changed, choice, held, plain, setting_out, travel_back, with_choices
from tests.engine.test_always import books, picks, ranges

KEPT = ("pobedit", "rags", "cigarettes", "apples", "gold", "squid")
"""Goods that nobody eats."""
NOT_TRAVEL = ("send_money", "send_goods", "draw_fund", "hand_back", "consign", "borrow", "stop", "end_here")


@cache
def story() -> Story:
    """Return the road story with more goods, nervous posts, and posts that hold, visit, imprison and send home."""
    home = choice("home", BACK, travel_back())
    scenes = {
        "room": plain("room", choice("out", BACK), choice("cell", Target("scene", "cell")), home),
        "cell": plain("cell", choice("free", BACK, held(2)), choice("sent_home", Target("scene", "home"))),
        "tale": plain("tale", choice("on", BACK)),
    }
    more = with_choices(
        "stopped",
        choice("wait", HERE, held(1)),
        choice("room", Target("visit", "room")),
        choice("cell", Target("scene", "cell")),
        choice("walk", Target("scene", "pass_top")),
        choice("tale", Target("scene", "tale"), travel_back()),
        story=with_choices("snow", home, **scenes),
    )
    more = with_choices("port", choice("ride", Target("scene", "tale"), setting_out("valley_coast_lorry")), story=more)
    scenario = more.scenario
    gains = tuple(fx.Gain(good, constant(300), constant(30), "savings", "home") for good in KEPT)
    posts = {name: replace(post, stops=60) for name, post in scenario.checkpoints.items()}
    return changed(scenario, begin=(*scenario.begin, *gains), checkpoints=posts, creditors={})


class Travels(RuleBasedStateMachine):
    """A play of whatever Hypothesis thinks of, on the road and off it."""

    @initialize(seed=st.integers(0, 10**6))
    def begin(self, seed: int) -> None:
        self.seed = seed
        self.session = Session(story(), seed)
        self.act(Choose("permit"))

    def act(self, action: Action) -> bool:
        """Do an action; where it is refused nothing may have changed, where it is done nothing got lost untold."""
        session = self.session
        before, digest, held = session.world, session.digest(), self.held()
        try:
            events = session.act(action)
        except Refused as refused:
            sentence = refused.sentence
        else:
            told = self.told(events)
            assert self.held() == {good: held[good] + told[good] for good in KEPT}
            return True
        assert sentence.endswith(".")
        assert sentence != "The story does not lead there."
        assert session.world is before
        assert session.digest() == digest
        return False

    def held(self) -> dict[str, int]:
        view = self.session.view()
        return {good: view.held(good) for good in KEPT}

    def told(self, events: tuple[Event, ...]) -> dict[str, int]:
        moved = dict.fromkeys(KEPT, 0)
        for event in events:
            if isinstance(event, GoodsMoved) and event.good in moved:
                moved[event.good] += event.amount
            elif isinstance(event, Confiscated | Frozen):
                moved[event.good] -= event.amount
        return moved

    @precondition(lambda self: not self.session.ended)
    @rule(pick=picks)
    def set_out(self, pick: int) -> None:
        """A preview says whether one can set out, and to the smallest part what it takes."""
        route = list(self.session.scenario.road.routes)[pick % 4]
        trip, cash, roads = self.session.trip(route), self.session.view().cash(), self.session.scene.roads
        assert self.act(Depart(route)) == (roads and not trip.refused)
        if self.session.world.journey is not None and self.session.world.day == self.session.world.journey.started:
            assert not roads or cash - self.session.view().cash() == trip.fare

    @rule()
    def nowhere(self) -> None:
        assert not self.act(Depart("nowhere"))

    @precondition(lambda self: not self.session.ended)
    @rule(pick=picks, amount=st.integers(-400, 400), all_of_it=st.booleans())
    def carry(self, pick: int, amount: int, all_of_it: bool) -> None:
        good = (*KEPT, "nothing")[pick % 7]
        if all_of_it:
            amount = self.session.view().held(good, "home") or 1
        self.act(Carry(good, amount) if amount > 0 else LayDown(good, -amount))

    @precondition(lambda self: not self.session.ended)
    @rule(pick=picks)
    def choose(self, pick: int) -> None:
        names = [name for name in self.session.scene.choices if name not in NOT_TRAVEL]
        self.act(Choose(names[pick % len(names)]))

    @precondition(lambda self: self.session.world.journey is not None)
    @rule(pick=picks)
    def get_on(self, pick: int) -> None:
        """From anywhere on the road `back` leads on, and in the end the journey is over."""
        for _ in range(60):
            if self.session.world.journey is None or self.session.ended:
                return
            scene, before = self.session.scene, self.session.world
            ways = [name for name, one in scene.choices.items() if one.go.how == "back"]
            ways += [name for name, one in scene.choices.items() if any(o.go.how == "back" for o in one.outcomes)]
            assert any(self.act(Choose(ways[(pick + n) % len(ways)])) for n in range(len(ways))), scene.id
            assert self.session.world is not before
        raise AssertionError("the journey comes to no end")

    @precondition(lambda self: self.session.world.journey is not None)
    @rule(picked=st.lists(picks, min_size=1, max_size=5))
    def a_save_on_the_way_ends_in_the_same_place(self, picked: list[int]) -> None:
        world = restored(json.loads(json.dumps(taken(self.session.world))), self.session.scenario)
        saved = Session.resume(story(), world, self.session.journal)
        straight = Session.resume(story(), self.session.world, self.session.journal)
        for pick in picked:
            if straight.ended:
                break
            names = list(straight.scene.choices)
            done = []
            for session in (saved, straight):
                try:
                    done.append(session.act(Choose(names[pick % len(names)])))
                except Refused as refused:
                    done.append((Event(),) if refused.sentence else ())
            assert done[0] == done[1]
            if straight.world.journey is None:
                break
        assert saved.digest() == straight.digest()

    @invariant()
    def one_is_somewhere(self) -> None:
        if not hasattr(self, "session"):
            return
        session, world = self.session, self.session.world
        places, journey = session.scenario.places, world.journey
        assert world.where in places
        assert session.state == world.scene
        if journey is None:
            assert "~road" not in world.values
            if world.scene in ("home", "port", "pass_top"):
                assert places[world.where].scene == world.scene
        else:
            route = session.scenario.road.routes[journey.route]
            assert journey.source == world.where
            assert journey.target in (journey.source, route.other_end(journey.source))
            assert 0 <= journey.passed <= len(route.checkpoints)
            assert journey.started <= world.day
            assert days_left(session.view(), journey) >= 0
            assert journey.days >= (world.day - journey.started)
            assert not session.scene.roads or session.ended

    @invariant()
    def books_balance(self) -> None:
        if hasattr(self, "session"):
            books(self.session)
            ranges(self.session)

    def teardown(self) -> None:
        if hasattr(self, "session"):
            assert replay(Session(story(), self.seed), self.session.journal).digest() == self.session.digest()


def test_whatever_is_done_on_the_road_one_gets_on_and_nothing_is_lost_untold() -> None:
    machine: Any = Travels
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=60, stateful_step_count=30, deadline=None, derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )  # fmt: skip
