"""The keys that a market's file may have."""

from story.desk import Field as F
from story.desk import Fields

BAZAAR = Fields(
    {
        "format": F("int", True, "the version of this format, 1"),
        "title": F("text", True, "its title"),
        "subtitle": F("text", False, "where and when"),
        "about": F("text", True, "what pupils read before they take a seat"),
        "content_note": F("text", True, "what may be hard to bear in it"),
        "good": F("text", True, "what is traded"),
        "money": F("text", True, "what it is paid in"),
        "minutes": F("int", False, "how long it takes"),
        "ages": F("text", False, "for whom"),
        "days": F("int", True, "market days"),
        "hours": F("list", True, "what the times of a day are called at which households come"),
        "tick": F("money", True, "the step of prices"),
        "highest": F("money", True, "the highest price that may be asked"),
        "opening": F("money", True, "what a kilogram cost the day before"),
        "spoils": F("share", False, "what a night takes of the grain"),
        "each": F("goods", True, "what a household buys at a time"),
        "varies": F("share", False, "by how much what a household would pay differs by luck"),
        "agreement": F("money", True, "the lowest price that is proposed when sellers are asked to agree"),
        "evidence_files": F("list", False, "the evidence files that are cited"),
        "evidence": F("evidence", False, "what the figures above stand on"),
        "roles": F("map", True, "what the seats are"),
        "households": F("map", True, "what people outside the class would buy"),
        "carriers": F("map", False, "what people outside the class would bring"),
        "ceiling": F("map", True, "an order that it may cost no more"),
        "shocks": F("map", False, "what may befall the market"),
        "news": F("list", False, "what is told in the morning"),
        "witness": F("list", False, "what the documents tell"),
        "questions": F("list", True, "to talk about"),
    }
)
ROLE = Fields(
    {
        "name": F("text", True, "what such a seat is called"),
        "about": F("text", True, "how it lives"),
        "seats": F("int", True, "how many seats have it, for so many of the other roles"),
        "sells": F("yes_no", False, "whether it lives by selling"),
        "cash": F("money", True, "what it begins with"),
        "grain": F("goods", True, "what it begins with"),
        "receives": F("goods", False, "what comes in each morning"),
        "eats": F("goods", False, "what the family eats in a day"),
        "cooks": F("goods", False, "what the pot takes in a day"),
        "takings": F("money", False, "what a cooked kilogram brings"),
        "evidence": F("evidence", False, "what it stands on"),
    }
)
OUTSIDE = Fields(
    {
        "wants": F("list", False, "what households would buy at a price, for ten sellers"),
        "brings": F("list", False, "what carriers would bring at a price, for ten sellers"),
        "evidence": F("evidence", False, "what it stands on"),
    }
)
STEP = Fields({"at": F("money", True, "the price"), "amount": F("goods", True, "kilograms a day")})
CEILING = Fields(
    {
        "price": F("money", True, "the price that is ordered"),
        "risk": F("share", True, "how often a sale above it is found"),
        "dares": F("share", True, "how many of the households buy above it"),
        "news": F("text", False, "how it is told"),
        "evidence": F("evidence", False, "what it stands on"),
    }
)
SHOCK = Fields(
    {
        "name": F("text", True, "what it is called"),
        "news": F("text", True, "how it is told"),
        "days": F("days", False, "how long it lasts; left out: until it is ended"),
        "receives": F("share", False, "what is left of what comes in the morning"),
        "carriers": F("share", False, "what is left of what carriers bring"),
        "demand": F("share", False, "what becomes of what households want"),
        "evidence": F("evidence", False, "what it stands on"),
    }
)
NEWS = Fields({"day": F("int", True, "the market day"), "text": F("text", True, "what is told")})
WITNESS = Fields({"text": F("text", True, "what is told"), "evidence": F("evidence", True, "claims it stands on")})
