"""Aloud: everything the plain player says, as lines of text without boxes, colours or columns."""

from collections.abc import Iterator

from engine import deals
from engine.actions import Redeem
from engine.money import plain
from engine.offers import Offer
from engine.session import Session
from game import affairs, board, freights, orders, trips, words
from game.books import Statement, Worth
from game.debrief import Debrief, Source, sources
from game.published import odds
from game.saves import Slot
from game.status import Status, status

POINTS = 8
"""How many days of the net worth are read out, the first and the last among them."""

OPEN_GAMES = 100
"""Chapter numbers from which on it is no chapter but an open game."""
HELP = (
    ("2, b or a choice's id", "take that choice"),
    ("again", "say the scene and its choices once more"),
    ("status", "say how things stand: money, food, people, debts, goods"),
    ("market", "say what is bought and sold here, and for how much"),
    ("price rice 5 kg", "say what that would cost, without buying it; buy rice 5 kg? does the same"),
    ("buy rice 5 kg; sell pork 2 kg", "trade at the market; sell pork all sells all that lies at home"),
    ("buy 20 dollars; sell dollars all", "change money where it is dealt in, and deal in coupons"),
    ("buy rice 5 kg hidden", "deal behind the stalls, where a ceiling holds the price; sell too"),
    ("redeem coupon 2", "hand coupons in where they are issued"),
    ("roads; road 2", "say what ways lead from here; say all of one: days, cost, papers, posts, prices last seen"),
    ("carry rice 20 kg; lay rice all", "load for a journey, and lay down"),
    ("depart 2", "set out on that way; depart 2? says first what it takes"),
    ("plan", "say what can be set and who does what"),
    ("set price 6.50", "set one of these, where plans are made"),
    ("assign husband lookout", "give somebody a duty"),
    ("book", "read the cash book: the last ten entries; book all reads all of it"),
    ("statement", "say what came in, what went, what you own and what you owe"),
    ("codex; codex 2", "list the entries you have met; read one, by number or name"),
    ("evidence", "say what this scene stands on"),
    ("log", "tell the last deeds again; log all tells the whole play"),
    ("debrief", "say what the play has come to so far"),
    ("export", "write the debrief into two files, for reading and for printing"),
    ("saves; load 2", "list saved games; go on with one"),
    ("quit", "leave; your place is kept"),
)
"""(what is typed, what it does)."""


def greeting(session: Session) -> Iterator[str]:
    """Yield the title, the content note and how to get help."""
    scenario = session.scenario
    chapter = f"Chapter {scenario.chapter}: " if 0 < scenario.chapter < OPEN_GAMES else ""
    yield words.sentence(f"{chapter}{scenario.title}" + (f", {scenario.subtitle}" if scenario.subtitle else ""))
    yield from words.paragraphs(scenario.content_note)
    yield from odds(scenario)
    yield f"This is seed {session.world.seed}. Write help for what you can write, quit to leave."


def choices(session: Session) -> Iterator[str]:
    """Yield each choice with its number, its costs and its risks, or the reason why it is barred."""
    offered = session.offered()
    for number, offer in enumerate(offered.choices, 1):
        yield f"{number}. {_choice(session, offer)}"
    places = (("market", offered.market), ("plan", offered.plan), ("roads", session.scene.roads and not session.ended))
    here = [word for word, there in places if there]
    if here:
        yield f"You can also write: {', '.join([*here, 'status', 'help'])}."


def _choice(session: Session, offer: Offer) -> str:
    if offer.barred:
        return f"{offer.say} Not possible: {offer.barred}"
    note, costs = board.noted(session, offer)
    parts = [note, f"costs {words.listed(costs)}" if costs else ""]
    parts += [f"risk: {risk.what}, {words.chance(risk.chance)}" for risk in offer.risks]
    aside = "; ".join(part for part in parts if part)
    return f"{offer.say} ({aside})" if aside else offer.say


def prices(session: Session) -> Iterator[str]:
    """Yield what the market here deals in, a line each."""
    turn, place = session.view(), session.scenario.markets.get(session.offered().market)
    if place is None:
        yield "There is no market here."
        return
    for row in board.rows(session):
        now = board.price(turn, place, row.of)
        if now is None:
            yield f"{words.capital(row.name)} ({row.of}): nobody can say a price today."
            continue
        money = session.scenario.currencies[now.currency]
        ask = f"buying costs {words.money(now.ask, money)} a {row.unit}"
        bid = f"selling brings {words.money(now.bid, money)}" if now.bid else "not bought back"
        where = {"home": " at home", "load": " loaded"}.get(place.store, "") if row.sort == board.GOODS else ""
        held = board.held(turn, place, row.of)
        have = f"you have {board.quantity(turn, place, row.of, held) if held else 'none'}{where}"
        more = [row.scarce or f"today up to {board.quantity(turn, place, row.of, now.available)}"]
        more += [f"{'up' if row.change > 0 else 'down'} {abs(row.change)} % in a week"] if row.change else []
        more += [f"behind the stalls {row.hidden} {money.plural}"] if row.hidden else []
        more += ["patrols take it"] if row.seized else []
        yield f"{words.capital(row.name)} ({row.of}): {ask}, {bid}; {have}; {'; '.join(more)}."


def course(session: Session, of: str) -> Iterator[str]:
    """Yield between which prices something stood over the last days, as far as anybody knows: the chart in words."""
    row = next(row for row in board.rows(session) if row.of == of)
    if len(row.history) > 2:
        money = session.scenario.currencies[row.money or session.scenario.money]
        low, high, now = (words.about(one, money) for one in (min(row.history), max(row.history), row.history[-1]))
        yield f"Over {words.days(len(row.history))} the middle price stood between {low} and {high}; today {now}."


def order(session: Session, action: deals.Deal) -> str:
    """Return what a deal would do, in a few sentences."""
    how = orders.how_of(action)
    name = action.coupon if isinstance(action, Redeem) else action.good
    ticket = orders.ticket(session, name, action.amount, how)
    if ticket.refused:
        return ticket.refused
    what = words.capital(affairs.thing(session.scenario, name, action.amount))
    if how == orders.REDEEM:
        return f"{what} would bring {ticket.sum}."
    rice = f" ({ticket.rice})" if ticket.rice and name != session.scenario.yardstick else ""
    verb = "would cost" if how in orders.BUYING else "would bring"
    told = f"{what}{' behind the stalls' if 'hidden' in how else ''} {verb} {ticket.sum}{rice}, {ticket.each}."
    told += "".join(f" {words.capital(who)} would take {part}." for who, part in ticket.shares)
    told += f" You would have {ticket.cash} and {ticket.held}."
    told += f" Against what it cost you: {ticket.gain}." if ticket.gain else ""
    told += f" The price would go from {ticket.price}." if ticket.price != "unchanged" else ""
    risky = how in orders.BUYING or "hidden" in how
    return told + (f" {ticket.risk}" if ticket.risk and risky else "")


def freight(session: Session) -> Iterator[str]:
    """Yield what lies here and what is loaded, and what may be brought from here."""
    now = freights.Loading(session)
    for name, whole in now.all.items():
        good, taken = session.scenario.goods[name], now.wanted[name]
        lies = words.quantity(whole - taken, good) if whole > taken else "none"
        there = words.quantity(taken, good) if taken else "none"
        marks = f" ({signs})" if (signs := freights.signs(good)) else ""
        yield f"{words.capital(good.name)} ({name}): {lies} here, {there} loaded{marks}."
    for limit in now.limits():
        over = "; too much" if limit.over else ""
        yield f"{words.capital(words.going(limit.way))}: {limit.text}{over}{'; it smells' if limit.smells else ''}."


def roads(session: Session) -> Iterator[str]:
    """Yield the ways from here, numbered."""
    found = trips.ways(session)
    if not found:
        yield "No journey begins here."
    for number, way in enumerate(found, 1):
        shut = f" Not possible now: {way.refused}" if way.refused else ""
        yield f"{number}. To {way.place} ({way.route}), {words.going(way.mode)}: {way.days}, {way.cost}.{shut}"


def plan(session: Session) -> Iterator[str]:
    """Yield what can be set, and who does what and may do what."""
    now, scenario = status(session), session.scenario
    for dial in now.dials:
        told = f"{words.capital(dial.name)} ({dial.id}): {dial.text}; {dial.range}."
        yield f"{told} {dial.help}" if dial.help else told
    for who in now.people:
        duties = [f"{d.id} ({d.name})" for d in scenario.duties.values() if who.id in d.who]
        if duties:
            yield f"{words.capital(who.name)} ({who.id}): {who.duty or 'nothing yet'}. May do: {', '.join(duties)}."
    if not session.offered().plan:
        yield "Nothing of this can be changed in this scene."


def codex(session: Session) -> Iterator[str]:
    """Yield the entries that are open, numbered."""
    known = [session.scenario.codex[name] for name in session.world.known if name in session.scenario.codex]
    for number, entry in enumerate(known, 1):
        yield f"{number}. {entry.title} ({entry.id})"
    left = len(session.scenario.codex) - len(known)
    if left:
        yield f"{words.count(left, 'more entry') if left == 1 else f'{left} more entries'} will open as you meet them."


def entry(session: Session, name: str) -> Iterator[str]:
    """Yield an entry of the codex with what it stands on."""
    found = session.scenario.codex[name]
    yield words.sentence(found.title)
    yield from words.paragraphs(found.text)
    yield from map(source, sources(session.scenario, found.cited.claims, found.cited.invented))


def evidence(session: Session) -> Iterator[str]:
    """Yield what the scene stands on."""
    cited = session.scene.cited
    found = sources(session.scenario, cited.claims, cited.invented)
    yield from map(source, found)
    if not found:
        yield "Nothing is cited for this scene."


def source(found: Source) -> str:
    """Return a source in a sentence, its grade first."""
    where = f" ({found.document})" if found.document else ""
    return words.sentence(f"{words.capital(found.grade)}: {found.statement.rstrip('.')}{where}")


def slot(number: int, saved: Slot) -> str:
    """Return a saved game as a line of a list."""
    if saved.damaged:
        return f"{number}. {saved.damaged}"
    state = "ended" if saved.ended else f"at {saved.scene!r}"
    return f"{number}. {saved.title}: day {saved.day} of {saved.of_days}, {saved.date}, {state}; seed {saved.seed}."


# ---- the debrief ----------------------------------------------------------------------------------------------------


def book(found: Debrief, last: int | None = None) -> Iterator[str]:
    """Yield the cash book, oldest first; `last` entries of it where a number is given."""
    lines = found.cash_book if last is None else found.cash_book[-last:]
    if not lines:
        yield "The cash book is empty."
    if len(lines) < len(found.cash_book):
        yield f"The last {len(lines)} of {len(found.cash_book)} entries; book all reads all of them."
    for line in lines:
        moved = f"in {line.income}" if line.income else f"out {line.outgo}"
        yield f"{line.date}: {line.what}, {moved}; then {line.balance}."


def statement(found: Statement) -> Iterator[str]:
    """Yield a statement: what there was, what came in and went, what is owned and owed."""
    yield f"{_sum(found.opening)}."
    for head, lines in (
        ("Came in", found.income),
        ("Went", found.expenses),
        ("Owned", found.owned),
        ("Owed", found.owed),
    ):
        if lines:
            yield f"{head}: {'; '.join(f'{line.name} {line.text}' for line in lines)}."
    yield f"{_sum(found.result)}. {_sum(found.worth)}."


def _sum(line: object) -> str:
    name, text, rice = (str(getattr(line, field)) for field in ("name", "text", "rice"))
    return f"{name}: {text}" + (f" ({rice})" if rice else "")


def worth(found: Debrief) -> Iterator[str]:
    """Yield the net worth on a few days: a picture in words."""
    days = found.worth
    if not days:
        return
    last = len(days) - 1
    picked = sorted({round(i * last / (POINTS - 1)) for i in range(POINTS)})
    foreign = ", other money at each day's rate" if len(found.statements) > 1 else ""
    yield f"What you owned less what you owed, goods at what they cost{foreign}:"
    for index in picked:
        yield f"Day {days[index].day}, {days[index].date}: {_worth(found, days[index])}."
    low, high = min(days, key=lambda w: w.money), max(days, key=lambda w: w.money)
    if low.money == high.money:
        return
    yield f"Most on day {high.day}: {_worth(found, high)}. Least on day {low.day}: {_worth(found, low)}."


def _worth(found: Debrief, day: Worth) -> str:
    money = f"{plain(day.money, found.minor)} {found.money}"
    return (
        money
        if day.rice is None
        else f"{money}, {words.digits(day.rice // 100, found.yard_parts // 100 or 1)} {found.yardstick}"
    )


def debrief(found: Debrief) -> Iterator[str]:
    """Yield the whole debrief; an empty line goes before each part."""
    yield ""
    yield "What happened"
    for one in found.statements:
        if len(found.statements) > 1:
            yield f"In {one.money}:"
        yield from statement(one)
    yield from worth(found)
    if found.decisions:
        yield ""
        yield "What you decided"
        for decision in found.decisions:
            times = f" ({decision.times} times)" if decision.times > 1 else ""
            yield f"Day {decision.day}, {decision.scene}: {decision.say.rstrip('.')}{times}."
    if found.witness:
        yield ""
        yield "What the witness lived"
        for lived in found.witness:
            yield " ".join(words.paragraphs(lived.text))
            yield from (f"  {source(one)}" for one in lived.sources)
    if found.questions:
        yield ""
        yield "To talk about"
        yield from (f"{number}. {question}" for number, question in enumerate(found.questions, 1))


def help_lines() -> Iterator[str]:
    """Yield what can be typed."""
    yield "You can write:"
    yield from (f"{typed}: {does}." for typed, does in HELP)


def heading(now: Status) -> str:
    """Return the line that stands under a scene's title."""
    sums = [f"{sum.text} ({sum.rice})" if sum.rice and sum.amount else sum.text for sum in now.cash]
    food = f"; {now.food} at home" if now.food else ""
    return f"{now.day_line}. Money: {words.listed(sums)}{food}."
