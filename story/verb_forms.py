"""Verb forms: the keys of each verb that can be written at length, what each holds and means."""

from story.desk import Field as F
from story.desk import Fields

GOODS = F("goods", True, "the goods and how much")
STORE = F("text", False, "the store, home unless said")
CREDITOR = F("id", True, "the creditor")

VERB_FORMS: dict[str, Fields] = {
    "pay": Fields({"amount": F("money", True, "the sum"), "for": F("text", False, "what for")}),
    "receive": Fields({"amount": F("money", True, "the sum"), "from": F("text", False, "where from")}),
    "lose": Fields(
        {
            "amount": F("money", False, "the sum"),
            "goods": F("goods", False, "the goods and how much"),
            "at": STORE,
            "to": F("text", False, "what became of it"),
        }
    ),
    "gain": Fields(
        {
            "goods": GOODS,
            "worth": F("money", False, "what they are worth"),
            "at": STORE,
            "from": F("text", False, "where from"),
        }
    ),
    "give": Fields({"goods": GOODS, "to": F("text", False, "to whom"), "at": STORE}),
    "buy": Fields({"goods": GOODS, "market": F("id", False, "the market"), "at": STORE}),
    "sell": Fields(
        {
            "goods": GOODS,
            "market": F("id", False, "the market"),
            "at": STORE,
            "for": F("money", False, "the sum agreed"),
        }
    ),
    "borrow": Fields(
        {
            "from": CREDITOR,
            "goods": F("goods", False, "what is had"),
            "money": F("money", False, "what is had"),
            "owe": F("money", True, "what is owed for it"),
            "in": F("days", True, "when it, or the first instalment, falls due"),
            "instalments": F("whole", False, "how many parts it is paid in"),
            "every": F("days", False, "days between instalments"),
        }
    ),
    "repay": Fields({"to": CREDITOR, "amount": F("money", True, "the sum, or all")}),
    "owe": Fields(
        {
            "to": CREDITOR,
            "amount": F("money", True, "the sum"),
            "for": F("text", False, "what for"),
            "in": F("days", False, "when it falls due, where nothing is owed yet"),
        }
    ),
    "extend": Fields({"debt": CREDITOR, "by": F("days", True, "how long")}),
    "forgive": Fields({"debt": CREDITOR, "amount": F("money", False, "how much")}),
    "move": Fields(
        {
            "goods": GOODS,
            "to": F("text", True, "the store they go to"),
            "from": F("text", False, "the store they come from"),
        }
    ),
    "confiscate": Fields({"by": F("id", True, "the patrol or checkpoint"), "at": STORE}),
    "issue": Fields({"paper": F("id", True, "the paper"), "for": F("days", True, "how long it holds")}),
    "retain": Fields(
        {"who": F("id", True, "the patrol or checkpoint"), "for": F("days", True, "how long they look away")}
    ),
    "send": Fields(
        {
            "by": F("id", True, "the courier"),
            "money": F("money", False, "what is sent"),
            "goods": F("goods", False, "what is sent"),
            "declared": F("money", False, "what it is declared to be worth"),
            "arrives": F("scene", True, "the scene that tells of its arrival"),
            "lost": F("scene", True, "the scene that tells of its loss"),
        }
    ),
    "draw": Fields({"from": F("id", True, "the share that is kept"), "amount": F("money", True, "the sum")}),
    "hand_back": Fields({"to": CREDITOR, "goods": GOODS, "for": F("money", True, "what the debt falls by")}),
    "seize": Fields({"by": CREDITOR, "at": STORE}),
    "if": Fields(
        {
            "if": F("expression", True, "the condition"),
            "then": F("verbs", True, "what is done where it holds"),
            "else": F("verbs", False, "what is done where it does not"),
        }
    ),
}
