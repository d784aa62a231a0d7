"""Acts: what a player does, in words: for the log, the debrief and the saved course of a play."""

from engine.actions import Action, Assign, BuyHidden, Choose, Depart, Pull, SellHidden, SetDial
from engine.session import Session
from game import words
from game.tongue import later, tr


def deed(session: Session, action: Action) -> str:
    """Return an action in words, as the scene offers it now; empty for open trade and for loading."""
    scenario = session.scenario
    if isinstance(action, Choose):
        choice = session.scene.choices.get(action.choice)
        return choice.say.write(session.view()) if choice is not None else action.choice
    if isinstance(action, SetDial) and action.dial in scenario.dials:
        return f"{words.capital(scenario.dials[action.dial].name)}: {words.value(scenario, action.dial, action.value)}"
    if isinstance(action, Assign) and action.person in scenario.people and action.duty in scenario.duties:
        return f"{words.capital(scenario.people[action.person].name)}: {scenario.duties[action.duty].name}"
    if isinstance(action, Depart) and action.route in scenario.road.routes:
        return setting_out(session, action.route)
    if isinstance(action, Pull) and action.lever in scenario.levers:
        return tr(
            "{lever}, from {short_date}",
            lever=scenario.levers[action.lever].name,
            short_date=words.short_date(session, action.day),
        )
    if isinstance(action, BuyHidden | SellHidden) and action.good in scenario.goods:
        buys = isinstance(action, BuyHidden)
        pattern = later("Buy {goods} behind the stalls") if buys else later("Sell {goods} behind the stalls")
        return tr(pattern, goods=words.goods(action.amount, scenario.goods[action.good]))
    return ""


def setting_out(session: Session, route: str) -> str:
    """Return the deed of setting out on a route from here: `Set out for Hamheung, on the train.`"""
    scenario = session.scenario
    way = scenario.road.routes[route]
    place = scenario.places.get(way.other_end(session.world.where) or way.target)
    mode = scenario.road.modes.get(way.mode)
    return words.sentence(
        tr("Set out for {place}", place=place.name if place is not None else way.target)
        + (f", {words.going(mode.name)}" if mode is not None else "")
    )
