"""Ten days by hand: the rules as one plain Python function, a floor that no engine in Python can be asked to reach.

Every screen's text is written with its values, every choice is counted; there is no story, no save and no check.

usage: python benchmarks/ten_days/reference.py PLAYS
"""

import json
import random
import sys
from collections import Counter
from time import process_time


def play(luck: random.Random, taken: Counter[str]) -> tuple[int, int, str]:
    """Return the choices of a play, its final net, and the last text."""
    cash, debt, risk, goods, day, price = 100, 200, 0, 0, 0, 10
    asked, choices = False, 1
    text = f"A stall, {cash} coins, and {debt} owed. Ten days. Begin carefully. Trust to luck."
    if luck.random() < 0.5:
        taken["careful"] += 1
    else:
        taken["luck"] += 1
        risk = 10
    while (day := day + 1) <= 10:
        roll = luck.randrange(10)
        if debt > 0:
            debt += 10
        if roll < 3:
            price, news = min(20, price + 2), "Prices rise."
        elif roll < 6:
            price, news = max(4, price - 2), "Prices fall."
        elif roll < 9:
            news = "A quiet morning."
        else:
            news = "They search the stalls."
            if risk > 20:
                cash, risk = max(0, cash - 20), risk - 5
        text = (
            f"Day {day}. A sack costs {price} coins; {goods} lie in the shed.\n"
            f"The box holds {cash} coins, the debt is {debt} coins, and the risk {risk}.\n{news}"
        )
        offered = []
        if cash >= 5 * price:
            offered.append(("buy", f"Buy five sacks for {5 * price} coins."))
        if goods > 0:
            offered.append(("sell", f"Sell {goods} sacks at {price + 1} coins."))
        if cash >= 50 and debt > 0:
            offered.append(("pay", "Pay fifty of the debt."))
        if debt < 400:
            offered.append(("lend", "Borrow fifty more, and owe sixty."))
        offered.append(("low", "Lie low."))
        if not asked:
            offered.append(("mentor", "Ask the old trader."))
        chosen = offered[int(luck.random() * len(offered))][0]
        taken[chosen] += 1
        choices += 1
        if chosen == "buy":
            cash, goods, risk = cash - 5 * price, goods + 5, risk + 2
        elif chosen == "sell":
            cash, goods, risk = cash + goods * (price + 1), 0, risk + 3
        elif chosen == "pay":
            cash, debt = cash - 50, max(0, debt - 50)
        elif chosen == "lend":
            cash, debt, risk = cash + 50, debt + 60, risk + 5
        elif chosen == "low":
            risk = max(0, risk - 10)
        else:
            asked, choices = True, choices + 1
            text = f'"Sell before you are searched," he says. The risk is {risk}. Listen. Argue.'
            if luck.random() < 0.5:
                taken["listen"] += 1
                risk = max(0, risk - 5)
            else:
                taken["argue"] += 1
                cash += 5
    net = cash - debt
    text = f"{net} coins are left." if net >= 0 else f"{-net} coins are lacking."
    return choices, net, text


def main() -> None:
    plays = int(sys.argv[1])
    luck, taken = random.Random(1), Counter[str]()
    start = process_time()
    made = [play(luck, taken) for _ in range(plays)]
    seconds = process_time() - start
    choices, net = sum(each[0] for each in made), sum(each[1] for each in made)
    print(json.dumps({"plays": plays, "choices": choices, "net": net, "seconds": seconds, "reached": len(taken)}))


if __name__ == "__main__":
    main()
