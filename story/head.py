"""The head of a scenario: the keys of scenario.yaml and of a world, and the sections both may declare."""

from story.desk import Field as F
from story.desk import Fields

SECTIONS: dict[str, str] = {
    "currencies": "the money there is; see currency",
    "goods": "what is traded, eaten and taken; see good",
    "places": "where scenes and markets are; see place",
    "era": "from when to when a world has prices; see era",
    "prices": "how prices move over years, for worlds; see process",
    "shocks": "dated jolts to prices; see shock",
    "ceilings": "prices that were ordered; see ceiling",
    "cartels": "sellers who keep prices up together; see cartel",
    "coupons": "slips that goods are had for; see coupon",
    "wages": "what work pays, to compare with; see wage",
    "markets": "where goods are bought and sold; see market",
    "weather": "which weather comes in which month; see weather",
    "people": "the household: who eats, works and falls ill; see person",
    "duties": "what somebody may do each day; see duty",
    "eating": "what the household eats at home; see eating",
    "plan": "who does which duty at the start, `person: duty`",
    "numbers": "what your scenes count; see number",
    "flags": "what your scenes remember as yes or no; see flag",
    "dials": "what players set in the plan; see dial",
    "stalls": "where cooked food is sold; see stall",
    "patrols": "who comes to a stall and takes; see patrol",
    "creditors": "who lends; see creditor",
    "couriers": "who carries money and goods for others; see courier",
    "shares": "whose part of a sale it is; see share",
    "papers": "permits and cards that hold for some days; see paper",
    "road": "who travels, and from where; see road",
    "modes": "what one travels by; see mode",
    "routes": "ways between places; see route",
    "checkpoints": "who stops travellers; see checkpoint",
    "posts": "a workplace that counts who attends; see post",
    "rations": "food that is handed out; see ration",
    "dues": "fees that come again and again, and are paid by themselves; see due",
    "levers": "what a teacher may let happen in class; see lever",
    "events": "how often events come; see events",
    "codex": "things explained, to be looked up; see codex entry",
}
"""What a world or scenario.yaml may declare -> what that is, and the form of each."""

HEAD = Fields(
    {
        "format": F("whole", True, "the version of the story format, 1"),
        "title": F("text", True, "what the chapter is called"),
        "subtitle": F("text", False, "season and year"),
        "blurb": F("text", False, "a sentence or two for the list"),
        "chapter": F("whole", False, "its place on the timeline"),
        "starts": F("date", True, "the date of day 1"),
        "lasts": F(
            "days",
            True,
            "how long it is meant to last: shown and counted; what ends it is a scene of yours",
        ),
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
    | {name: F("section", False, means) for name, means in SECTIONS.items()}
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
WORLD = Fields({name: F("section", False, means) for name, means in SECTIONS.items()})
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
