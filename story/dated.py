"""Dated values: one value, or several by date, as schedules."""

from collections.abc import Callable
from datetime import date

from engine.schedule import Schedule, always
from story.desk import Form
from story.marks import Node


def span(form: Form, default: date) -> tuple[date, date]:
    """Return the first and last day under `from` and `to`; a last day before the first is a problem."""
    first, last = form.when("from", default), form.when("to", default)
    if last < first and "from" in form and "to" in form:
        form.wrong("to", "no earlier than `from`", "FRM05")
    return first, max(first, last)


def dated(form: Form, key: str, read: Callable[[Node], float], default: float = 0.0) -> Schedule:
    """Return the schedule under a key; `read` makes a value of a node."""
    node = form.get(key)
    return always(default) if node is None else dated_node(form, key, node, read)


def dated_node(form: Form, key: str, node: Node, read: Callable[[Node], float]) -> Schedule:
    """Return the schedule that a node holds: a value for ever, or `{date: value}`, even in between."""
    if node.kind != "map":
        return always(read(node))
    knots = {}
    for text, value in node.value.items():
        if (day := form.date_of(value, text, key)) is not None:
            knots[day.toordinal()] = read(value)
    if not knots:
        form.desk.note("FRM03", f"{key!r} of {form.what} names no date.", form.file, node)
        return always(0.0)
    return Schedule(tuple(sorted(knots.items())))
