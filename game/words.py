"""Words: how sums, goods, days and chances are written for people; the one place for every format."""

from collections.abc import Iterable, Sequence

from engine import household, names, rates
from engine.goods import Good
from engine.kinds import Kind
from engine.market import market_of
from engine.money import Currency
from engine.said import booked
from engine.scenario import Dial, Scenario
from engine.session import Session
from engine.turn import Turn, plain
from game.tongue import later, tongue, tr
from story.tongue import ENGLISH, SMALL

WEEKDAYS = (
    later("Mon"), later("Tue"), later("Wed"), later("Thu"), later("Fri"), later("Sat"), later("Sun"),
)  # fmt: skip
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

# ---- sums -----------------------------------------------------------------------------------------------------------


def money(amount: int, currency: Currency) -> str:
    """Return a sum of smallest parts as `12.50 won`."""
    name = currency.name if abs(amount) == currency.minor else currency.plural
    return tongue().sum(plain(amount, currency.minor), name)


def about(amount: int, currency: Currency) -> str:
    """Return a sum as it is remembered: from a thousand on without smallest parts."""
    minor = currency.minor
    return money(amount if abs(amount) < 1000 * minor else (amount + minor // 2) // minor * minor, currency)


def signed(amount: int, currency: Currency) -> str:
    """Return a change of a sum as `+12.50 won` or `-3 won`."""
    return ("+" if amount > 0 else "") + money(amount, currency)


def rice(session: Session, amount: int) -> str:
    """Return what a sum is worth today in the chapter's yardstick: `1.2 kg of rice`; empty where it has none."""
    return in_rice(session.view(), amount)


def in_rice(turn: Turn, amount: int) -> str:
    """Do as `rice` does, for who holds a view already."""
    good = turn.scenario.goods.get(turn.scenario.yardstick)
    if good is None or not names.yardstick_price(turn):
        return ""
    return yardstick(names.in_yardstick(turn, amount), good)


def yardstick(amount: int, good: Good) -> str:
    """Return an amount of the yardstick good, rounded as people say it: `80 g of rice`, `1.2 kg of rice`."""
    parts = good.parts
    if parts > 1 and abs(amount) >= parts // 10:
        step = parts // 10 if abs(amount) < 100 * parts else parts
        amount = (abs(amount) + step // 2) // step * step * (1 if amount >= 0 else -1)
    return goods(amount, good)


def worth(turn: Turn, amount: int, currency: str, day: int = 0) -> int:
    """Return a sum in the chapter's money at the middle rate of a day, today unless said; 0: no rate."""
    return rates.value(turn, amount, currency, market_of(turn), day)


def sum_and_rice(turn: Turn, amount: int, currency: Currency) -> str:
    """Return a sum with its worth in rice in brackets: `61 won (6.1 kg of rice)`."""
    other = in_rice(turn, worth(turn, amount, currency.id)) if amount else ""
    return f"{money(amount, currency)} ({other})" if other else money(amount, currency)


# ---- goods ----------------------------------------------------------------------------------------------------------


def quantity(amount: int, good: Good) -> str:
    """Return an amount in smallest parts as `2.5 kg`, `80 g` or `3 packs`."""
    if good.parts == 1:
        return count(amount, good.counted)
    if amount and abs(amount) < good.parts:
        return tongue().measure(f"{amount}", SMALL[good.unit])
    # To ten grams: what a market scale shows.
    return tongue().measure(f"{'-' if amount < 0 else ''}{digits(abs(amount) // 10, good.parts // 10)}", good.unit)


def mass(grams: int) -> str:
    """Return a weight as `12.5 kg` or `80 g`."""
    return quantity(grams, Good("", "", "kg"))


def goods(amount: int, good: Good) -> str:
    """Return an amount with the good's name: `2.5 kg of rice`, `3 packs of Chinese cigarettes`, `the wool coat`."""
    if good.parts == 1:
        bare, several = good.name.removeprefix("the "), names.plural(good.unit)
        if tongue() is not ENGLISH:
            return tr("{quantity} of {good}", quantity=quantity(amount, good), good=good.name)
        if good.unit and several != good.unit and bare.endswith(several):
            # Named by its plural: `294 ducklings`, not `294 ducklings of ducklings`.
            return count(amount, bare.removesuffix(several) + good.unit)
        if bare != good.name and amount == 1:
            return good.name
        if bare.endswith(good.unit):
            return count(amount, bare)
    return tr("{quantity} of {good}", quantity=quantity(amount, good), good=good.name)


def price(amount: int, currency: Currency, good: Good) -> str:
    """Return the price of a unit: `10.50 won a kg`."""
    return tr("{money} a {unit}", money=money(amount, currency), unit=tongue().unit(good.counted))


def count(number: int, thing: str) -> str:
    """Return `1 bowl of soup`, `3 bowls of soup`."""
    return tongue().count(f"{number:,}", tr(thing), abs(number) == 1)


def plural(thing: str) -> str:
    """Return the plural of a counted thing: `bowls of soup`."""
    return tongue().several(tr(thing))


def digits(amount: int, parts: int) -> str:
    """Return smallest parts in units without idle zeros: 2500 of 1000 is `2.5`."""
    text = plain(amount, parts)
    return text.rstrip("0").rstrip(".") if "." in text else text


def value(scenario: Scenario, name: str, amount: int) -> str:
    """Return the value of a number, dial or other name as its kind is written."""
    dial = scenario.dials.get(name)
    if dial is not None:
        return of_kind(scenario, Kind(*dial.kind), amount)
    symbol = scenario.scope.symbols.get(name)
    return of_kind(scenario, symbol.kind, amount) if symbol is not None else str(amount)


def of_kind(scenario: Scenario, kind: Kind, amount: int) -> str:
    """Return an amount of a kind: money, goods, days, a share or a plain number."""
    if kind.what == "money" and kind.of in scenario.currencies:
        return money(amount, scenario.currencies[kind.of])
    if kind.what == "goods":
        return quantity(amount, Good("", "", kind.of, counter=scenario.words.get(kind.of, "")))
    if kind.what == "days":
        return days(amount)
    if kind.what == "share":
        return f"{amount} %"
    return f"{amount:,}"


def dial_range(scenario: Scenario, dial: Dial) -> str:
    """Return what a dial may be set to: `from 3 won to 12 won, in steps of 0.50 won`."""
    low, high, step = (value(scenario, dial.id, amount) for amount in (dial.low, dial.high, dial.step))
    return tr("from {low} to {high}, in steps of {step}", low=low, high=high, step=step)


# ---- days -----------------------------------------------------------------------------------------------------------


def date(session: Session, day: int) -> str:
    """Return a day's date as `Mon 23 January 1995`."""
    when = session.scenario.date_of(day)
    return tr("{weekday} {date} {year}", weekday=tr(WEEKDAYS[when.weekday()]), date=tongue().date(when), year=when.year)


def short_date(session: Session, day: int) -> str:
    """Return a day's date as `23 January`."""
    return tongue().date(session.scenario.date_of(day))


def span(session: Session, first: int, last: int) -> str:
    """Return a stretch of days as `24 to 27 January` or `30 January to 2 February`."""
    start, end = session.scenario.date_of(first), session.scenario.date_of(last)
    if first == last:
        return tongue().date(end)
    first_said, last_said = tongue().span(start, end)
    return tr("{first} to {last}", first=first_said, last=last_said)


def days(number: int) -> str:
    """Return `1 day` or `4 days`."""
    return tongue().days(number)


def spelled(number: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    in_words = 0 <= number < len(NUMBERS) and tongue() is ENGLISH
    return NUMBERS[number] if in_words else f"{number:,}"


def food(session: Session) -> str:
    """Return how long the food at home will last: `food for 4.5 days`; empty where nobody has to eat."""
    return food_for(household.food_days(session.view()))


def food_for(tenths: int) -> str:
    """Return tenths of a day of food as `food for 4.5 days`; from ten days on in whole days."""
    if tenths >= 9990:
        return ""
    if tenths <= 0:
        return tr("no food")
    if tenths >= 100:
        return tr("food for {days}", days=days(tenths // 10))
    if tenths == 10:
        return tr("food for {days}", days=days(1))
    return tr("food for {number} days", number=digits(tenths, 10))


# ---- chances and lists ----------------------------------------------------------------------------------------------


def chance(share: float) -> str:
    """Return a chance of 0-1 as people say it: `about 3 in 10`."""
    if share >= 1:
        return tr("certain")
    if share >= 0.95:
        return tr("nearly certain")
    if share < 0.005:
        return tr("less than 1 in 100")
    if share < 0.05:
        return tr("about 1 in {number}", number=20 if share >= 0.035 else 40 if share >= 0.02 else 100)
    return tr("about {number} in 10", number=round(share * 10) or 1)


def in_cases(share: float) -> str:
    """Return a chance of 0-1 as an adverb: `in about 3 of 10 cases`."""
    if share >= 1:
        return tr("always")
    if share >= 0.95:
        return tr("nearly always")
    if share < 0.005:
        return tr("in less than 1 of 100 cases")
    if share < 0.05:
        return tr("in about 1 of {number} cases", number=20 if share >= 0.035 else 40 if share >= 0.02 else 100)
    return tr("in about {number} of 10 cases", number=round(share * 10) or 1)


def listed(things: Iterable[str], joint: str = "and") -> str:
    """Return things as `a, b and c`."""
    all_of_them: Sequence[str] = [thing for thing in things if thing]
    if len(all_of_them) < 2:
        return "".join(all_of_them)
    return tr(
        "{several} or {last}" if joint == "or" else "{several} and {last}",
        several=", ".join(all_of_them[:-1]), last=all_of_them[-1],
    )  # fmt: skip


def going(mode: str) -> str:
    """Return by what somebody goes: `on foot`, `by boat`, `on the train`."""
    return mode if booked(mode).startswith(("on ", "by ", "in ")) else tr("on {mode}", mode=mode)


def at_place(name: str) -> str:
    """Return where one is: `in Hamheung`, `at the coast`."""
    return tr("at {place}", place=name) if booked(name).startswith("the ") else tr("in {place}", place=name)


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, a full stop last."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…", '"', ":")) else ".")


def capital(text: str) -> str:
    """Return a text with a capital first."""
    return text[:1].upper() + text[1:]


def paragraphs(text: str) -> list[str]:
    """Return a text's paragraphs, each on one line: empty lines part them, single line ends do not."""
    return [" ".join(block.split()) for block in text.replace("\r", "").split("\n\n") if block.strip()]
