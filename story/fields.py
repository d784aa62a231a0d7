"""Fields: the keys that worlds and scenario.yaml may declare, what each holds and means."""

from story.desk import Field as F
from story.desk import Fields

EVIDENCE = F("evidence", False, "claims it stands on, or {invented: why}")

GOOD = Fields(
    {
        "name": F("text", True, "what it is called"),
        "unit": F("text", True, "kg, l, or the word for one piece"),
        "food": F("whole", False, "kilocalories a unit"),
        "seized": F("yes_no", False, "whether patrols want it"),
        "spoils": F("map", False, "when it spoils"),
        "mass": F("goods", False, "what a unit weighs, in kg"),
        "bulk": F("goods", False, "room a unit takes, in l"),
        "metal": F("yes_no", False, "whether a detector finds it"),
        "smell": F("yes_no", False, "whether it is noticed on trains"),
        "hides": F("share", False, "how much less likely it is found than a thing that lies open"),
        "covers": F("share", False, "how much an equal mass of it lowers what a search finds of other goods"),
        "freezes": F("map", False, "when it freezes on the road"),
        "grain": F("yes_no", False, "whether it counts as grain"),
        "toxic": F("whole", False, "health a day it costs those who live on it, unless boiled hard"),
        "boil": F("map", False, "fuel a unit takes to be boiled hard"),
        "evidence": EVIDENCE,
    }
)
CURRENCY = Fields(
    {
        "name": F("text", True, "one of it"),
        "plural": F("text", True, "several of it"),
        "minor": F("whole", True, "smallest parts in one"),
        "evidence": EVIDENCE,
    }
)
PLACE = Fields(
    {
        "name": F("text", True, "what it is called"),
        "map": F("list", False, "x, y"),
        "scene": F("id", False, "where one arrives"),
        "store": F("text", False, "where goods may be laid down"),
        "evidence": EVIDENCE,
    }
)
MARKET = Fields(
    {
        "place": F("id", True, "where it is"),
        "goods": F("map", False, "what is traded"),
        "store": F("text", False, "bought into and sold from, home unless said"),
        "notes": F("map", False, "currencies dealt in"),
        "coupons": F("map", False, "coupons dealt in"),
        "caught": F("map", False, "what follows when a hidden sale is caught"),
        "evidence": EVIDENCE,
    }
)
QUOTE = Fields(
    {
        "mid": F("money", True, "the usual price of a unit"),
        "spread": F("share", True, "ask over bid"),
        "swing": F("share", True, "size of daily shocks"),
        "lasts": F("days", True, "half-life of a shock"),
        "common": F("share", False, "part of the shock the whole market shares"),
        "depth": F("goods", True, "a day's trade that moves the price by 10 %"),
        "drift": F("map", False, "dated changes of level"),
        "buys": F("yes_no", False, "whether the market takes it off people too; yes unless said"),
        "evidence": EVIDENCE,
    }
)
PERSON = Fields(
    {
        "name": F("text", True, "what the text calls them"),
        "kind": F("text", True, "adult or child"),
        "needs": F("whole", True, "kilocalories a day"),
        "health": F("whole", True, "at the start, 0-100"),
        "energy": F("whole", False, "at the start, 0-100; adults"),
        "evidence": EVIDENCE,
    }
)
NUMBER_FIELDS = Fields(
    {
        "start": F("number", True, "its value at the start"),
        "from": F("number", True, "the least it can be"),
        "to": F("number", True, "the most it can be"),
        "fades": F("number", False, "by so much a day it goes back towards its start"),
        "means": F("text", False, "what it counts, in words"),
        "public": F("yes_no", False, "whether players see it"),
    }
)
FLAG = Fields({"means": F("text", False, "what holds when it is set"), "start": F("yes_no", False, "at the start")})
DIAL = Fields(
    {
        "name": F("text", True, "what it is called"),
        "start": F("amount", True, "its value at the start"),
        "from": F("amount", True, "the least"),
        "to": F("amount", True, "the most"),
        "step": F("amount", True, "the steps"),
        "help": F("text", False, "a word on what it does"),
    }
)
STALL = Fields(
    {
        "name": F("text", True, "what it is called"),
        "market": F("id", True, "the market it stands at"),
        "dish": F("text", True, "one portion"),
        "cooks": F("dial", True, "dial: portions cooked a day"),
        "price": F("dial", True, "dial: price of a portion"),
        "portion": F("map", True, "the dear ingredient"),
        "recipe": F("map", False, "other ingredients of a portion"),
        "fuel": F("map", False, "used each trading day"),
        "carry": F("map", False, "the dial of what lies at the stall"),
        "leftovers": F("good", False, "what unsold portions become"),
        "fair": F("money", True, "price at which the usual number come"),
        "customers": F("map", True, "how many come"),
        "weather": F("map", False, "share that comes in each weather"),
        "regulars": F("number", False, "the number of those who come again"),
        "keep": F("map", False, "goods bought after trading, up to a dial"),
        "evidence": EVIDENCE,
    }
)
PATROL = Fields(
    {
        "name": F("text", True, "who they are"),
        "comes": F("share", True, "chance on a trading day"),
        "heat": F("number", False, "the number that draws them"),
        "watches": F("id", True, "the stall"),
        "dates": F("list", False, "seasons in which they come more or less"),
        "scene": F("id", True, "what follows"),
        "takings": F("share", False, "chance that takings go too"),
        "takes": F("list", False, "goods they want, unless said those that are seized"),
        "part": F("share", False, "how much of them they take"),
        "asks": F("money", False, "what buys them off"),
        "evidence": EVIDENCE,
    }
)
CREDITOR = Fields(
    {
        "name": F("text", True, "who it is"),
        "trust": F("whole", False, "at the start, 0-100"),
        "scene": F("id", True, "what happens when they come"),
        "presses": F("days", True, "how often they come once it is late"),
        "kept": F("whole", False, "trust gained by an instalment paid when it is due"),
        "missed": F("whole", False, "trust lost by one missed, below 0"),
        "place": F("id", False, "where they come"),
        "money": F("currency", False, "what they are owed in, unless said the chapter's money"),
        "evidence": EVIDENCE,
    }
)
CODEX = Fields({"title": F("text", True, "its head"), "text": F("text", True, "what it says"), "evidence": EVIDENCE})
WEATHER = Fields(
    {
        "persistence": F("share", False, "chance that tomorrow is like today"),
        "months": F("map", True, "kinds and weights by month"),
        "degrees": F("map", True, "degrees of each kind"),
        "evidence": EVIDENCE,
    }
)
EVENTS = Fields({"calm": F("days", True, "least days between events"), "chance": F("share", True, "each day after")})
EATING = Fields(
    {
        "from": F("list", True, "goods in the order they are eaten"),
        "rationing": F("dial", False, "a dial in percent"),
        "boiling": F("dial", False, "a dial in percent: 100 is boiled hard, less is not"),
    }
)
PORTION = Fields(
    {
        "good": F("good", True, "the dear ingredient"),
        "dial": F("dial", False, "how much of it"),
        "usual": F("goods", True, "the usual portion"),
    }
)
CARRY = Fields({"good": F("good", True, "what is carried"), "dial": F("dial", True, "how much")})
CUSTOMERS = Fields(
    {
        "mean": F("number", True, "the usual number"),
        "spread": F("share", True, "their swing"),
        "price": F("share", False, "how they heed the price"),
        "portion": F("share", False, "how they heed the portion"),
        "most": F("whole", True, "the most that come"),
    }
)
SEASON = Fields(
    {
        "from": F("date", True, "first day"),
        "to": F("date", True, "last day"),
        "times": F("number", True, "how many times as often"),
    }
)
SPOILS = Fields({"above": F("whole", True, "degrees"), "share": F("share", True, "lost each such day")})
ERA = Fields(
    {
        "from": F("date", True, "its first day"),
        "to": F("date", True, "its last day"),
        "money": F("currency", True, "what prices are told in"),
    }
)
PROCESS = Fields(
    {
        "level": F("money", True, "the usual price of a unit, by date if it changes"),
        "places": F("map", True, "place and premium over the level, by date if it changes"),
        "freight": F("map", False, "how much of a premium is fuel"),
        "season": F("map", False, "months and what they add"),
        "common": F("map", True, "what luck does at all places at once"),
        "local": F("map", True, "what luck does at each place by itself"),
        "follows": F("map", False, "other prices and how much of their moves is taken over"),
        "spread": F("share", True, "ask over bid, by date if it changes"),
        "tick": F("money", False, "smallest step of a posted price"),
        "supply": F("share", False, "part of the usual amount that is to be had, by date if it changes"),
        "empties": F("share", False, "chance of empty stalls when supply is all but gone"),
        "evidence": EVIDENCE,
    }
)
SWING = Fields(
    {
        "swing": F("share", True, "standard deviation of a day's shock, by date if it changes"),
        "lasts": F("days", True, "half-life of a shock"),
    }
)
FREIGHT = Fields(
    {"fuel": F("good", True, "the good whose price freight follows"), "part": F("share", True, "of the premium")}
)
SHOCK = Fields(
    {
        "name": F("text", True, "what happened"),
        "from": F("date", True, "the day supply changes"),
        "rumour": F("days", False, "how long before it word goes round"),
        "heard": F("share", False, "part of the peak that the word alone brings"),
        "onset": F("days", True, "from its start to the peak"),
        "holds": F("days", False, "how long the peak lasts"),
        "decay": F("days", True, "half of what does not stay is gone"),
        "stays": F("share", False, "part of the peak that is left for good"),
        "moves": F("map", False, "prices and their move at the peak"),
        "supply": F("map", False, "goods and the change, at the peak, of what is to be had"),
        "evidence": EVIDENCE,
    }
)
CEILING = Fields(
    {
        "name": F("text", True, "the order"),
        "good": F("good", True, "what it holds for"),
        "price": F("money", True, "the most a unit may cost"),
        "enforced": F("map", True, "place and part of the gap that is closed, by date if it changes"),
        "withheld": F("share", True, "supply withheld when the posted price is held 10 % down"),
        "over": F("share", True, "what a hidden sale costs on top"),
        "risk": F("share", True, "chance, fully enforced, that a hidden sale is caught"),
        "evidence": EVIDENCE,
    }
)
CARTEL = Fields(
    {
        "name": F("text", True, "who they are"),
        "good": F("good", True, "what they hold back"),
        "places": F("list", True, "where"),
        "from": F("date", True, "the day the first hold back"),
        "gathers": F("days", True, "until all have joined"),
        "members": F("whole", True, "how many they are"),
        "keeps": F("share", True, "supply they hold back together"),
        "raises": F("share", True, "rise of the price while all hold"),
        "defects": F("map", True, "chance a day that one begins to sell"),
        "eases": F("days", True, "half of the rise is gone, once stock comes back"),
        "evidence": EVIDENCE,
    }
)
DEFECTS = Fields({"from": F("share", True, "while all hold"), "to": F("share", True, "when nearly all have sold")})
COUPON = Fields(
    {
        "name": F("text", True, "what it is called"),
        "for": F("goods", True, "the good and how much of it"),
        "issue": F("money", True, "what it costs at its issuer"),
        "dealer": F("share", True, "part of the saving that a dealer asks"),
        "evidence": EVIDENCE,
    }
)
WAGE = Fields({"name": F("text", True, "whose"), "month": F("money", True, "for a month's work"), "evidence": EVIDENCE})
LEANING = Fields(
    {
        "depth": F("goods", True, "a day's trade that moves the price by 10 %"),
        "buys": QUOTE["buys"],
        "evidence": EVIDENCE,
    }
)
