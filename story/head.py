"""The head of a scenario: the keys of scenario.yaml and of a world, and the sections both may declare."""

from story.desk import Field as F
from story.desk import Fields

SECTIONS = (
    "currencies", "goods", "places", "era", "prices", "shocks", "ceilings", "cartels", "coupons", "wages", "markets",
    "weather", "people", "duties", "eating", "plan", "numbers", "flags", "dials", "stalls", "patrols", "creditors",
    "couriers", "shares", "papers", "road", "modes", "routes", "checkpoints", "posts", "rations", "dues", "levers",
    "events", "codex",
)  # fmt: skip
"""What a world or scenario.yaml may declare."""

HEAD = Fields(
    {
        "format": F("whole", True, "the version of the story format, 1"),
        "title": F("text", True, "what the chapter is called"),
        "subtitle": F("text", False, "season and year"),
        "blurb": F("text", False, "a sentence or two for the list"),
        "chapter": F("whole", False, "its place on the timeline"),
        "starts": F("date", True, "the date of day 1"),
        "lasts": F("days", True, "how long it can last"),
        "minutes": F("whole", False, "how long it takes to play"),
        "ages": F("text", False, "for whom"),
        "money": F("currency", True, "the chapter's one money"),
        "yardstick": F("good", False, "the good every sum is also shown in"),
        "include": F("list", False, "worlds"),
        "evidence": F("list", False, "evidence files that may be cited"),
        "content_note": F("text", False, "shown before the chapter"),
        "first": F("scene", True, "the first scene"),
        "begin": F("verbs", False, "done once, before the first scene"),
        "carries": F("map", False, "what it takes over from the chapter before it"),
        "moved": F("map", False, "scenes that were renamed or taken out: the scene in which a saved game goes on"),
    }
    | {name: F("section", False, "a section of declarations") for name in SECTIONS}
)
CARRIES = Fields(
    {
        "from": F("list", True, "the chapters it may follow"),
        "first": F("scene", False, "where a play begins that follows one of them, in place of the chapter's `first`"),
        "money": F("list", False, "currencies whose cash is taken along"),
        "goods": F("map", False, "goods taken along: their name here, and there"),
        "debts": F("map", False, "debts that go on, with the creditor's trust: the creditor here, and there"),
        "numbers": F("map", False, "numbers, flags, trust and health that go on: the name here, and there"),
        "endings": F("list", False, "endings of the chapters before that conditions ask for, as in ended(sold_out)"),
    }
)
WORLD = Fields({name: F("section", False, "a section of declarations") for name in SECTIONS})
DUTY = Fields(
    {
        "name": F("text", True, "what it is called"),
        "who": F("list", True, "whose it may be"),
        "energy": F("whole", False, "strength it gives or takes a day"),
        "tends": F("id", False, "the stall it tends"),
        "post": F("id", False, "the post at which it counts as attended"),
        "when": F("expression", False, "the condition under which it can be done"),
        "do": F("verbs", False, "what is done each day"),
    }
)
