"""Roads: who travels, by what and where, the papers and posts on the way, read into engine values."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.checkpoints import Checkpoint
from engine.goods import HOME, MASS, VOLUME
from engine.kinds import Kind
from engine.permits import Paper
from engine.routes import Mode, Road, Route
from engine.scenario import Place
from story.dated import span
from story.desk import Form
from story.marks import Node
from story.road_fields import CHECKPOINT, MODE, PAPER, ROAD, ROUTE, SPAN
from story.stalls import refs, seasons
from story.texts import condition, line

if TYPE_CHECKING:
    from story.declarations import Declarer

KG = Kind("goods", MASS)
LITRE = Kind("goods", VOLUME)
HEAD_FILE = "scenario.yaml"


def read_road(declarer: "Declarer") -> Road:
    """Return who travels, from where and by what; the routes are read once conditions can be."""
    done = declarer.done
    modes = {name: _mode(name, form) for name, form in declarer.entries("modes", "A mode", MODE)}
    form = declarer.one("road", "`road`", ROAD)
    if form is None:
        for file, node in declarer.parts.get("routes", ()):
            if file == HEAD_FILE:
                sentence = "There are routes, but nobody to go on them: `road` says who travels, and from where."
                declarer.desk.note("FRM02", sentence, file, node, "write `road: {traveller: …, home: …}`")
        return Road(modes=modes)
    adults = [person.id for person in done.people.values() if person.adult]
    home = form.ref("home", done.places, "place")
    if home in done.places and not done.places[home].store:
        done.places[home] = replace(done.places[home], store=HOME)
    return Road(form.ref("traveller", adults, "adult"), home, form.quantity("keep", declarer.money), modes)


def read_routes(declarer: "Declarer", shut: Collection[str]) -> dict[str, Route]:
    """Return the routes that are declared and lead somewhere."""
    return {
        name: _route(declarer, name, form)
        for name, form in declarer.entries("routes", "A route", ROUTE)
        if name not in shut
    }


def read_papers(declarer: "Declarer") -> dict[str, Paper]:
    """Return the papers that are declared."""
    found = {}
    for name, form in declarer.entries("papers", "A paper", PAPER):
        frozen = []
        for freeze in form.forms("frozen", "A freeze", SPAN):
            first, last = span(freeze, declarer.starts)
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


def arrive(places: dict[str, Place], drafts: Mapping[str, tuple[str, Node]]) -> None:
    """Let one arrive, at a place that names no scene, at the first hub there with roads, else the first scene."""
    for wanted in (("hub", "roads"), ("roads",)):
        for name, (_, node) in drafts.items():
            keys = node.value if node.kind == "map" else {}
            fits = all(key in keys and keys[key].value is True for key in wanted)
            place = keys["place"].value if fits and "place" in keys else None
            if isinstance(place, str) and place in places and not places[place].scene:
                places[place] = replace(places[place], scene=name)


def shut_routes(declarer: "Declarer", scenes: Collection[str]) -> frozenset[str]:
    """Return the routes that mean nothing here: all where nobody travels, a world's where one cannot arrive.

    A world is shared by chapters that each know some of its places; a route of the chapter's own must lead somewhere.
    """
    places, shut = declarer.done.places, set()
    for file, node in declarer.parts.get("routes", ()):
        for name, route in node.value.items() if node.kind == "map" else ():
            keys = route.value if route.kind == "map" else {}
            ends = [str(keys[key].value).strip() for key in ("from", "to") if key in keys]
            lost = any(end in places and places[end].scene not in scenes for end in ends)
            if not declarer.done.road.traveller or (lost and file != HEAD_FILE):
                shut.add(name)
    return frozenset(shut)


def _mode(name: str, form: Form) -> Mode:
    return Mode(
        name,
        form.text("name"),
        form.quantity("load", KG),
        form.quantity("smell", KG) if "smell" in form else None,
        form.whole("energy", 0, -100, 100),
        form.truth("open"),
        form.spot,
        form.cited(),
        form.quantity("bulk", LITRE) if "bulk" in form else None,
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
