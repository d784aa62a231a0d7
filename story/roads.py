"""Roads: who travels, by what and where, the papers and posts on the way, read into engine values."""

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.checkpoints import Checkpoint
from engine.goods import HOME, MASS
from engine.kinds import Kind
from engine.permits import Paper
from engine.routes import Mode, Road, Route
from story.desk import Form
from story.road_fields import CHECKPOINT, MODE, PAPER, ROAD, ROUTE, SPAN
from story.stalls import refs, seasons
from story.texts import condition, line

if TYPE_CHECKING:
    from story.declarations import Declarer

KG = Kind("goods", MASS)


def read_road(declarer: "Declarer") -> Road:
    """Return who travels, from where and by what; the routes are read once conditions can be."""
    done = declarer.done
    modes = {name: _mode(name, form) for name, form in declarer.entries("modes", "A mode", MODE)}
    form = declarer.one("road", "`road`", ROAD)
    if form is None:
        for file, node in declarer.parts.get("routes", ()):
            if file == "scenario.yaml":
                sentence = "There are routes, but nobody to go on them: `road` says who travels, and from where."
                declarer.desk.note("FRM02", sentence, file, node, "write `road: {traveller: …, home: …}`")
        return Road(modes=modes)
    adults = [person.id for person in done.people.values() if person.adult]
    home = form.ref("home", done.places, "place")
    if home in done.places and not done.places[home].store:
        done.places[home] = replace(done.places[home], store=HOME)
    return Road(form.ref("traveller", adults, "adult"), home, form.quantity("keep", declarer.money), modes)


def read_routes(declarer: "Declarer") -> dict[str, Route]:
    """Return the routes that are declared; none where nobody travels, for they may be a world's."""
    if not declarer.done.road.traveller:
        return {}
    return {name: _route(declarer, name, form) for name, form in declarer.entries("routes", "A route", ROUTE)}


def read_papers(declarer: "Declarer") -> dict[str, Paper]:
    """Return the papers that are declared."""
    found = {}
    for name, form in declarer.entries("papers", "A paper", PAPER):
        frozen = []
        for span in form.forms("frozen", "A freeze", SPAN):
            first, last = span.when("from", declarer.starts), span.when("to", declarer.starts)
            if last < first:
                span.wrong("to", "no earlier than `from`", "FRM05")
            frozen.append((first.toordinal(), last.toordinal()))
        found[name] = Paper(
            name, form.text("name"), form.text("issuer"), form.text("for"), tuple(frozen), form.cited(), form.spot
        )
    return found


def read_checkpoints(declarer: "Declarer") -> dict[str, Checkpoint]:
    """Return the checkpoints that are declared; their scenes are asked for once scenes are known."""
    found = {}
    for name, form in declarer.entries("checkpoints", "A checkpoint", CHECKPOINT):
        done = declarer.done
        if name in done.patrols:
            form.desk.note("DUP01", f"There is a patrol {name!r} too: only one may be called so.", form.file, form.node)
        found[name] = Checkpoint(
            id=name,
            name=form.text("name"),
            place=form.ref("place", done.places, "place"),
            stops=int(form.share("stops", 0, 0, 100)),
            usual=max(1, form.quantity("usual", KG, 1)),
            heat=form.ref("heat", done.numbers, "number"),
            times=seasons(form, declarer.starts),
            papers=refs(form, "papers", done.papers, "paper"),
            takes=refs(form, "takes", done.goods, "good"),
            part=int(form.share("part", 100, 0, 100)),
            finds=int(form.share("finds", 0, 0, 100)),
            detector=int(form.share("detector", 0, 0, 100)),
            asks=form.quantity("asks", declarer.money),
            scene=form.text("scene"),
            cited=form.cited(),
            spot=form.spot,
        )
    return found


def _mode(name: str, form: Form) -> Mode:
    return Mode(
        name,
        form.text("name"),
        form.quantity("load", KG),
        form.quantity("smell", KG) if "smell" in form else None,
        form.whole("energy", 0, -100, 100),
        form.truth("open"),
        form.spot,
    )


def _route(declarer: "Declarer", name: str, form: Form) -> Route:
    done, money = declarer.done, declarer.money
    priced = done.era.processes if done.era is not None else {}
    source, target = form.ref("from", done.places, "place"), form.ref("to", done.places, "place")
    if "to" in form and source == target:
        form.wrong("to", "another place than `from`", "FRM04")
    for end, key in ((source, "from"), (target, "to")):
        leads = key == "to" or not form.truth("oneway")
        if leads and end in done.places and not done.places[end].scene:
            sentence = f"Route {name!r} leads to {end!r}, which has no scene to arrive at."
            form.desk.note("REF01", sentence, form.file, form.values[key], f"give the place {end!r} a `scene`")
    return Route(
        id=name,
        source=source,
        target=target,
        mode=form.ref("by", done.road.modes, "mode"),
        oneway=form.truth("oneway"),
        km=form.whole("km", 0, 0, 100_000),
        days=form.days("days"),
        stalls=int(form.share("stalls", 0, 0, 90)),
        fare=form.quantity("fare", money),
        freight=form.quantity("freight", money),
        fuel=form.ref("fuel", priced, "price of the era for"),
        top=form.whole("top", 0, 0, 9000),
        papers=refs(form, "papers", done.papers, "paper"),
        checkpoints=refs(form, "checkpoints", done.checkpoints, "checkpoint"),
        when=condition(form, "when"),
        otherwise=line(form.desk, form.file, form.get("otherwise")) if "otherwise" in form else None,
        cited=form.cited(),
        spot=form.spot,
    )
