"""Offers: what the scene lets the player do now, with what it costs and how likely its risks are."""

from dataclasses import dataclass

from engine import deals, effects, market, rules, trips
from engine.errors import Refused
from engine.paths import Paths
from engine.scenario import Scenario
from engine.scene import Choice
from engine.turn import Turn
from engine.world import World


@dataclass(frozen=True, slots=True)
class Cost:
    """What a choice surely takes: money (a currency) or goods, smallest parts."""

    of: str
    amount: int
    money: bool


@dataclass(frozen=True, slots=True)
class Risk:
    """What may happen, in the author's words, and how likely (0-1)."""

    what: str
    chance: float


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice as it stands now; `barred` says why it cannot be taken, empty where it can."""

    id: str
    say: str
    note: str
    costs: tuple[Cost, ...]
    risks: tuple[Risk, ...]
    barred: str
    passes: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """Everything that may be done now."""

    choices: tuple[Offer, ...]
    market: str
    """The market whose goods may be bought and sold here, empty where none."""
    plan: bool
    """Whether dials and duties may be changed here."""

    @property
    def open(self) -> tuple[Offer, ...]:
        """The choices that can be taken."""
        return tuple(offer for offer in self.choices if not offer.barred)


def offered(scenario: Scenario, world: World, paths: Paths) -> Offered:
    """Return what may be done in a world."""
    scene = scenario.scenes[world.scene]
    if world.ended:
        return Offered((), "", False)
    turn = Turn(scenario, world, paths)
    found = (_offer(turn, world, choice) for choice in scene.choices.values())
    return Offered(tuple(offer for offer in found if offer is not None), scene.market, scene.plan)


def _offer(turn: Turn, world: World, choice: Choice) -> Offer | None:
    barred = ""
    if not rules.open_choice(turn, choice):
        if choice.otherwise is None or (choice.once and f"{turn.scene}.{choice.id}" in turn.seen):
            return None
        barred = choice.otherwise.write(turn)
    elif choice.costs:
        barred = rules.try_out(turn.scenario, world, choice, turn.paths)
    return Offer(
        choice.id,
        choice.say.write(turn),
        choice.note.write(turn) if choice.note is not None else "",
        tuple(costs_of(turn, choice.effects)) if choice.costs else (),
        risks_of(turn, choice),
        barred,
        choice.passes,
    )


def costs_of(turn: Turn, verbs: tuple[effects.Effect, ...]) -> list[Cost]:
    """Return what verbs surely take, as far as it is more than nothing."""
    found: list[Cost] = []
    for verb in verbs:
        if isinstance(verb, effects.Pay):
            found.append(Cost(verb.currency, int(verb.amount.run(turn)), True))
        elif isinstance(verb, (effects.Give, effects.SellFor)):
            amount = turn.held(verb.good, verb.store) if verb.amount is None else int(verb.amount.run(turn))
            found.append(Cost(verb.good, amount, False))
        elif isinstance(verb, effects.Repay) and (debt := turn.debts.get(verb.creditor)):
            amount = debt.owed if verb.amount is None else min(debt.owed, int(verb.amount.run(turn)))
            found.append(Cost(debt.currency, amount, True))
        elif isinstance(verb, effects.If):
            found += costs_of(turn, verb.then if verb.when.run(turn) else verb.otherwise)
        elif isinstance(verb, effects.Trade):
            found += _trade_cost(turn, verb)
        elif isinstance(verb, effects.Depart):
            found.append(Cost(turn.scenario.money, trips.fare(turn, trips.route_of(turn, verb.route)), True))
    return [cost for cost in found if cost.amount > 0]


def _trade_cost(turn: Turn, verb: effects.Trade) -> list[Cost]:
    place = turn.scenario.markets.get(verb.market) or market.market_of(turn)
    if place is None:
        return []
    amount = deals.held(turn, place, verb.good) if verb.amount is None else int(verb.amount.run(turn))
    if verb.sign < 0:
        return [Cost(verb.good, amount, verb.good in turn.scenario.currencies)]
    try:
        order = deals.weigh(turn, place, verb.good, amount)
    except Refused:
        return []
    return [Cost(order.currency, order.sum, True)]


def risks_of(turn: Turn, choice: Choice) -> tuple[Risk, ...]:
    """Return what may happen by a choice, in the author's words, and how likely."""
    if not any(outcome.risk for outcome in choice.outcomes):
        return ()
    chances = rules.possible(turn, choice)
    whole = sum(weight for _, weight in chances)
    told: dict[str, int] = {}
    for outcome, weight in chances:
        if outcome.risk:
            told[outcome.risk] = told.get(outcome.risk, 0) + weight
    return tuple(Risk(what, weight / whole) for what, weight in told.items())
