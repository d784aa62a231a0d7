"""Days: trade, wages, rations, dues and want, summed over the days that went by."""

from collections.abc import Iterable

from engine import events as ev
from engine.household import STEPS
from engine.machine import interrupts
from game import words
from game.telling.teller import Stretch, Teller, does

HUNGRY = STEPS[2][0]
"""Percent of need under which eating costs health, and is told."""
SHARES = ((15, "almost nothing"), (30, "about a quarter of what it needs"), (42, "about a third of what it needs"),
          (58, "about half of what it needs"), (100, "about two thirds of what it needs"))  # fmt: skip
"""(percent of need under which, words)."""


def _stall(teller: Teller, event: ev.StallTraded) -> None:
    teller.days.stalls.setdefault(event.stall, []).append(event)


def _served(teller: Teller, event: ev.PortionsServed) -> None:
    portions = words.count(event.portions, teller.scenario.stalls[event.stall].dish)
    teller.say("change", f"{portions} more served: {teller.sum(event.takings, teller.scenario.money)}")


def _spoiled(teller: Teller, event: ev.Spoiled) -> None:
    teller.days.spoiled[event.good] = teller.days.spoiled.get(event.good, 0) + event.amount


def _noticed(teller: Teller, event: ev.Noticed) -> None:
    key = (event.kind, event.subject)
    teller.days.noticed[key] = teller.days.noticed.get(key, 0) + 1


def _wage(teller: Teller, event: ev.WagePaid) -> None:
    key = (event.post, event.currency)
    teller.days.wages[key] = teller.days.wages.get(key, 0) + event.amount


def _ration(teller: Teller, event: ev.RationCame) -> None:
    key = (event.ration, event.good)
    teller.days.rations[key] = teller.days.rations.get(key, 0) + event.amount


def _due(teller: Teller, event: ev.DuePaid) -> None:
    dues = teller.days.paid if event.paid else teller.days.unpaid
    times, total = dues.get((event.due, event.currency), (0, 0))
    dues[event.due, event.currency] = (times + 1, total + event.amount)


def _day(teller: Teller, event: ev.DayClosed) -> None:
    teller.days.closed.append(event)
    if len(teller.days.closed) == 1 and not teller.days.stalls and _was_interrupted(teller, event.day):
        # The rest of a day whose trade was told before something interrupted it.
        close_days(teller)


def _was_interrupted(teller: Teller, day: int) -> bool:
    return any(teller.turn.last.get(scene) == day for scene in interrupts(teller.scenario))


HEARS = {
    ev.StallTraded: _stall,
    ev.PortionsServed: _served,
    ev.Spoiled: _spoiled,
    ev.Noticed: _noticed,
    ev.WagePaid: _wage,
    ev.RationCame: _ration,
    ev.DuePaid: _due,
    ev.DayClosed: _day,
}


# ---- the sum of them ------------------------------------------------------------------------------------------------


def close_days(teller: Teller) -> None:
    """Tell the days that went by."""
    days, teller.days = teller.days, Stretch()
    if not days:
        return
    teller.close_changes()
    if sales := _sales(teller, days):
        teller.say("day", "; ".join([sales, *_close_of(teller, days)]))
    _shopping(teller, days)
    _state(teller, days)
    for text in _shares(teller, days):
        teller.say("change", text)
    for good, amount in days.spoiled.items():
        teller.say("change", f"Spoiled: {teller.goods(good, amount)}")
    for good, amount in days.frozen.items():
        teller.say("change", f"Lost to the cold: {teller.goods(good, amount)}")
    teller.close_changes()
    _attention(teller, days)


def _sales(teller: Teller, days: Stretch) -> str:
    numbers = sorted({e.day for e in days.closed} | {e.day for trade in days.stalls.values() for e in trade})
    if not numbers:
        return ""
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1:
        weather = teller.turn.paths.weather(last)
        when = teller.date(last) + (f", {weather}" if weather else "")
    else:
        when = f"{words.spelled(len(numbers))} days, {words.span(teller.session, first, last)}"
    sold = [_stall_sales(teller, name, trade) for name, trade in days.stalls.items()]
    if days.stood:
        sold.append("nothing moves" if len(numbers) == 1 else f"nothing moves on {_of(days.stood, len(numbers))}")
    idle = (
        "on the road"
        if teller.on_road
        else "the day ends"
        if len(numbers) == 1
        else "no trade"
        if teller.scenario.stalls
        else "nothing of note"
    )
    return f"{when}: {'; '.join(sold) or idle}"


def _stall_sales(teller: Teller, name: str, trade: Iterable[ev.StallTraded]) -> str:
    trade = list(trade)
    cooked, asked, sold, taken = (
        sum(e.cooked for e in trade), sum(e.customers for e in trade), sum(e.sold for e in trade),
        sum(e.takings for e in trade),
    )  # fmt: skip
    if not cooked:
        return f"nothing cooked, {asked} asked for" if asked else "nothing cooked"
    of = f"of {asked} asked for" if asked > sold else f"of {cooked} cooked"
    dish = words.count(sold, teller.scenario.stalls[name].dish)
    return f"{dish} sold {of}, {teller.sum(taken, teller.scenario.money)} taken"


def _close_of(teller: Teller, days: Stretch) -> Iterable[str]:
    if not days.closed:
        return
    # A day that something interrupts after its trade has takings and no close yet.
    last = days.closed[-1].day
    until = "by the evening before, " if any(e.day > last for trade in days.stalls.values() for e in trade) else ""
    net = sum(event.net for event in days.closed)
    if net:
        yield f"{until}{teller.money(abs(net), teller.scenario.money)} {'more' if net > 0 else 'less'} in the box"
        until = ""
    if food := words.food_for(days.closed[-1].food_days):
        yield f"{until}{food} at home"


def _shopping(teller: Teller, days: Stretch) -> None:
    for bought, verb in ((True, "Bought"), (False, "Sold")):
        parts = [
            f"{teller.goods(good, amount)} for {teller.money(total, currency)}"
            for (good, came), (amount, total, currency) in days.trades.items()
            if came is bought
        ]
        if parts:
            teller.say("change", f"{verb}: {', '.join(parts)}")


def _state(teller: Teller, days: Stretch) -> None:
    scenario = teller.scenario
    for (post, currency), amount in days.wages.items():
        name = scenario.posts[post].name
        teller.say(
            "change", f"Wage of {name}: {teller.sum(amount, currency)}" if amount else f"No wage comes from {name}"
        )
    for (name, good), amount in days.rations.items():
        told = scenario.rations[name].name
        teller.say("change", f"{told}: {teller.goods(good, amount)}" if amount else f"{told}: nothing comes")
    for (name, currency), (times, total) in days.paid.items():
        teller.say("change", f"Paid{_times(times)}: {scenario.dues[name].name}, {teller.sum(total, currency)}")
    for (name, currency), (times, total) in days.unpaid.items():
        wanted = f"{scenario.dues[name].name}, {teller.sum(total, currency)}"
        teller.say("warning", f"Not paid for want of money{_times(times)}: {wanted}")


def _shares(teller: Teller, days: Stretch) -> Iterable[str]:
    for (name, currency), amount in days.shares.items():
        rule = teller.scenario.shares[name]
        where = "Into" if rule.kept else "Share of"
        yield f"{where} {rule.name}: {teller.sum(amount, currency)}"
    for creditor, times in days.kept.items():
        yield f"Paid by its day{_times(times)}: what {teller.creditor(creditor)} had called"


def _attention(teller: Teller, days: Stretch) -> None:
    scenario = teller.scenario
    for (kind, subject), times in days.noticed.items():
        if kind == "missing":
            name = scenario.goods[subject].name
            teller.say("warning", f"There was not enough {name} to cook all that was planned{_on_days(times)}")
        elif kind == "weak":
            name = scenario.people[subject].name
            was = "were" if name == "you" else "was"
            teller.say("warning", f"{name} {was} too weak to work and rested{_on_days(times)}")
        elif kind == "poisoned":
            name = scenario.goods[subject].name
            teller.say(
                "warning", f"The {name} had not been boiled hard, and those who ate them are ill{_on_days(times)}"
            )
        elif kind == "grainless":
            teller.say("warning", "There has been no grain in the pot for many days; faces swell")
        elif kind == "hungry" and subject:
            who = scenario.people[subject].name if subject in scenario.people else "you"
            teller.say("warning", f"{does(who, 'goes', 'go')} hungry on the road for want of money{_on_days(times)}")
    short = [event.fed for event in days.closed if event.fed < HUNGRY]
    if short and scenario.people:
        mean = sum(short) // len(short)
        share = next(text for under, text in SHARES if mean < under)
        when = f" on {_of(len(short), len(days.closed))}" if len(days.closed) > 1 else ""
        teller.say("warning", f"The household ate {share}{when}")


def _times(times: int) -> str:
    return f" {words.spelled(times)} times" if times > 1 else ""


def _on_days(times: int) -> str:
    return f" on {words.spelled(times)} days" if times > 1 else ""


def _of(part: int, whole: int) -> str:
    if part == whole:
        return f"all {words.spelled(whole)} days"
    return f"{words.spelled(part)} of {words.spelled(whole)} days"
