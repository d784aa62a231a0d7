"""Road fields: the keys of what declares roads, papers, checkpoints, couriers, shares, posts, rations and dues."""

from story.desk import Field as F
from story.desk import Fields
from story.fields import EVIDENCE

FREEZES = Fields({"below": F("whole", True, "degrees"), "share": F("share", True, "lost each such day on the road")})
BOIL = Fields({"with": F("good", True, "the fuel"), "amount": F("goods", True, "fuel for a unit")})
NOTES = Fields(
    {
        "mid": F("money", True, "the usual rate"),
        "spread": F("share", True, "ask over bid"),
        "swing": F("share", True, "size of daily shocks"),
        "lasts": F("days", True, "half-life of a shock"),
        "common": F("share", False, "part of the shock the whole market shares"),
        "depth": F("money", True, "a day's trade that moves the rate by 10 %"),
        "drift": F("map", False, "dated changes of level"),
        "fakes": F("share", False, "chance that a purchase has bad notes in it"),
        "evidence": EVIDENCE,
    }
)
LEANING_NOTES = Fields({key: NOTES[key] for key in ("depth", "fakes", "evidence")})
DEALT_COUPON = Fields(
    {
        "depth": F("whole", True, "as many a day as move the price by 10 %"),
        "at": F("text", True, "issuer or dealer"),
        "evidence": EVIDENCE,
    }
)
CAUGHT = Fields({"do": F("verbs", False, "what is done"), "scene": F("scene", False, "the scene that follows")})
LEVER = Fields(
    {
        "name": F("text", True, "what it is called on the teacher's page"),
        "about": F("text", False, "what comes of it, for the teacher"),
        "lasts": F("days", True, "for how long"),
        "do": F("verbs", False, "done on the morning of its first day; `say` tells the players"),
        "prices": F("map", False, "by how much goods are dearer, or below 0 cheaper, at every market meanwhile"),
        "watch": F("map", False, "the chance that a patrol comes, or a checkpoint stops somebody, meanwhile"),
        "shut": F("list", False, "routes on which nobody can set out meanwhile"),
        "evidence": EVIDENCE,
    }
)
ROAD = Fields(
    {
        "traveller": F("id", True, "who goes: an adult"),
        "home": F("id", True, "the place where the household lives"),
        "keep": F("money", False, "food and a place to sleep, a day away from home"),
    }
)
MODE = Fields(
    {
        "name": F("text", True, "what one goes by"),
        "load": F("goods", True, "the most a traveller may bring, in kg"),
        "bulk": F("goods", False, "the most room it may take up, in l"),
        "smell": F("goods", False, "mass of smelling goods that passes, in kg"),
        "energy": F("whole", False, "strength a day takes, below 0"),
        "open": F("yes_no", False, "whether the cold of the road is felt"),
        "evidence": EVIDENCE,
    }
)
ROUTE = Fields(
    {
        "from": F("id", True, "a place"),
        "to": F("id", True, "a place"),
        "by": F("id", True, "the mode"),
        "oneway": F("yes_no", False, "whether it goes one way only"),
        "km": F("whole", False, "how far"),
        "days": F("days", True, "how long it takes, 0 days: there on the same day"),
        "stalls": F("share", False, "chance, each day, that nothing moves"),
        "fare": F("money", False, "for the traveller"),
        "freight": F("money", False, "a kilogram of load"),
        "fuel": F("good", False, "the good of the era with whose price fare and freight go"),
        "top": F("whole", False, "metres of the highest point"),
        "papers": F("list", False, "one of these is needed to set out"),
        "checkpoints": F("list", False, "in the order in which they are met"),
        "when": F("expression", False, "the condition under which it is open"),
        "otherwise": F("text", False, "said when it is not"),
        "evidence": EVIDENCE,
    }
)
PAPER = Fields(
    {
        "name": F("text", True, "what it is called"),
        "issuer": F("text", False, "who gives it"),
        "for": F("text", False, "what it is good for"),
        "frozen": F("list", False, "dates between which it is neither issued nor honoured"),
        "evidence": EVIDENCE,
    }
)
SPAN = Fields({"from": F("date", True, "first day"), "to": F("date", True, "last day")})
CHECKPOINT = Fields(
    {
        "name": F("text", True, "who they are"),
        "place": F("id", False, "where it stands"),
        "stops": F("share", True, "chance that a traveller with a usual load is stopped"),
        "usual": F("goods", True, "a load that draws no eye, in kg"),
        "heat": F("number", False, "the number that draws them"),
        "dates": F("list", False, "seasons in which they stop more or fewer"),
        "papers": F("list", False, "what they ask to see"),
        "takes": F("list", False, "goods they want, unless said those that are seized"),
        "part": F("share", False, "how much of them they take"),
        "finds": F("share", False, "chance that a search finds what is not hidden"),
        "detector": F("share", False, "chance that metal is found, whatever hides it"),
        "asks": F("money", False, "what buys them off"),
        "scene": F("id", True, "what follows"),
        "evidence": EVIDENCE,
    }
)
COURIER = Fields(
    {
        "name": F("text", True, "who it is"),
        "days": F("days", True, "how long they take"),
        "honest": F("share", True, "chance that it arrives where its whole worth was declared"),
        "undeclared": F("share", False, "the same where less was declared"),
        "pays": F("share", False, "part of the declared sum made good when it is lost"),
        "trust": F("whole", False, "at the start, 0-100"),
        "evidence": EVIDENCE,
    }
)
SHARE = Fields(
    {
        "name": F("text", True, "whose it is"),
        "part": F("share", True, "of what a sale brings"),
        "of": F("list", False, "goods whose sales are shared, unless said all"),
        "while": F("id", False, "the flag while which it is taken"),
        "kept": F("yes_no", False, "kept in a box that may be drawn on"),
        "evidence": EVIDENCE,
    }
)
POST = Fields(
    {
        "name": F("text", True, "what it is called"),
        "attendance": F("number", True, "a number 0-100"),
        "rises": F("whole", False, "on a day on which somebody is there"),
        "falls": F("whole", False, "on another day"),
        "excused": F("expression", False, "days on which absence does not count"),
        "wage": F("money", True, "for full attendance"),
        "every": F("days", True, "how often it is paid"),
        "paid": F("share", False, "part that is paid out, by date if it changes"),
        "evidence": EVIDENCE,
    }
)
RATION = Fields(
    {
        "name": F("text", True, "what it is called"),
        "goods": F("good", True, "what is handed out"),
        "adult": F("goods", True, "a day"),
        "child": F("goods", True, "a day"),
        "every": F("days", True, "how often it comes"),
        "share": F("share", False, "part of it that comes, by date if it changes"),
        "when": F("expression", False, "the condition under which it comes"),
        "evidence": EVIDENCE,
    }
)
DUE = Fields(
    {
        "name": F("text", True, "what it is called"),
        "amount": F("money", True, "the sum"),
        "every": F("days", False, "how often it comes"),
        "on": F("list", False, "dates on which it comes"),
        "when": F("expression", False, "the condition under which it comes"),
        "unpaid": F("verbs", False, "done where there is too little cash"),
        "scene": F("scene", False, "the scene that does the paying; without it, it is paid by itself"),
        "evidence": EVIDENCE,
    }
)
