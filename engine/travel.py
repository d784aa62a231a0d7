"""Travel: setting out and turning back; `trips` says what a route would mean, `underway` what its days bring."""

from engine.errors import Refused
from engine.events import Departed, TurnedBack
from engine.loads import carry as carry
from engine.loads import load_mass as load_mass
from engine.routes import Journey, Route
from engine.said import booked
from engine.trips import Stop as Stop
from engine.trips import Trip as Trip
from engine.trips import fare, refusal, route_of
from engine.trips import routes as routes
from engine.trips import trip as trip
from engine.turn import Turn
from engine.whereabouts import MOVES, ROAD_DAY


def depart(turn: Turn, route: str) -> None:
    """Set out: pay the fare and begin the journey; refuse what a trip refuses."""
    way = route_of(turn, route)
    if why := refusal(turn, way):
        raise Refused(why)
    paid, target = fare(turn, way), way.other_end(turn.where)
    if paid:
        place = booked(turn.scenario.places[target].name)
        turn.post(f"fare to {place}", (f"expenses:fares:{turn.scenario.money}", paid), (turn.cash_account, -paid))
    turn.journey = Journey(route, turn.where, target, turn.day, way.days)
    turn.events.append(Departed(route, turn.where, target, paid))
    if not way.days:
        # A short way takes no day and yet a day's strength, or one could walk to and fro for ever. Ours.
        tire(turn, way)


def tire(turn: Turn, way: Route) -> None:
    """Take from the traveller the strength that a day of a route takes."""
    energy = f"energy.{turn.scenario.road.traveller}"
    if energy in turn.values:
        turn.add(energy, turn.scenario.road.modes[way.mode].energy)


def days_left(turn: Turn, journey: Journey) -> int:
    """Return the days a journey still takes, as far as is known, today's with them until it is over."""
    return journey.days - (turn.day - journey.started)


def turn_back(turn: Turn) -> None:
    """Make the journey lead back to where it began, in as many days as it had got on; nothing where it does already."""
    journey = turn.journey
    if journey is None or journey.target == journey.source:
        return
    way = turn.scenario.road.routes[journey.route]
    got_on = way.days - days_left(turn, journey)
    if ROAD_DAY in turn.values:
        # Its evening has come: today is gone, and has taken the traveller as far as it could.
        got_on += turn.values[ROAD_DAY] == MOVES
        turn.values[ROAD_DAY] = MOVES
        days = turn.day - journey.started + 1 + got_on
    else:
        days = turn.day - journey.started + got_on
    turn.journey = journey._replace(target=journey.source, days=days)
    turn.events.append(TurnedBack(journey.route))
