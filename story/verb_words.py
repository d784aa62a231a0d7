"""Verb words: what each verb does, and how it is written; for the reference and for editors."""

from typing import NamedTuple


class Words(NamedTuple):
    """How a verb is written at its shortest, and what it does."""

    written: str
    does: str


VERB_WORDS: dict[str, Words] = {
    "pay": Words("pay: 50 KPW", "Needs the money, and spends it."),
    "receive": Words("receive: 50 KPW", "Money comes in."),
    "lose": Words("lose: pork 2 kg", "Takes money or goods, as much of it as there is."),
    "gain": Words("gain: rice 5 kg", "Goods come in, as a gift unless `worth` says what they cost."),
    "give": Words("give: pork 80 g", "Needs the goods, and gives them away."),
    "buy": Words("buy: rice 5 kg", "Needs the money; goods, notes or coupons at the market's asking price."),
    "sell": Words("sell: pork 8 kg", "Needs the goods; at what the market bids, or `for` a sum agreed."),
    "borrow": Words(
        "borrow: {from: friend, money: 200 KPW, owe: 240 KPW, in: 30 days}",
        "Goods or money now, and a debt; with `instalments` and `every` paid in parts.",
    ),
    "repay": Words("repay: {to: friend, amount: 300 KPW}", "Needs the money; `all` pays the whole debt."),
    "owe": Words("owe: {to: friend, amount: 60 KPW}", "A debt grows, or with `in` one begins."),
    "extend": Words("extend: {debt: friend, by: 15 days}", "A debt falls due later."),
    "forgive": Words("forgive: {debt: friend}", "A debt, or an amount of it, is let go."),
    "add": Words(
        "add: {heat: 5, health.boy: -4}",
        "Changes numbers, dials, trust, health or energy within their range.",
    ),
    "set": Words("set: {lamp: yes, heat: 0}", "Sets numbers, flags and dials."),
    "assign": Words("assign: {husband: lookout}", "Gives somebody a duty."),
    "move": Words("move: {goods: pork 5 kg, to: hidden}", "Between stores, as much as there is."),
    "confiscate": Words(
        "confiscate: {by: market_police}",
        "A patrol or checkpoint takes what it wants of the goods there.",
    ),
    "lose_takings": Words("lose_takings: 50 %", "Today's takings, or a part of them, are gone; `yes` is all."),
    "sell_portions": Words("sell_portions: 3", "So many more portions are sold at the stall, as far as cooked."),
    "open": Words("open: [the_ration]", "Opens entries of the codex."),
    "say": Words("say: The lid is still warm.", "Tells something."),
    "pass": Words("pass: 1 day", "Days go by; something may interrupt. Last in its list."),
    "carry_on": Words("carry_on: 14 days", "Up to so many days go by, until something happens. Last in its list."),
    "depart": Words("depart: hyesan_hamheung", "Sets out on a route; days pass. Last in its list."),
    "turn_back": Words("turn_back: yes", "On the road: back to where the journey began. Last in its list."),
    "issue": Words("issue: {paper: travel_permit, for: 30 days}", "A paper from today on; refused while it is frozen."),
    "withdraw": Words("withdraw: travel_permit", "A paper is lost."),
    "retain": Words("retain: {who: wiyeon_post, for: 30 days}", "A patrol or checkpoint looks away."),
    "send": Words(
        "send: {by: conductor, money: 500 CNY, arrives: it_came, lost: it_is_lost}",
        "Needs it; one scene or the other opens when it is heard of. Of goods `declared` must be said.",
    ),
    "draw": Words("draw: {from: joint_fund, amount: 100 KPW}", "Takes money out of a share that is kept."),
    "hand_back": Words(
        "hand_back: {to: trader, goods: pobedit 20 kg, for: 400 KPW}",
        "Goods had on consignment go back.",
    ),
    "seize": Words("seize: {by: trader}", "A creditor takes goods, up to what is called."),
    "if": Words("if: lamp", "With `then`, and `else` if wanted: deeds for where a condition holds, and where not."),
}  # fmt: skip
