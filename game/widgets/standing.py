"""How things stand, laid out: two lines for a narrow screen, columns for a wide one."""

from game import words
from game.status import DebtLine, Member, Status
from game.tongue import later, tr
from game.widgets.typeset import Block, Line, Run, ends, fit, gap, head, pair, para, rule

HEAT = later("heat")
"""The number that stands beside what there is: how closely one is watched, where a story has one of that name."""
LATE_SOON = 5
"""Days before a debt falls due from which on it is shown as pressing."""
WORN = 25
"""Strength under which somebody is shown as worn."""
BAR = 8
"""Cells of a bar."""


def headlines(now: Status, width: int) -> list[Line]:
    """Return the two lines of a narrow screen."""
    degrees = f" {now.degrees}°" if now.degrees is not None else ""
    day = "" if now.affairs.way else tr(" · day {day} of {of_days}", day=now.day, of_days=now.of_days)
    when = f"{now.date}{day}" + (f" · {now.weather}{degrees}" if now.weather else "")
    where = words.capital(now.affairs.way) or now.place or now.title
    first = ends([Run(where, "title")], [Run(when, "quiet")], width)
    parts: list[list[Run]] = [[Run(sum.text, "strong"), *_in_rice(sum.rice)] for sum in now.cash]
    if now.food:
        parts.append([Run(now.food, "bad" if now.food_tenths < 20 else "")])
    parts += [_debt(debt) for debt in now.debts]
    parts += [[Run(f"{who.name} {who.health_word}", _health_role(who))] for who in now.people if who.health < 60]
    parts += [[Run(f"{tr(HEAT)} {n.text}", "")] for n in now.numbers if n.id == HEAT]
    parts += [[Run(f"{paper.name} {paper.text}", "warm")] for paper in now.affairs.papers if paper.pressing]
    parts += [[Run(tr("carries "), "quiet"), Run(now.affairs.load)]] if now.affairs.load else []
    second: list[Run] = []
    for part in parts:
        joint = [Run(" · ", "rule")] if second else []
        if sum(len(run.text) for run in (*second, *joint, *part)) <= width:
            second += [*joint, *part]
    return [first, tuple(second)]


def titleline(now: Status, width: int) -> list[Line]:
    """Return the one line of a screen that has a column for the rest."""
    return [
        ends(
            [Run(now.title, "title"), Run(f"  {now.affairs.way or now.place}", "quiet")],
            [Run(now.date, "quiet")],
            width,
        )
    ]


def _in_rice(rice: str) -> list[Run]:
    return [Run(f" = {rice}", "quiet")] if rice else []


def _debt(debt: DebtLine) -> list[Run]:
    if debt.called is not None:
        return [Run(tr("called {text}", text=debt.called.text), ""), Run(f" {_left(debt)}", "bad")]
    return [Run(tr("owes {text}", text=debt.sum.text), ""), Run(f" {_left(debt)}", _debt_role(debt))]


def _left(debt: DebtLine) -> str:
    return tr("in {days_left} d", days_left=debt.days_left) if debt.days_left > 0 else debt.when


def _debt_role(debt: DebtLine) -> str:
    return "bad" if debt.days_left <= 0 else "warm" if debt.days_left <= LATE_SOON else "quiet"


def _health_role(who: Member) -> str:
    worn = who.energy is not None and who.energy < WORN
    return "bad" if who.health < 40 else "warm" if who.health < 60 or worn else ""


def bar(value: int, low: int, high: int) -> list[Run]:
    """Return a number in its range as a small bar."""
    filled = round(BAR * (value - low) / (high - low)) if high > low else 0
    return [Run("━" * filled, "ember"), Run("╌" * (BAR - filled), "rule")]


def column(now: Status, stock: bool = True) -> list[Block]:
    """Return the status as a column: when, what there is, who, what is owed, what is held."""
    blocks: list[Block] = [
        head(now.date, "strong"),
        para(tr("day {day} of {of_days}", day=now.day, of_days=now.of_days), "quiet"),
    ]
    degrees = tr(", {degrees} degrees", degrees=now.degrees) if now.degrees is not None else ""
    where = now.affairs.way or now.place
    blocks += [para(where, "frost")] if where else []
    blocks += [para(now.weather + degrees, "frost")] if now.weather else []
    blocks += [gap(), rule(tr("box"))]
    for sum in now.cash:
        blocks += [pair([Run(tr("cash"), "quiet")], [Run(sum.text, "strong")])]
        blocks += [pair("", [Run(sum.rice, "quiet")])] if sum.rice else []
    for name, text, rice in now.affairs.boxes:
        if not rice:
            continue
        blocks.append(pair([Run(name, "quiet")], text))
    if now.takings.amount:
        blocks.append(pair([Run(tr("today's takings"), "quiet")], now.takings.text))
    blocks += [pair([Run(tr("worth in all"), "quiet")], now.worth.text)]
    blocks += [pair("", [Run(now.worth.rice, "quiet")])] if now.worth.rice else []
    blocks += [gap(), rule(tr("house"))]
    if now.food:
        blocks.append(para(now.food, "bad" if now.food_tenths < 20 else ""))
    for who in now.people:
        state = who.health_word + (f", {who.energy_word}" if who.energy_word else "")
        blocks += [pair([Run(who.name, "")], [Run(state, _health_role(who) or "quiet")])]
        blocks += [para(who.duty, "quiet", indent=2, hang=2)] if who.duty else []
    if now.debts:
        blocks += [gap(), rule(tr("owed"))]
        for debt in now.debts:
            blocks += [
                para(debt.who, "quiet"),
                pair([Run(debt.sum.text, "strong")], [Run("" if debt.next else debt.when, _debt_role(debt))]),
            ]
            blocks += [para(debt.sum.rice, "quiet")] if debt.sum.rice else []
            blocks += (
                [para(tr("called: {text}", text=debt.called.text), "bad", indent=2)] if debt.called is not None else []
            )
            blocks += [para(debt.next, _debt_role(debt), indent=2, hang=2)] if debt.next else []
    blocks += _under_way(now)
    return blocks + (goods(now) + numbers(now) if stock else numbers(now))


def _under_way(now: Status) -> list[Block]:
    """Return papers, parcels and the load."""
    lines: list[Block] = []
    for paper in now.affairs.papers:
        lines.append(pair([Run(paper.name, "quiet")], [Run(paper.text, "warm" if paper.pressing else "")]))
    for what, who, when in now.affairs.parcels:
        lines += [para([Run(what), Run(tr(" with {who}", who=who), "quiet")]), para(when, "quiet", indent=2)]
    lines += [pair([Run(tr("carried"), "quiet")], now.affairs.load)] if now.affairs.load else []
    return [gap(), rule(tr("under way")), *lines] if lines else []


def numbers(now: Status) -> list[Block]:
    """Return the story's own numbers, each with a bar."""
    shown = [n for n in now.numbers if n.high > n.low and n.value != n.low]
    if not shown:
        return []
    lines = [
        pair([Run(n.id.replace("_", " "), "quiet")], [*bar(n.value, n.low, n.high), Run(f"{n.text:>5}", "")])
        for n in shown
    ]
    return [gap(), rule(tr("watched")), *lines]


def goods(now: Status) -> list[Block]:
    """Return what is held."""
    if not now.stock:
        return []
    return [gap(), rule(tr("stock")), *(pair([Run(fit(s.name, 20).rstrip(), "quiet")], s.text) for s in now.stock)]


def whole(now: Status) -> list[Block]:
    """Return the whole status for a page, with what each number means."""
    blocks = [gap(), *column(now)]
    meant = [para([Run(n.id.replace("_", " "), ""), Run(f": {n.means}.", "quiet")], hang=2) for n in now.numbers]
    blocks += [gap(), rule(tr("what is meant")), *meant] if meant else []
    blocks += [
        para([Run(t.who, ""), Run(tr(": {word} ({value} of 100).", word=t.word, value=t.value), "quiet")], hang=2)
        for t in now.trust
    ]
    blocks += [para([Run(p.name, ""), Run(f": {p.text}.", "quiet")], hang=2) for p in now.affairs.posts]
    blocks += [
        para([Run(who, ""), Run(tr(": paid to look away {long}.", long=long), "quiet")], hang=2)
        for who, long in now.affairs.retained
    ]
    lying = [(line.full, line.stores) for line in now.stock if line.stores]
    blocks += [gap(), rule(tr("where it lies"))] if lying else []
    blocks += [
        para([Run(full, ""), Run(": " + ", ".join(f"{amount} {where}" for where, amount in stores), "quiet")], hang=2)
        for full, stores in lying
    ]
    return blocks + [para([Run(tr("It is so that "), "quiet"), Run(flag + ".", "")], hang=2) for flag in now.flags]
