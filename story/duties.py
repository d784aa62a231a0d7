"""Duties: what an adult may do with a day, with its verbs and its post; and who does what at the start."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.posts import Post
from engine.scenario import Duty
from story.desk import Field as F
from story.desk import Fields, Form
from story.head import DUTY
from story.texts import condition

if TYPE_CHECKING:
    from story.declarations import Declarer
    from story.verbs import Verbs


def read_duties(declarer: "Declarer", verbs: "Verbs", posts: Mapping[str, Post]) -> dict[str, Duty]:
    """Return the duties that are declared."""
    found = {}
    for name, form in declarer.entries("duties", "A duty", DUTY):
        who = [p for p, at in form.texts("who") if form.known(p, verbs.adults, "adult", at)]
        effects = verbs.compile(form.file, form.get("do"), f"duty.{name}", chosen=False)
        tends = form.ref("tends", declarer.done.stalls, "stall")
        energy = form.whole("energy", 0, -100, 100)
        when = condition(form, "when")
        post = form.ref("post", posts, "post")
        found[name] = Duty(name, form.text("name"), tuple(who), energy, tends, effects, when, form.spot, post)
    return found


def read_plan(declarer: "Declarer", duties: Mapping[str, Duty]) -> dict[str, str]:
    """Return person -> duty at the start."""
    plan = {}
    fields = Fields({person: F("id", False, "a duty") for person in declarer.done.people})
    for file, node in declarer.parts.get("plan", ()):
        form = Form(declarer.desk, file, node, "`plan`", fields)
        for person in form.values:
            duty = form.ref(person, duties, "duty")
            if duty in duties and person not in duties[duty].who:
                form.wrong(person, "a duty that is theirs", "FRM04")
            elif duty in duties:
                plan[person] = duty
    return plan
