"""The rules: from a world, an action and luck to the next world, its events and the move; pure, or refused."""

from typing import NamedTuple

from engine import day, deals, effects, household, levers, travel, underway, whereabouts
from engine.actions import Action, Assign, Carry, Choose, Depart, LayDown, Pull, SetDial
from engine.errors import Refused
from engine.events import (
    ChoiceMade,
    CodexOpened,
    Departed,
    DialSet,
    Ended,
    Event,
    Said,
    SceneEntered,
    TurnedBack,
)
from engine.legacy import Legacy
from engine.machine import DEAL, DEPART, home_hub
from engine.paths import Paths
from engine.prose import Prose, settle, write
from engine.said import Sentence
from engine.scenario import Scenario
from engine.scene import Choice, Outcome, Target
from engine.takeover import first_scene, mark, take_over
from engine.turn import Turn
from engine.world import MORNING, World


class Decision(NamedTuple):
    """What an action leads to; `choice` is the trigger of a move, empty where the scene stays by itself."""

    world: World
    events: tuple[Event, ...]
    choice: str


def begin(scenario: Scenario, paths: Paths, legacy: Legacy | None = None) -> Decision:
    """Return the first world of a play, with what the chapter before it left where it follows one."""
    turn = opening(scenario, paths, legacy)
    enter(turn, turn.scene)
    return Decision(turn.close(), tuple(turn.events), "")


def opening(scenario: Scenario, paths: Paths, legacy: Legacy | None = None) -> Turn:
    """Return the turn before the first scene is entered: what is declared, what it begins with, what was left."""
    values: dict[str, int] = {number.id: number.start for number in scenario.numbers.values()}
    values |= {flag.id: int(flag.start) for flag in scenario.flags.values()}
    values |= {dial.id: dial.start for dial in scenario.dials.values()}
    for person in scenario.people.values():
        values[f"health.{person.id}"] = person.health
        if person.adult:
            values[f"energy.{person.id}"] = person.energy
    values |= {f"trust.{creditor.id}": creditor.trust for creditor in scenario.creditors.values()}
    values |= {f"trust.{courier.id}": courier.trust for courier in scenario.couriers.values()}
    first = first_scene(scenario, legacy)
    empty = World(
        paths.luck.seed, 1, MORNING, first, (), values, {}, {}, None, {}, dict(scenario.plan), {}, {}, {}, {},
        {}, (), where=scenario.road.home,
    )  # fmt: skip
    turn = Turn(scenario, empty, paths)
    if legacy is not None:
        mark(turn, legacy)
    effects.run(scenario.begin, turn)
    if legacy is not None:
        take_over(turn, legacy)
    turn.events.clear()
    return turn


def decide(scenario: Scenario, world: World, action: Action, paths: Paths) -> Decision:
    """Decide an action; raise `Refused` with the player's sentence where it is not possible now."""
    if world.ended:
        raise Refused("The story has ended.")
    turn = Turn(scenario, world, paths)
    if isinstance(action, Choose):
        _choose(turn, world, action.choice)
        return Decision(turn.close(), tuple(turn.events), action.choice)
    scene = scenario.scenes[world.scene]
    if isinstance(action, Depart):
        return _set_out(turn, action.route)
    if isinstance(action, Pull):
        levers.pull(turn, action.lever, action.day)
    elif isinstance(action, SetDial):
        _plans_here(scene.plan)
        _set_dial(turn, action)
    elif isinstance(action, Assign):
        _plans_here(scene.plan)
        _assign(turn, action)
    elif action.amount <= 0:
        raise Refused("Say how much, more than nothing.")
    elif isinstance(action, Carry | LayDown):
        if not scene.roads:
            raise Refused("Goods are loaded and laid down where journeys begin.")
        travel.carry(turn, action.good, action.amount if isinstance(action, Carry) else -action.amount)
    elif caught := deals.deal(turn, scene, action):
        go(turn, Target("scene" if caught == turn.scene else "visit", caught))
        return Decision(turn.close(), tuple(turn.events), DEAL)
    return Decision(turn.close(), tuple(turn.events), "")


def _set_out(turn: Turn, route: str) -> Decision:
    """Set out on a route from a scene where journeys begin; days pass on it until something stops it or it ends."""
    if not turn.scenario.scenes[turn.scene].roads:
        raise Refused("No journey begins here.")
    travel.depart(turn, route)
    go(turn, Target("back"))
    return Decision(turn.close(), tuple(turn.events), DEPART)


def open_choice(turn: Turn, choice: Choice) -> bool:
    """Return whether a choice is open but for its costs: not used up, its `when`, a way on, an outcome that may be."""
    if choice.once and f"{turn.scene}.{choice.id}" in turn.seen:
        return False
    if choice.when is not None and not choice.when.run(turn):
        return False
    if not turn.back and turn.journey is None and not leads_on(turn, choice):
        return False
    return not choice.outcomes or bool(possible(turn, choice))


def leads_on(turn: Turn, choice: Choice) -> bool:
    """Return whether a choice leads somewhere although no scene waits to be come back to."""
    targets = [outcome.go for outcome in choice.outcomes] or [choice.go]
    return all(target.how != "back" for target in targets) or bool(_place_scene(turn))


def possible(turn: Turn, choice: Choice) -> list[tuple[Outcome, int]]:
    """Return the outcomes that may happen now, with their weights above 0."""
    found = []
    for outcome in choice.outcomes:
        if outcome.when is None or outcome.when.run(turn):
            weight = int(outcome.weight.run(turn))
            if weight > 0:
                found.append((outcome, weight))
    return found


def try_out(scenario: Scenario, world: World, choice: Choice, paths: Paths) -> str:
    """Return why a choice cannot be afforded now, empty where every outcome of it can."""
    try:
        turn = Turn(scenario, world, paths)
        chances = possible(turn, choice)
        _count(turn, choice)
        effects.run(choice.effects, turn)
        for outcome, _ in chances:
            if effects.costs(outcome.effects):
                again = Turn(scenario, world, paths)
                _count(again, choice)
                effects.run(choice.effects, again)
                effects.run(outcome.effects, again)
    except Refused as refused:
        return refused.sentence
    return ""


def _count(turn: Turn, choice: Choice) -> None:
    key = f"{turn.scene}.{choice.id}"
    turn.seen[key] = turn.seen.get(key, 0) + 1


def _choose(turn: Turn, world: World, name: str) -> None:
    scene = turn.scenario.scenes[turn.scene]
    choice = scene.choices.get(name)
    if choice is None:
        raise Refused("There is no such choice here.")
    if not open_choice(turn, choice):
        reason = choice.otherwise.write(turn) if choice.otherwise is not None else Sentence("That cannot be done now.")
        raise Refused(reason)
    # Whatever is drawn must be affordable, or what is refused would tell what was drawn.
    if choice.costs and (why := try_out(turn.scenario, world, choice, turn.paths)):
        raise Refused(why)
    chances = possible(turn, choice)
    _count(turn, choice)
    outcome = None
    if chances:
        stream = f"choice.{scene.id}.{choice.id}"
        outcome = chances[turn.pick(stream, [weight for _, weight in chances])][0]
    turn.events.append(ChoiceMade(scene.id, choice.id, outcome.id if outcome else ""))
    effects.run(choice.effects, turn)
    tell(turn, choice.then)
    target = choice.go
    if outcome is not None:
        effects.run(outcome.effects, turn)
        tell(turn, outcome.text)
        target = outcome.go
    go(turn, target)


def tell(turn: Turn, text: Prose) -> None:
    """Say a text of consequence."""
    if text:
        settle(text, turn)
        turn.events.extend(Said(said) for said in write(text, turn))


def go(turn: Turn, target: Target) -> None:
    """Move to the target, let the days of the deed pass there, and enter what interrupts them or the scene itself."""
    base = _base(turn, target) if turn.journey is None else _base_on_road(turn, target)
    if base and turn.scenario.scenes[base].hub:
        turn.back = ()
    if turn.pass_days:
        days, turn.pass_days = turn.pass_days, 0
        interrupt = day.live(turn, days, turn.until)
        if interrupt is not None:
            turn.back += (base,) if base else ()
            enter(turn, interrupt)
            return
    enter(turn, base or underway.go_on(turn) or _place_scene(turn) or turn.scene)


def _base(turn: Turn, target: Target) -> str:
    """Return the scene a deed leads to, and keep what waits to be come back to."""
    if target.how == "back":
        base = turn.back[-1] if turn.back else _place_scene(turn)
        turn.back = turn.back[:-1]
        return base
    if target.how == "visit":
        turn.back += (turn.scene,)
        return target.scene
    base = target.scene or turn.scene
    place = whereabouts.place_of(turn.scenario, base, (turn.where,)) if target.scene else ""
    if turn.scenario.road.home and place and place != turn.where:
        whereabouts.arrive(turn, place)
    return base


def _base_on_road(turn: Turn, target: Target) -> str:
    """Return the scene a deed on the road leads to, empty where the journey goes on; end it where the deed does."""
    journey = turn.journey
    assert journey is not None
    begun = any(isinstance(event, Departed) for event in turn.events)
    turned = any(isinstance(event, TurnedBack) for event in turn.events)
    if begun:
        # What waited, waited where the journey began.
        turn.back = ()
    if target.how in ("here", "back") and (begun or turned):
        turn.back = ()
        return ""
    if target.how == "back":
        base = turn.back[-1] if turn.back else ""
        turn.back = turn.back[:-1]
        return base
    if target.how == "visit" and not begun:
        turn.back += (turn.scene,)
        return target.scene
    base = target.scene or turn.scene
    if target.how == "here" or turn.scenario.scenes[base].ending is not None:
        return base
    place = whereabouts.place_of(turn.scenario, base, (journey.target, journey.source))
    if (turned and place == journey.source) or (begun and place in (journey.source, journey.target)):
        return ""
    if turned and not place:
        # The way back is told by the scene: its days pass there.
        turn.pass_days += travel.days_left(turn, journey)
        place = journey.source
    if place:
        whereabouts.arrive(turn, place)
    return base


def _place_scene(turn: Turn) -> str:
    """Return where one is when nothing waits to be come back to: the scene of the place, else the first hub."""
    place = turn.scenario.places.get(turn.where)
    return (place.scene if place is not None else "") or home_hub(turn.scenario)


def enter(turn: Turn, name: str) -> None:
    """Enter a scene: its verbs on arrival, its codex entries, its text settled; an ending ends the story."""
    scene = turn.scenario.scenes[name]
    turn.scene = name
    turn.events.append(SceneEntered(name))
    turn.seen[name] = turn.seen.get(name, 0) + 1
    turn.last[name] = turn.day
    effects.run(scene.enter, turn)
    for entry in scene.codex:
        if entry not in turn.known:
            turn.known += (entry,)
            turn.events.append(CodexOpened(entry))
    settle(scene.text, turn)
    if scene.ending is not None:
        turn.ended = True
        turn.events.append(Ended(name))


def _plans_here(plan: bool) -> None:
    if not plan:
        raise Refused("Plans are made at the hearth, before the day begins.")


def _set_dial(turn: Turn, action: SetDial) -> None:
    dial = turn.scenario.dials.get(action.dial)
    if dial is None:
        raise Refused("There is no {dial} to set.", dial=repr(action.dial))
    if not dial.allows(action.value):
        raise Refused("{dial} cannot be set to that.", dial=dial.name.capitalize())
    turn.values[dial.id] = action.value
    turn.events.append(DialSet(dial.id, action.value))


def _assign(turn: Turn, action: Assign) -> None:
    duty = turn.scenario.duties.get(action.duty)
    if duty is None or action.person not in duty.who:
        raise Refused("That is not theirs to do.")
    if duty.when is not None and not duty.when.run(turn):
        raise Refused("{duty}: not now.", duty=duty.name.capitalize())
    household.assign(turn, action.person, action.duty)
