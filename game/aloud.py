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
from game.tongue import later, told, tongue, tr

POINTS = 8
"""How many days of the net worth are read out, the first and the last among them."""

OPEN_GAMES = 100
"""Chapter numbers from which on it is no chapter but an open game."""
HELP = (
    (later("2, b or a choice's id"), later("take that choice")),
    (later("again"), later("say the scene and its choices once more")),
    (later("status"), later("say how things stand: money, food, people, debts, goods")),
    (later("market"), later("say what is bought and sold here, and for how much")),
    ("price rice 5 kg", later("say what that would cost, without buying it; buy rice 5 kg? does the same")),
    ("buy rice 5 kg; sell pork 2 kg", later("trade at the market; sell pork all sells all that lies at home")),
    ("buy 20 dollars; sell dollars all", later("change money where it is dealt in, and deal in coupons")),
    ("buy rice 5 kg hidden", later("deal behind the stalls, where a ceiling holds the price; sell too")),
    ("redeem coupon 2", later("hand coupons in where they are issued")),
    (
        "roads; road 2",
        later("say the ways from here; say all of one: days, cost, papers, posts, prices last seen"),
    ),
    ("carry rice 20 kg; lay rice all", later("load for a journey, and lay down")),
    ("depart 2", later("set out on that way; depart 2? says first what it takes")),
    (later("plan"), later("say what can be set and who does what")),
    ("set price 6.50", later("set one of these, where plans are made")),
    ("assign husband lookout", later("give somebody a duty")),
    (later("book"), later("read the cash book: the last ten entries; book all reads all of it")),
    (later("statement"), later("say what came in, what went, what you own and what you owe")),
    ("codex; codex 2", later("list the entries you have met; read one, by number or name")),
    (later("evidence"), later("say what this scene stands on")),
    (later("log"), later("tell the last deeds again; log all tells the whole play")),
    (later("debrief"), later("say what the play has come to so far")),
    (later("export"), later("write the debrief into two files, for reading and for printing")),
    ("saves; load 2", later("list saved games; go on with one")),
    (later("quit"), later("leave; your place is kept")),
)
"""(what is typed, what it does)."""


def greeting(session: Session) -> Iterator[str]:
    """Yield the title, the content note and how to get help."""
    scenario = session.scenario
    chapter = tr("Chapter {chapter}: ", chapter=scenario.chapter) if 0 < scenario.chapter < OPEN_GAMES else ""
    yield words.sentence(f"{chapter}{scenario.title}" + (f", {scenario.subtitle}" if scenario.subtitle else ""))
    yield from words.paragraphs(scenario.content_note)
    yield from odds(scenario)
    yield tr("This is seed {seed}. Write help for what you can write, quit to leave.", seed=session.world.seed)


def choices(session: Session) -> Iterator[str]:
    """Yield each choice with its number, its costs and its risks, or the reason why it is barred."""
    offered = session.offered()
    for number, offer in enumerate(offered.choices, 1):
        yield f"{number}. {_choice(session, offer)}"
    places = (
        (later("market"), offered.market),
        (later("plan"), offered.plan),
        (later("roads"), session.scene.roads and not session.ended),
    )
    here = [word for word, there in places if there]
    if here:
        yield tr("You can also write: {join}.", join=", ".join(map(tr, [*here, later("status"), later("help")])))


def _choice(session: Session, offer: Offer) -> str:
    if offer.barred:
        return tr("{say} Not possible: {barred}", say=offer.say, barred=told(offer.barred))
    note, costs = board.noted(session, offer)
    parts = [note, tr("costs {costs}", costs=words.listed(costs)) if costs else ""]
    parts += [tr("risk: {what}, {chance}", what=risk.what, chance=words.chance(risk.chance)) for risk in offer.risks]
    aside = "; ".join(part for part in parts if part)
    return f"{offer.say} ({aside})" if aside else offer.say


def prices(session: Session) -> Iterator[str]:
    """Yield what the market here deals in, a line each."""
    turn, place = session.view(), session.scenario.markets.get(session.offered().market)
    if place is None:
        yield tr("There is no market here.")
        return
    for row in board.rows(session):
        now = board.price(turn, place, row.of)
        if now is None:
            yield tr("{name} ({of}): nobody can say a price today.", name=words.capital(row.name), of=row.of)
            continue
        money = session.scenario.currencies[now.currency]
        ask = tr("buying costs {money} a {unit}", money=words.money(now.ask, money), unit=row.unit)
        bid = tr("selling brings {money}", money=words.money(now.bid, money)) if now.bid else tr("not bought back")
        where = {"home": tr(" at home"), "load": tr(" loaded")}.get(place.store, "") if row.sort == board.GOODS else ""
        held = board.held(turn, place, row.of)
        have = tr(
            "you have {board}{where}",
            board=board.quantity(turn, place, row.of, held) if held else tr("none"),
            where=where,
        )
        more = [row.scarce or tr("today up to {quantity}", quantity=board.quantity(turn, place, row.of, now.available))]
        more += (
            [tr("{value} {abs} % in a week", value=tr("up") if row.change > 0 else tr("down"), abs=abs(row.change))]
            if row.change
            else []
        )
        more += (
            [tr("behind the stalls {hidden} {plural}", hidden=row.hidden, plural=money.plural)] if row.hidden else []
        )
        more += [tr("patrols take it")] if row.seized else []
        yield f"{words.capital(row.name)} ({row.of}): {ask}, {bid}; {have}; {'; '.join(more)}."


def course(session: Session, of: str) -> Iterator[str]:
    """Yield between which prices something stood over the last days, as far as anybody knows: the chart in words."""
    row = next(row for row in board.rows(session) if row.of == of)
    if len(row.history) > 2:
        money = session.scenario.currencies[row.money or session.scenario.money]
        low, high, now = (words.about(one, money) for one in (min(row.history), max(row.history), row.history[-1]))
        yield tr(
            "Over {days} the middle price stood between {low} and {high}; today {now}.",
            days=words.days(len(row.history)),
            low=low,
            high=high,
            now=now,
        )


def order(session: Session, action: deals.Deal) -> str:
    """Return what a deal would do, in a few sentences."""
    how = orders.how_of(action)
    name = action.coupon if isinstance(action, Redeem) else action.good
    ticket = orders.ticket(session, name, action.amount, how)
    if ticket.refused:
        return ticket.refused
    what = words.capital(affairs.thing(session.scenario, name, action.amount))
    if how == orders.REDEEM:
        return tr("{what} would bring {sum}.", what=what, sum=ticket.sum)
    rice = f" ({ticket.rice})" if ticket.rice and name != session.scenario.yardstick else ""
    what = tr("{what} behind the stalls", what=what) if "hidden" in how else what
    pattern = later("{what} would bring {sum}, {each}.")
    if how in orders.BUYING:
        pattern = later("{what} would cost {sum}, {each}.")
    told = tr(pattern, what=what, sum=f"{ticket.sum}{rice}", each=ticket.each)
    told += "".join(tr(" {who} would take {part}.", who=words.capital(who), part=part) for who, part in ticket.shares)
    told += tr(" You would have {cash} and {held}.", cash=ticket.cash, held=ticket.held)
    told += tr(" Against what it cost you: {gain}.", gain=ticket.gain) if ticket.gain else ""
    told += tr(" The price would go from {price}.", price=ticket.price) if ticket.price != "unchanged" else ""
    risky = how in orders.BUYING or "hidden" in how
    return told + (f" {ticket.risk}" if ticket.risk and risky else "")


def freight(session: Session) -> Iterator[str]:
    """Yield what lies here and what is loaded, and what may be brought from here."""
    now = freights.Loading(session)
    for name, whole in now.all.items():
        good, taken = session.scenario.goods[name], now.wanted[name]
        lies = words.quantity(whole - taken, good) if whole > taken else tr("none")
        there = words.quantity(taken, good) if taken else tr("none")
        marks = f" ({signs})" if (signs := freights.signs(good)) else ""
        yield tr(
            "{name} ({name2}): {lies} here, {there} loaded{marks}.",
            name=words.capital(good.name),
            name2=name,
            lies=lies,
            there=there,
            marks=marks,
        )
    for limit in now.limits():
        over = tr("; too much") if limit.over else ""
        yield f"{words.capital(words.going(limit.way))}: {limit.text}{over}{tr('; it smells') if limit.smells else ''}."


def roads(session: Session) -> Iterator[str]:
    """Yield the ways from here, numbered."""
    found = trips.ways(session)
    if not found:
        yield tr("No journey begins here.")
    for number, way in enumerate(found, 1):
        shut = tr(" Not possible now: {refused}", refused=way.refused) if way.refused else ""
        yield tr(
            "{number}. To {place} ({route}), {going}: {days}, {cost}.{shut}",
            number=number,
            place=way.place,
            route=way.route,
            going=words.going(way.mode),
            days=way.days,
            cost=way.cost,
            shut=shut,
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
            yield tr(
                "{name} ({id}): {who}. May do: {join}.",
                name=words.capital(who.name),
                id=who.id,
                who=who.duty or tr("nothing yet"),
                join=", ".join(duties),
            )
    if not session.offered().plan:
        yield tr("Nothing of this can be changed in this scene.")


def codex(session: Session) -> Iterator[str]:
    """Yield the entries that are open, numbered."""
    known = [session.scenario.codex[name] for name in session.world.known if name in session.scenario.codex]
    for number, entry in enumerate(known, 1):
        yield f"{number}. {entry.title} ({entry.id})"
    left = len(session.scenario.codex) - len(known)
    if left:
        yield tr(
            "{words} will open as you meet them.",
            words=words.count(left, "more entry") if left == 1 else tr("{left} more entries", left=left),
        )


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
        yield tr("Nothing is cited for this scene.")


def source(found: Source) -> str:
    """Return a source in a sentence, its grade first."""
    where = f" ({found.document})" if found.document else ""
    return words.sentence(f"{words.capital(tr(found.grade))}: {found.statement.rstrip('.')}{where}")


def slot(number: int, saved: Slot) -> str:
    """Return a saved game as a line of a list."""
    if saved.damaged:
        return f"{number}. {saved.damaged}"
    state = tr("ended") if saved.ended else tr("at {scene}", scene=f"{saved.scene!r}")
    return tr(
        "{number}. {title}: day {day} of {of_days}, {date}, {state}; seed {seed}.",
        number=number,
        title=saved.title,
        day=saved.day,
        of_days=saved.of_days,
        date=saved.date,
        state=state,
        seed=saved.seed,
    )


# ---- the debrief ----------------------------------------------------------------------------------------------------


def book(found: Debrief, last: int | None = None) -> Iterator[str]:
    """Yield the cash book, oldest first; `last` entries of it where a number is given."""
    lines = found.cash_book if last is None else found.cash_book[-last:]
    if not lines:
        yield tr("The cash book is empty.")
    if len(lines) < len(found.cash_book):
        yield tr(
            "The last {lines} of {cash_book} entries; book all reads all of them.",
            lines=len(lines),
            cash_book=len(found.cash_book),
        )
    for line in lines:
        moved = tr("in {income}", income=line.income) if line.income else tr("out {outgo}", outgo=line.outgo)
        yield tr(
            "{date}: {what}, {moved}; then {balance}.",
            date=line.date,
            what=line.what,
            moved=moved,
            balance=line.balance,
        )


def statement(found: Statement) -> Iterator[str]:
    """Yield a statement: what there was, what came in and went, what is owned and owed."""
    yield f"{_sum(found.opening)}."
    for head, lines in (
        (tr("Came in"), found.income),
        (tr("Went"), found.expenses),
        (tr("Owned"), found.owned),
        (tr("Owed"), found.owed),
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
    foreign = tr(", other money at each day's rate") if len(found.statements) > 1 else ""
    yield tr("What you owned less what you owed, goods at what they cost{foreign}:", foreign=foreign)
    for index in picked:
        yield tr(
            "Day {day}, {date}: {worth}.", day=days[index].day, date=days[index].date, worth=_worth(found, days[index])
        )
    low, high = min(days, key=lambda w: w.money), max(days, key=lambda w: w.money)
    if low.money == high.money:
        return
    yield tr(
        "Most on day {day}: {worth}. Least on day {day2}: {worth2}.",
        day=high.day,
        worth=_worth(found, high),
        day2=low.day,
        worth2=_worth(found, low),
    )


def _worth(found: Debrief, day: Worth) -> str:
    money = tongue().sum(plain(day.money, found.minor), found.money)
    rice = words.digits((day.rice or 0) // 100, found.yard_parts // 100 or 1)
    return (
        money
        if day.rice is None
        else tr("{money}, {number} {yardstick}", money=money, number=rice, yardstick=found.yardstick)
    )


def debrief(found: Debrief) -> Iterator[str]:
    """Yield the whole debrief; an empty line goes before each part."""
    yield ""
    yield tr("What happened")
    for one in found.statements:
        if len(found.statements) > 1:
            yield tr("In {money}:", money=one.money)
        yield from statement(one)
    yield from worth(found)
    if found.decisions:
        yield ""
        yield tr("What you decided")
        for decision in found.decisions:
            times = tr(" ({times} times)", times=decision.times) if decision.times > 1 else ""
            yield tr(
                "Day {day}, {scene}: {rstrip}{times}.",
                day=decision.day,
                scene=decision.scene,
                rstrip=decision.say.rstrip("."),
                times=times,
            )
    if found.witness:
        yield ""
        yield tr("What the witness lived")
        for lived in found.witness:
            yield " ".join(words.paragraphs(lived.text))
            yield from (f"  {source(one)}" for one in lived.sources)
    if found.questions:
        yield ""
        yield tr("To talk about")
        yield from (f"{number}. {question}" for number, question in enumerate(found.questions, 1))


def help_lines() -> Iterator[str]:
    """Yield what can be typed."""
    yield tr("You can write:")
    yield from (f"{tr(typed)}: {tr(does)}." for typed, does in HELP)


def heading(now: Status) -> str:
    """Return the line that stands under a scene's title."""
    sums = [f"{sum.text} ({sum.rice})" if sum.rice and sum.amount else sum.text for sum in now.cash]
    food = tr("; {food} at home", food=now.food) if now.food else ""
    return tr("{day_line}. Money: {sums}{food}.", day_line=now.day_line, sums=words.listed(sums), food=food)
