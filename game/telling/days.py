"""Days: trade, wages, rations, dues and want, summed over the days that went by."""

from collections.abc import Iterable

from engine import events as ev
from engine.household import STEPS
from engine.machine import interrupts
from engine.said import booked
from game import words
from game.telling.teller import Stretch, Teller, does
from game.tongue import later, tr

HUNGRY = STEPS[2][0]
"""Percent of need under which eating costs health, and is told."""
SHARES = (
    (15, later("almost nothing")), (30, later("about a quarter of what it needs")),
    (42, later("about a third of what it needs")), (58, later("about half of what it needs")),
    (100, later("about two thirds of what it needs")),
)  # fmt: skip
"""(percent of need under which, words)."""


def _stall(teller: Teller, event: ev.StallTraded) -> None:
    teller.days.stalls.setdefault(event.stall, []).append(event)


def _served(teller: Teller, event: ev.PortionsServed) -> None:
    portions = words.count(event.portions, teller.scenario.stalls[event.stall].dish)
    teller.say(
        "change",
        tr("{portions} more served: {sum}", portions=portions, sum=teller.sum(event.takings, teller.scenario.money)),
    )


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
        teller.say("change", tr("Spoiled: {goods}", goods=teller.goods(good, amount)))
    for good, amount in days.frozen.items():
        teller.say("change", tr("Lost to the cold: {goods}", goods=teller.goods(good, amount)))
    teller.close_changes()
    _attention(teller, days)


def _sales(teller: Teller, days: Stretch) -> str:
    numbers = sorted({e.day for e in days.closed} | {e.day for trade in days.stalls.values() for e in trade})
    if not numbers:
        return ""
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1:
        weather = teller.turn.paths.weather(last)
        when = teller.date(last) + (f", {teller.scenario.words.get(weather, weather)}" if weather else "")
    else:
        when = tr(
            "{number} days, {span}", number=words.spelled(len(numbers)), span=words.span(teller.session, first, last)
        )
    sold = [_stall_sales(teller, name, trade) for name, trade in days.stalls.items()]
    if days.stood:
        sold.append(
            tr("nothing moves") if len(numbers) == 1 else tr("nothing moves on {of}", of=_of(days.stood, len(numbers)))
        )
    idle = (
        tr("on the road")
        if teller.on_road
        else tr("the day ends")
        if len(numbers) == 1
        else tr("no trade")
        if teller.scenario.stalls
        else tr("nothing of note")
    )
    return f"{when}: {'; '.join(sold) or idle}"


def _stall_sales(teller: Teller, name: str, trade: Iterable[ev.StallTraded]) -> str:
    trade = list(trade)
    cooked, asked, sold, taken = (
        sum(e.cooked for e in trade), sum(e.customers for e in trade), sum(e.sold for e in trade),
        sum(e.takings for e in trade),
    )  # fmt: skip
    if not cooked:
        return tr("nothing cooked, {asked} asked for", asked=asked) if asked else tr("nothing cooked")
    of = tr("of {asked} asked for", asked=asked) if asked > sold else tr("of {cooked} cooked", cooked=cooked)
    dish = words.count(sold, teller.scenario.stalls[name].dish)
    return tr("{dish} sold {of}, {sum} taken", dish=dish, of=of, sum=teller.sum(taken, teller.scenario.money))


def _close_of(teller: Teller, days: Stretch) -> Iterable[str]:
    if not days.closed:
        return
    # A day that something interrupts after its trade has takings and no close yet.
    last = days.closed[-1].day
    until = tr("by the evening before, ") if any(e.day > last for trade in days.stalls.values() for e in trade) else ""
    net = sum(event.net for event in days.closed)
    if net:
        pattern = later("{until}{money} more in the box") if net > 0 else later("{until}{money} less in the box")
        yield tr(pattern, until=until, money=teller.money(abs(net), teller.scenario.money))
        until = ""
    if food := words.food_for(days.closed[-1].food_days):
        yield tr("{until}{food} at home", until=until, food=food)


def _shopping(teller: Teller, days: Stretch) -> None:
    for bought, pattern in ((True, later("Bought: {deals}")), (False, later("Sold: {deals}"))):
        parts = [
            tr("{goods} for {money}", goods=teller.goods(good, amount), money=teller.money(total, currency))
            for (good, came), (amount, total, currency) in days.trades.items()
            if came is bought
        ]
        if parts:
            teller.say("change", tr(pattern, deals=", ".join(parts)))


def _state(teller: Teller, days: Stretch) -> None:
    scenario = teller.scenario
    for (post, currency), amount in days.wages.items():
        name = scenario.posts[post].name
        teller.say(
            "change",
            tr("Wage of {name}: {sum}", name=name, sum=teller.sum(amount, currency))
            if amount
            else tr("No wage comes from {name}", name=name),
        )
    for (name, good), amount in days.rations.items():
        told = scenario.rations[name].name
        teller.say(
            "change", f"{told}: {teller.goods(good, amount)}" if amount else tr("{told}: nothing comes", told=told)
        )
    for (name, currency), (times, total) in days.paid.items():
        teller.say(
            "change",
            tr(
                "Paid{times}: {due}, {sum}",
                times=_times(times),
                due=scenario.dues[name].name,
                sum=teller.sum(total, currency),
            ),
        )
    for (name, currency), (times, total) in days.unpaid.items():
        wanted = f"{scenario.dues[name].name}, {teller.sum(total, currency)}"
        teller.say("warning", tr("Not paid for want of money{times}: {wanted}", times=_times(times), wanted=wanted))


def _shares(teller: Teller, days: Stretch) -> Iterable[str]:
    for (name, currency), amount in days.shares.items():
        rule = teller.scenario.shares[name]
        pattern = later("Into {share}: {sum}") if rule.kept else later("Share of {share}: {sum}")
        yield tr(pattern, share=rule.name, sum=teller.sum(amount, currency))
    for creditor, times in days.kept.items():
        yield tr(
            "Paid by its day{times}: what {creditor} had called",
            times=_times(times),
            creditor=teller.creditor(creditor),
        )


def _attention(teller: Teller, days: Stretch) -> None:
    scenario = teller.scenario
    for (kind, subject), times in days.noticed.items():
        if kind == "missing":
            name = scenario.goods[subject].name
            teller.say(
                "warning",
                tr(
                    "There was not enough {name} to cook all that was planned{on_days}",
                    name=name,
                    on_days=_on_days(times),
                ),
            )
        elif kind == "weak":
            name = scenario.people[subject].name
            pattern = later("{name} was too weak to work and rested{on_days}")
            if booked(name) == "you":
                pattern = later("{name} were too weak to work and rested{on_days}")
            teller.say("warning", tr(pattern, name=name, on_days=_on_days(times)))
        elif kind == "poisoned":
            name = scenario.goods[subject].name
            teller.say(
                "warning",
                tr(
                    "The {name} had not been boiled hard, and those who ate them are ill{on_days}",
                    name=name,
                    on_days=_on_days(times),
                ),
            )
        elif kind == "grainless":
            teller.say("warning", tr("There has been no grain in the pot for many days; faces swell"))
        elif kind == "hungry" and subject:
            who = scenario.people[subject].name if subject in scenario.people else tr("you")
            teller.say(
                "warning",
                tr(
                    "{does} hungry on the road for want of money{on_days}",
                    does=does(who, later("{who} goes"), later("{who} go")),
                    on_days=_on_days(times),
                ),
            )
    short = [event.fed for event in days.closed if event.fed < HUNGRY]
    if short and scenario.people:
        mean = sum(short) // len(short)
        share = next(text for under, text in SHARES if mean < under)
        when = tr(" on {of}", of=_of(len(short), len(days.closed))) if len(days.closed) > 1 else ""
        teller.say("warning", tr("The household ate {share}{when}", share=tr(share), when=when))


def _times(times: int) -> str:
    return tr(" {number} times", number=words.spelled(times)) if times > 1 else ""


def _on_days(times: int) -> str:
    return tr(" on {number} days", number=words.spelled(times)) if times > 1 else ""


def _of(part: int, whole: int) -> str:
    if part == whole:
        return tr("all {number} days", number=words.spelled(whole))
    return tr("{part} of {whole} days", part=words.spelled(part), whole=words.spelled(whole))
