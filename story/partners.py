"""Partners: who lends, who carries, and whose a part of each sale is, read into engine values."""

from typing import TYPE_CHECKING

from engine.couriers import Courier
from engine.scenario import Creditor
from engine.shares import Share
from story.fields import CREDITOR
from story.road_fields import COURIER, SHARE
from story.stalls import refs

if TYPE_CHECKING:
    from story.declarations import Declarer


def read_creditors(declarer: "Declarer") -> dict[str, Creditor]:
    """Return the creditors that are declared, and note in what money each is owed."""
    found = {}
    done = declarer.done
    for name, form in declarer.entries("creditors", "A creditor", CREDITOR):
        money = form.ref("money", done.currencies, "currency", declarer.money.of)
        done.owed_in[name] = money if money in done.currencies else declarer.money.of
        found[name] = Creditor(
            name,
            form.text("name"),
            form.whole("trust", 50, 0, 100),
            form.text("scene"),
            max(1, form.days("presses", 7)),
            form.spot,
            form.whole("kept", 0, 0, 100),
            form.whole("missed", 0, -100, 0),
            form.ref("place", done.places, "place"),
            done.owed_in[name],
            form.cited(),
        )
    return found


def read_couriers(declarer: "Declarer") -> dict[str, Courier]:
    """Return the couriers that are declared."""
    found = {}
    for name, form in declarer.entries("couriers", "A courier", COURIER):
        if name in declarer.done.creditors:
            sentence = f"There is a creditor {name!r} too: only one may be called so."
            form.desk.note("DUP01", sentence, form.file, form.node)
        honest = int(form.share("honest", 100, 0, 100))
        found[name] = Courier(
            name,
            form.text("name"),
            max(1, form.days("days", 1)),
            honest,
            int(form.share("undeclared", honest, 0, 100)),
            int(form.share("pays", 0, 0, 100)),
            form.whole("trust", 50, 0, 100),
            form.cited(),
            form.spot,
        )
    return found


def read_shares(declarer: "Declarer") -> dict[str, Share]:
    """Return the shares that are declared."""
    return {
        name: Share(
            name,
            form.text("name"),
            int(form.share("part", 0, 0, 100)),
            refs(form, "of", declarer.done.goods, "good"),
            form.ref("while", declarer.done.flags, "flag"),
            form.truth("kept"),
            form.cited(),
            form.spot,
        )
        for name, form in declarer.entries("shares", "A share", SHARE)
    }
