"""Offices: posts that pay and demand, rations that hang on them, what must be paid on its day, and levers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.dues import Due
from engine.kinds import Kind
from engine.levers import Lever
from engine.posts import Post, Ration
from engine.schedule import Schedule, always
from story.dated import dated
from story.desk import Form
from story.road_fields import DUE, LEVER, POST, RATION
from story.texts import condition

if TYPE_CHECKING:
    from story.declarations import Declarer
    from story.verbs import Verbs


def read_posts(declarer: "Declarer") -> dict[str, Post]:
    """Return the posts that are declared."""
    return {
        name: Post(
            name,
            form.text("name"),
            form.ref("attendance", declarer.done.numbers, "number"),
            form.whole("rises", 0, 0, 100),
            form.whole("falls", 0, 0, 100),
            condition(form, "excused"),
            form.quantity("wage", declarer.money),
            _every(form),
            _part(form, "paid"),
            form.cited(),
            form.spot,
        )
        for name, form in declarer.entries("posts", "A post", POST)
    }


def read_rations(declarer: "Declarer") -> dict[str, Ration]:
    """Return the rations that are declared."""
    found = {}
    for name, form in declarer.entries("rations", "A ration", RATION):
        goods = declarer.done.goods
        good = form.ref("goods", goods, "good")
        if good not in goods:
            continue
        unit = Kind("goods", goods[good].unit)
        found[name] = Ration(
            name,
            form.text("name"),
            good,
            form.quantity("adult", unit),
            form.quantity("child", unit),
            _every(form),
            _part(form, "share"),
            condition(form, "when"),
            form.cited(),
            form.spot,
        )
    return found


def read_dues(declarer: "Declarer", verbs: "Verbs") -> Mapping[str, Due]:
    """Return the dues that are declared; their scenes are asked for with all the others."""
    found = {}
    for name, form in declarer.entries("dues", "A due", DUE):
        days = []
        for text, node in form.texts("on"):
            if (when := form.date_of(node, text, "on")) is not None:
                days.append((when - declarer.starts).days + 1)
        if "every" not in form and "on" not in form:
            form.desk.note("FRM02", f"{form.what} needs `every` or `on`.", form.file, form.node)
        if "scene" in form and "unpaid" in form:
            hint = "let the scene do what follows"
            form.desk.note("FRM04", f"{form.what} has a scene, so `unpaid` is never done.", form.file, form.node, hint)
        amount = verbs.amount(form.file, form.get("amount"), declarer.money)
        unpaid = verbs.compile(form.file, form.get("unpaid"), f"due.{name}", chosen=False)
        if amount is None:
            continue
        found[name] = Due(
            name,
            form.text("name"),
            amount,
            _every(form) if "every" in form else 0,
            tuple(sorted(days)),
            condition(form, "when"),
            unpaid,
            form.text("scene"),
            form.cited(),
            form.spot,
        )
    return found


def read_levers(declarer: "Declarer", verbs: "Verbs", routes: Mapping[str, object]) -> Mapping[str, Lever]:
    """Return the levers that are declared."""
    found = {}
    for name, form in declarer.entries("levers", "A lever", LEVER):
        done, lasts = declarer.done, form.days("lasts", 1)
        if lasts < 1:
            form.wrong("lasts", "at least 1 day", "FRM05")
        prices = {
            good: round(form.share_of(node, good, 0, -90, 1000))
            for good, node in form.items("prices")
            if form.known(good, done.goods, "good", node)
        }
        watchers = {**done.patrols, **done.checkpoints}
        watch = {
            who: round(form.share_of(node, who, 0, 0, 100))
            for who, node in form.items("watch")
            if form.known(who, watchers, "patrol or checkpoint", node)
        }
        shut = frozenset(way for way, node in form.texts("shut") if form.known(way, routes, "route", node))
        effects = verbs.compile(form.file, form.get("do"), f"lever.{name}", chosen=False)
        found[name] = Lever(
            name, form.text("name"), max(1, lasts), form.text("about"), effects, prices, watch, shut, form.cited(),
            form.spot,
        )  # fmt: skip
    return found


def _every(form: Form) -> int:
    """Return the days between one time and the next, at least one."""
    days = form.days("every", 1)
    if days < 1 and "every" in form:
        form.wrong("every", "at least 1 day", "FRM05")
    return max(1, days)


def _part(form: Form, key: str) -> Schedule:
    if key not in form:
        return always(1.0)
    return dated(form, key, lambda node: form.share_of(node, key, 0, 0, 100) / 100, 1.0)
