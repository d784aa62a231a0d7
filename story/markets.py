"""Markets: what is dealt in at each, goods, notes and coupons, read into quotes; what follows a caught sale."""

from typing import TYPE_CHECKING

from engine.goods import HOME
from engine.kinds import Kind
from engine.names import STORE
from engine.scenario import Caught, Market, Quote
from story.desk import Form
from story.fields import LEANING, MARKET, QUOTE
from story.road_fields import CAUGHT, DEALT_COUPON, LEANING_NOTES, NOTES
from story.stalls import inner

if TYPE_CHECKING:
    from story.declarations import Declarer
    from story.verbs import Verbs


def read_markets(declarer: "Declarer") -> dict[str, Market]:
    """Return the markets that are declared; what follows a caught sale is read once verbs can be."""
    found = {}
    for name, form in declarer.entries("markets", "A market", MARKET):
        if "goods" not in form and "notes" not in form and "coupons" not in form:
            form.desk.note("FRM02", f"{form.what} needs `goods`, `notes` or `coupons`.", form.file, form.node)
        place = form.ref("place", declarer.done.places, "place")
        found[name] = Market(
            name,
            place,
            _goods(declarer, form, place),
            store(form, "store", HOME),
            _notes(declarer, form, place),
            _coupons(declarer, form, place),
        )
    return found


def read_caught(declarer: "Declarer", verbs: "Verbs") -> dict[str, Caught]:
    """Return what follows a caught sale, by market; its scene is asked for with all the others."""
    found = {}
    for name, form in declarer.forms.get("markets", {}).items():
        if (caught := inner(form, "caught", CAUGHT)) is not None:
            effects = verbs.compile(caught.file, caught.get("do"), f"caught.{name}", chosen=False)
            found[name] = Caught(effects, caught.text("scene"))
    return found


def store(form: Form, key: str, default: str) -> str:
    """Return a store's name."""
    name = form.text(key, default)
    if key in form and not STORE.fullmatch(name):
        form.wrong(key, "a place to keep things, such as home or hidden")
        return default
    return name


def money_of(declarer: "Declarer", form: Form, key: str) -> Kind:
    """Return the money a sum under a key is written in; the chapter's where it names no other."""
    node = form.get(key)
    unit = str(node.value).strip().rpartition(" ")[2] if node is not None else ""
    return Kind("money", unit) if unit in declarer.done.currencies else declarer.money


def _goods(declarer: "Declarer", form: Form, place: str) -> dict[str, Quote]:
    """Return a market's quotes; where the era has a price of the good at the place, only their depth is written."""
    found = {}
    done = declarer.done
    for name, node in form.items("goods"):
        if not form.known(name, done.goods, "good", node):
            continue
        leans = done.era is not None and done.era.quotes(name, place)
        quote = Form(form.desk, form.file, node, f"The price of {name!r}", LEANING if leans else QUOTE)
        money = declarer.money if leans else money_of(declarer, quote, "mid")
        depth = max(1, quote.quantity("depth", Kind("goods", done.goods[name].unit), 1))
        found[name] = _quote(
            declarer, quote, name, 0 if leans else max(1, quote.quantity("mid", money, 1)), depth, money
        )
    return found


def _notes(declarer: "Declarer", form: Form, place: str) -> dict[str, Quote]:
    """Return the quotes of notes; where the era has a rate at the place, only their depth is written."""
    found = {}
    done = declarer.done
    for name, node in form.items("notes"):
        if not form.known(name, done.currencies, "currency", node):
            continue
        if name == declarer.money.of:
            form.desk.note(
                "FRM04", f"{name} is the chapter's own money: notes of it are not dealt in.", form.file, node
            )
            continue
        leans = done.era is not None and done.era.quotes(name, place)
        quote = Form(form.desk, form.file, node, f"The rate of {name}", LEANING_NOTES if leans else NOTES)
        mid = 0 if leans else max(1, quote.quantity("mid", declarer.money, 1))
        depth = max(1, quote.quantity("depth", Kind("money", name), 1))
        found[name] = _quote(declarer, quote, name, mid, depth, declarer.money)
    return found


def _coupons(declarer: "Declarer", form: Form, place: str) -> dict[str, Quote]:
    """Return the quotes of coupons, whose price hangs on that of their good here."""
    found = {}
    done = declarer.done
    for name, node in form.items("coupons"):
        if not form.known(name, done.coupons, "coupon", node):
            continue
        quote = Form(form.desk, form.file, node, f"The coupon {name!r}", DEALT_COUPON)
        good, dealt = done.coupons[name].good, form.get("goods")
        if dealt is None or dealt.kind != "map" or good not in dealt.value:
            sentence = f"The coupon {name!r} is for {good!r}, which has no price at this market."
            form.desk.note("REF01", sentence, form.file, node, f"add {good!r} to its `goods`")
        depth = quote.whole("depth", 1, 1, 1_000_000)
        issuer = quote.word("at", ("issuer", "dealer"), "dealer") == "issuer"
        found[name] = Quote(
            name, 0, 0, 0, 1, 0, depth, (), quote.cited(), quote.spot, done.coupons[name].currency, 0, issuer
        )
    return found


def _quote(declarer: "Declarer", quote: Form, name: str, mid: int, depth: int, money: Kind) -> Quote:
    drift = []
    for day, change in quote.items("drift"):
        if (when := quote.date_of(change, day, "drift")) is not None:
            drift.append(((when - declarer.starts).days + 1, int(quote.share_of(change, "drift", 0, -90, 900))))
    return Quote(
        name,
        mid,
        int(quote.share("spread", 10, 1, 100)),
        quote.share("swing", 0, 0, 50),
        max(1, quote.days("lasts", 10)),
        int(quote.share("common", 0, 0, 100)),
        depth,
        tuple(sorted(drift)),
        quote.cited(),
        quote.spot,
        "" if money == declarer.money else money.of,
        int(quote.share("fakes", 0, 0, 100)) if "fakes" in quote.fields else 0,
        buys=quote.truth("buys", True),
    )
