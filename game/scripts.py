"""Scripts: the actions of a play as lines that `plain --script` takes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from engine import actions
from engine.errors import Refused
from engine.goods import Good
from engine.legacy import Legacy
from engine.luck import Pin
from engine.scenario import Scenario
from engine.session import Session, Story
from story import pins as pinned
from story.desk import Desk
from story.problems import Problem

PIN = "pin "
"""How a line begins that pins luck, as walks do: `pin choice.bank.cross: 0 %`; such lines come before all others."""
SMALL = {"kg": "g", "l": "ml"}


def command(story: Story, seed: int, file: str, after: str = "") -> str:
    """Return the command that plays a script, after a legacy of the chapter before where it began so."""
    name = story.scenario.folder or story.scenario.slug
    return f"python main.py plain {name} --seed {seed}{f' --after {after}' if after else ''} --script {file}"


def script(
    story: Story,
    seed: int,
    done: Iterable[list[str | int]],
    after: str = "",
    legacy: Legacy | None = None,
    luck: Mapping[str, Pin] | None = None,
) -> Iterator[str]:
    """Yield the lines of a play, its pinned luck and then a line an action; # begins the line that says how to play it.

    `after` is the name of the legacy that it began after.
    """
    yield f"# {command(story, seed, 'THIS_FILE', after)}"
    for name, pin in (luck or {}).items():
        yield f"{PIN}{name}: {pinned.written(pin)}"
    session: Session | None = Session(story, seed, luck, legacy)
    for line in done:
        action = actions.read(line)
        yield written(story.scenario, action, session)
        session = _after(session, action)


def luck_of(story: Story, lines: list[str], file: str) -> tuple[dict[str, Pin], list[str], list[Problem]]:
    """Return the luck that a script pins, its lines with those left empty, and what is wrong with them."""
    count = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith((PIN, "#"))), len(lines))
    told = [f"  {line[len(PIN) :]}" if line.startswith(PIN) else "" for line in lines[:count]]
    if not any(told):
        return {}, lines, []
    # The document is given a line before the script's first, so its lines are one off from the script's.
    desk = Desk(scope=story.scenario.scope)
    found = pinned.read_pins(story.scenario, desk, "\n".join(["pin:", *told, ""]), file)
    problems = [replace(each, line=each.line - 1, column=each.column + len(PIN) - 2) for each in desk.problems]
    return found, [""] * count + lines[count:], problems


def written(scenario: Scenario, action: actions.Action, session: Session | None = None) -> str:
    """Return an action as it would be typed, in the scene a session stands in."""
    match action:
        case actions.Choose(choice):
            if session is None or len(choice) > 1:
                return f"{session.scene.id}.{choice}" if session is not None else choice
            # One letter would be read as the place of a choice.
            return str([offer.id for offer in session.offered().choices].index(choice) + 1)
        case actions.SetDial(dial, value):
            return f"set {dial} {_value(scenario, dial, value)}"
        case actions.Assign(person, duty):
            return f"assign {person} {duty}"
        case actions.Buy(what, amount) | actions.BuyHidden(what, amount):
            return f"buy {what} {_amount(scenario, what, amount)}{_behind(action)}"
        case actions.Sell(what, amount) | actions.SellHidden(what, amount):
            return f"sell {what} {_amount(scenario, what, amount)}{_behind(action)}"
        case actions.Redeem(coupon, amount):
            return f"redeem {coupon} {amount}"
        case actions.Carry(good, amount):
            return f"carry {good} {_amount(scenario, good, amount)}"
        case actions.LayDown(good, amount):
            return f"lay {good} {_amount(scenario, good, amount)}"
        case actions.Depart(route):
            return f"depart {route}"
        case actions.Pull(lever, day):
            return f"pull {lever} {day}"


def _after(session: Session | None, action: actions.Action) -> Session | None:
    """Return a play after an action; None once one was refused or broke, which only the last one may be."""
    if session is None:
        return None
    try:
        session.act(action)
    except (Refused, ArithmeticError, LookupError, TypeError, ValueError):
        return None
    return session


def _behind(action: actions.Action) -> str:
    return " hidden" if isinstance(action, actions.BuyHidden | actions.SellHidden) else ""


def _amount(scenario: Scenario, what: str, amount: int) -> str:
    if what in scenario.goods:
        return _weighed(scenario.goods[what], amount)
    if what in scenario.currencies:
        return _decimal(amount, scenario.currencies[what].minor)
    return str(amount)


def _weighed(good: Good, amount: int) -> str:
    return f"{amount} {SMALL[good.unit]}" if good.unit in SMALL else str(amount)


def _value(scenario: Scenario, dial: str, value: int) -> str:
    kind = scenario.dials[dial].kind
    if kind.what == "money":
        return _decimal(value, scenario.currencies[kind.of].minor)
    if kind.what == "goods":
        return _weighed(Good("", "", kind.of), value)
    return str(value)


def _decimal(amount: int, parts: int) -> str:
    """Return an amount of smallest parts, of which there are 1, 10, 100 or 1000 to one, as a decimal number."""
    whole, rest = divmod(amount, parts)
    return f"{whole}.{rest:0{len(str(parts)) - 1}d}" if rest else str(whole)
