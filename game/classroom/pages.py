"""Pages: the HTML that the class is shown, from assets/classroom; whatever is put into it is escaped."""

import io
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import jinja2
import segno
from aiohttp import web
from markupsafe import Markup, escape

from game import words
from game.classroom.reading import shown
from game.tongue import tongue, tr


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(lambda name: (files("assets") / "classroom" / name).read_text("utf-8"))
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    made.globals |= {"tr": tr, "days": words.days, "trh": trh, "shown": shown, "language": lambda: tongue().code}
    return made


def trh(pattern: str, **values: object) -> Markup:
    """Return a sentence whose pattern has tags in it, in the reader's language; what is put into it is escaped."""
    return Markup(tr(pattern, **{name: escape(value) for name, value in values.items()}))


def written(name: str, /, **values: object) -> str:
    """Return the text of a page."""
    return _templates().get_template(f"{name}.html").render(**values)


def page(name: str, answered: int = 200, /, **values: object) -> web.Response:
    """Return a page as an answer."""
    text = written(name, **values)
    return web.Response(text=text, content_type="text/html", status=answered)


def front_end() -> Path:
    """Return the folder of the terminal that textual-serve puts into a browser: script, style and font."""
    spec = find_spec("textual_serve")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "static"


def qr_drawing(text: str) -> Markup:
    """Return a QR code as a drawing within a page."""
    out = io.BytesIO()
    segno.make(text, micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, scale=6, border=2, light="#fff"
    )
    return Markup(out.getvalue().decode())


def qr_letters(text: str) -> str:
    """Return a QR code as lines for a terminal."""
    out = io.StringIO()
    segno.make(text, micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()
