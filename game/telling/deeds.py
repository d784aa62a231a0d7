"""Deeds: what a choice did to money, goods, numbers, flags and plans."""

from engine import events as ev
from engine.said import booked
from game import words
from game.status import ENERGY, HEALTH, band
from game.telling.days import close_days
from game.telling.teller import Kind, Teller, Told
from game.tongue import later, tr


def _choice(teller: Teller, event: ev.ChoiceMade) -> None:
    teller.passes = teller.scenario.scenes[event.scene].choices[event.choice].passes


def _scene(teller: Teller, event: ev.SceneEntered) -> None:
    teller.entered = True


def _said(teller: Teller, event: ev.Said) -> None:
    close_days(teller)
    teller.told += [Told("consequence", line) for line in words.paragraphs(event.text)]


def _money(teller: Teller, event: ev.MoneyMoved) -> None:
    _move(teller, "money", event.currency, event.why, event.amount)


def _goods(teller: Teller, event: ev.GoodsMoved) -> None:
    _move(teller, "goods", event.good, event.why, event.amount)


def _move(teller: Teller, sort: str, of: str, why: str, amount: int) -> None:
    key = (sort, of, why, amount > 0)
    teller.moved[key] = teller.moved.get(key, 0) + amount


def _number(teller: Teller, event: ev.NumberChanged) -> None:
    before, _ = teller.numbers.get(event.name, (event.before, 0))
    teller.numbers[event.name] = (before, event.after)


def close_numbers(teller: Teller) -> None:
    """Tell how numbers changed from first to last."""
    scenario, moved = teller.scenario, []
    for name, (before, after) in teller.numbers.items():
        sort, _, who = name.partition(".")
        rule = scenario.numbers.get(name)
        if after == before:
            continue
        if rule is not None and rule.public:
            means = rule.means or name.replace("_", " ")
            new, old = (words.value(scenario, name, amount) for amount in (after, before))
            moved.append(tr("{means}: {new} (was {old})", means=means, new=new, old=old))
        elif name in scenario.dials:
            teller.say("change", f"{scenario.dials[name].name}: {words.value(scenario, name, after)}")
        elif sort in ("health", "energy") and who in scenario.people:
            _strength(teller, sort, who, before, after)
        elif sort == "trust" and (known := scenario.creditors.get(who) or scenario.couriers.get(who)) is not None:
            trusts = later("{who}: more trust in you ({after} of 100)")
            if after < before:
                trusts = later("{who}: less trust in you ({after} of 100)")
            teller.say("change", tr(trusts, who=known.name, after=after))
    if moved:
        teller.say("change", "; ".join(moved))


def _strength(teller: Teller, sort: str, who: str, before: int, after: int) -> None:
    bands = HEALTH if sort == "health" else ENERGY
    now, was = band(bands, after), band(bands, before)
    if now != was:
        name = teller.scenario.people[who].name
        kind: Kind = "warning" if after < before and sort == "health" else "change"
        pattern = later("{name} are {now} now") if booked(name) == "you" else later("{name} is {now} now")
        teller.say(kind, tr(pattern, name=name, now=tr(now)))


def _flag(teller: Teller, event: ev.FlagSet) -> None:
    rule = teller.scenario.flags[event.name]
    if rule.means:
        teller.say("change", rule.means if event.on else tr("No longer so: {means}", means=rule.means))


def _dial(teller: Teller, event: ev.DialSet) -> None:
    name = teller.scenario.dials[event.dial].name
    teller.say("change", f"{name}: {words.value(teller.scenario, event.dial, event.value)}")


def _assigned(teller: Teller, event: ev.Assigned) -> None:
    person, duty = teller.scenario.people[event.person].name, teller.scenario.duties[event.duty].name
    teller.say("change", f"{person}: {duty}" + (tr(", too weak for anything else") if event.forced else ""))


def _codex(teller: Teller, event: ev.CodexOpened) -> None:
    teller.codex.append(Told("codex", tr("New in the codex: {title}", title=teller.scenario.codex[event.entry].title)))


def _ended(teller: Teller, event: ev.Ended) -> None:
    """Say nothing: the scene says its ending itself."""


HEARS = {
    ev.ChoiceMade: _choice,
    ev.SceneEntered: _scene,
    ev.Said: _said,
    ev.MoneyMoved: _money,
    ev.GoodsMoved: _goods,
    ev.NumberChanged: _number,
    ev.FlagSet: _flag,
    ev.DialSet: _dial,
    ev.Assigned: _assigned,
    ev.CodexOpened: _codex,
    ev.Ended: _ended,
}
