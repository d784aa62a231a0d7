"""Aloud: everything the plain player says, as lines of text without boxes, colours or columns."""

from collections.abc import Iterator

from engine import market
from engine.offers import Offer
from engine.session import Session
from game import board, words
from game.books import Statement, Worth
from game.debrief import Debrief, Source, sources
from game.published import odds
from game.saves import Slot
from game.status import Status, status

POINTS = 8
"""How many days of the net worth are read out, the first and the last among them."""

HELP = (
    ("2, b or a choice's id", "take that choice"),
    ("again", "say the scene and its choices once more"),
    ("status", "say how things stand: money, food, people, debts, goods"),
    ("market", "say what is bought and sold here, and for how much"),
    ("price rice 5 kg", "say what that would cost, without buying it; also: buy rice 5 kg?"),
    ("buy rice 5 kg; sell pork 2 kg", "trade at the market; sell pork all sells all that lies at home"),
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
    chapter = f"Chapter {scenario.chapter}: " if scenario.chapter else ""
    yield words.sentence(f"{chapter}{scenario.title}" + (f", {scenario.subtitle}" if scenario.subtitle else ""))
    yield from words.paragraphs(scenario.content_note)
    yield from odds(scenario)
    yield f"This is seed {session.world.seed}. Write help for what you can write, quit to leave."


def choices(session: Session) -> Iterator[str]:
    """Yield each choice with its number, its costs and its risks, or the reason why it is barred."""
    offered = session.offered()
    for number, offer in enumerate(offered.choices, 1):
        yield f"{number}. {_choice(session, offer)}"
    here = [word for word, there in (("market", offered.market), ("plan", offered.plan)) if there]
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
    """Yield the goods of the market here, a line each."""
    turn, place = session.view(), session.scenario.markets.get(session.offered().market)
    if place is None:
        yield "There is no market here."
        return
    currency = session.scenario.currencies[session.scenario.money]
    for name in place.quotes:
        good, now = session.scenario.goods[name], market.price(turn, place, name)
        ask, bid = words.price(now.ask, currency, good), words.money(now.bid, currency)
        held = turn.held(name, "home")
        yield (
            f"{words.capital(good.name)} ({name}): buying costs {ask}, selling brings {bid}; "
            f"you have {words.quantity(held, good) if held else 'none'} at home; "
            f"today up to {words.quantity(now.available, good)}{'; patrols take it' if good.seized else ''}."
        )


def order(session: Session, good: str, amount: int, buying: bool) -> str:
    """Return what a purchase or sale would do, in a sentence or two."""
    ticket = board.ticket(session, good, amount, buying)
    if ticket.refused:
        return ticket.refused
    rule = session.scenario.goods[good]
    rice = f" ({ticket.rice})" if ticket.rice and good != session.scenario.yardstick else ""
    verb = "would cost" if buying else "would bring"
    gain = f" Against what it cost you: {ticket.gain}." if ticket.gain else ""
    price = f" The price would go from {ticket.price}." if ticket.price != "unchanged" else ""
    risk = f" {ticket.risk}" if ticket.risk and buying else ""
    return (
        f"{words.capital(words.goods(amount, rule))} {verb} {ticket.sum}{rice}, {ticket.each}. "
        f"You would have {ticket.cash} and {ticket.held}.{gain}{price}{risk}"
    )


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
    yield "What you owned less what you owed, goods at what they cost:"
    for index in picked:
        yield f"Day {days[index].day}, {days[index].date}: {_worth(found, days[index])}."
    low, high = min(days, key=lambda w: w.money), max(days, key=lambda w: w.money)
    if low.money == high.money:
        return
    yield f"Most on day {high.day}: {_worth(found, high)}. Least on day {low.day}: {_worth(found, low)}."


def _worth(found: Debrief, day: Worth) -> str:
    money = f"{words.digits(day.money, found.minor)} {found.money}"
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
    cash = now.cash[0]
    food = f"; {now.food} at home" if now.food else ""
    return f"{now.day_line}. Money: {cash.text}{f' ({cash.rice})' if cash.rice and cash.amount else ''}{food}."
