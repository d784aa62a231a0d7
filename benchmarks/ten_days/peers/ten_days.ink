VAR cash = 100
VAR debt = 200
VAR risk = 0
VAR goods = 0
VAR day = 0
VAR price = 10
VAR roll = 0

-> start

=== start ===
A stall, {cash} coins, and {debt} owed. Ten days.
+ [Begin carefully.] -> morning
+ [Trust to luck.]
    ~ risk = 10
    -> morning

=== morning ===
~ day = day + 1
{ day > 10: -> ending }
~ roll = RANDOM(1, 10)
{ debt > 0:
    ~ debt = debt + 10
}
{
- roll <= 3:
    ~ price = MIN(20, price + 2)
    Prices rise.
- roll <= 6:
    ~ price = MAX(4, price - 2)
    Prices fall.
- roll <= 9:
    A quiet morning.
- else:
    They search the stalls.
    { risk > 20:
        ~ cash = MAX(0, cash - 20)
        ~ risk = risk - 5
    }
}
-> market

=== market ===
Day {day}. A sack costs {price} coins; {goods} lie in the shed.
The box holds {cash} coins, the debt is {debt} coins, and the risk {risk}.
+ {cash >= 5 * price} [Buy five sacks for {5 * price} coins.]
    ~ cash = cash - 5 * price
    ~ goods = goods + 5
    ~ risk = risk + 2
    -> morning
+ {goods > 0} [Sell {goods} sacks at {price + 1} coins.]
    ~ cash = cash + goods * (price + 1)
    ~ goods = 0
    ~ risk = risk + 3
    -> morning
+ {cash >= 50 && debt > 0} [Pay fifty of the debt.]
    ~ cash = cash - 50
    ~ debt = MAX(0, debt - 50)
    -> morning
+ {debt < 400} [Borrow fifty more, and owe sixty.]
    ~ cash = cash + 50
    ~ debt = debt + 60
    ~ risk = risk + 5
    -> morning
+ [Lie low.]
    ~ risk = MAX(0, risk - 10)
    -> morning
* [Ask the old trader.] -> mentor

=== mentor ===
"Sell before you are searched," he says. The risk is {risk}.
+ [Listen.]
    ~ risk = MAX(0, risk - 5)
    -> morning
+ [Argue.]
    ~ cash = cash + 5
    -> morning

=== ending ===
{
- cash - debt >= 0:
    Free. {cash - debt} coins are left.
- cash - debt < -200:
    Ruined. {debt - cash} coins are lacking.
- else:
    Still in debt. {debt - cash} coins are lacking still.
}
NET {cash - debt}
-> END
