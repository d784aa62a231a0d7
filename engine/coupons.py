"""Coupons: paper that fixes the price of a good on the day it is issued, and is worth more as the good grows dear."""

from dataclasses import dataclass

from engine import market as markets
from engine import rates
from engine.errors import Refused
from engine.events import CouponsRedeemed, CouponsTraded
from engine.evidence import Cited
from engine.goods import Lot, plural
from engine.market import Order, Price, Terms
from engine.said import Amount, booked
from engine.scenario import Market
from engine.scene import Spot
from engine.turn import Turn


@dataclass(frozen=True, slots=True)
class Coupon:
    """A coupon for an amount of one good, issued and resold in one currency; prices in its smallest parts."""

    id: str
    name: str
    good: str
    amount: int
    """Smallest parts of the good."""
    currency: str
    issue: int
    """What those in people's hands cost when they were issued; each is good for its amount ever after."""
    dealer: int
    """Percent of what the holder would save that a dealer asks on top of the issue price."""
    cited: Cited = Cited()
    spot: Spot = Spot()

    def resale(self, pump: int) -> int:
        """Return what a dealer asks while the pump asks so much for the same amount; never more than the pump."""
        return self.issue + (pump - self.issue) * self.dealer // 100 if pump > self.issue else pump

    def saving(self, pump: int) -> int:
        """Return what a buyer saves who takes it from a dealer."""
        return pump - self.resale(pump)


def held(turn: Turn, coupon: str) -> int:
    """Return how many coupons of a sort are held."""
    return turn.values.get(f"coupon.{coupon}", 0)


def account(coupon: Coupon) -> str:
    """Return the account in which what coupons have cost is kept, in their own currency."""
    return f"assets:coupon.{coupon.id}:{coupon.currency}"


def pump(turn: Turn, market: Market, coupon: Coupon) -> int | None:
    """Return today's posted middle price of what a coupon is for, in its currency; None where nobody can say.

    The price at the market itself counts, then the era's at its place, then that at the first market that has one.
    """
    good, scenario = coupon.good, turn.scenario
    sellers = [place for place in (market, *scenario.markets.values()) if good in place.quotes]
    quoted = turn.paths.quotation(good, market.place, turn.day)
    if quoted is not None and good not in market.quotes:
        unit, money = quoted.mid, scenario.money
    elif sellers:
        unit = turn.paths.mid(sellers[0].id, good, turn.day)
        money = sellers[0].quotes[good].currency or scenario.money
    else:
        return None
    # The player's own orders for the good do not count: nobody makes a coupon dear by buying out the pump.
    return rates.converted(turn, unit * coupon.amount // scenario.goods[good].parts, money, coupon.currency, market)


def price(turn: Turn, market: Market, name: str) -> Price:
    """Return the prices of a coupon at a market now; at its issuer it is not bought back, and the bid is 0."""
    coupon, quote = turn.scenario.coupons[name], market.coupons[name]
    if not quote.issuer:
        return markets.priced(turn, _terms(turn, market, coupon))
    left = max(0, markets.MOST_DEPTHS * quote.depth - turn.values.get(f"traded.{market.id}.{name}", 0))
    # Today's coupon fixes today's price: what stands on those in people's hands is what the pump asked some day before.
    asks = pump(turn, market, coupon) or coupon.issue
    return Price(name, 0, asks, asks, left, left, coupon.currency)


def _terms(turn: Turn, market: Market, coupon: Coupon) -> Terms:
    """Return a dealer's terms: the resale price in the middle, half of the quote's spread below it and above it."""
    quote = market.coupons[coupon.id]
    asked = pump(turn, market, coupon)
    if asked is None:
        raise Refused("Nobody can say what a {coupon} is worth today.", coupon=coupon.name)
    return Terms(
        coupon.id, f"{market.id}.{coupon.id}", coupon.currency, max(1, coupon.resale(asked)), quote.spread / 200, 1,
        quote.depth, lambda count: _said(coupon, count),
    )  # fmt: skip


def _said(coupon: Coupon, count: int) -> str:
    name = coupon.name if count == 1 else plural(coupon.name)
    return Amount(f"{count:,} {name}", count, coupon.name)


def order(turn: Turn, market: Market, name: str, amount: int) -> Order:
    """Return what buying (amount above 0) or selling (below) coupons would do; refuse what cannot be done."""
    if name not in market.coupons:
        raise Refused("Nobody deals in that here.")
    coupon = turn.scenario.coupons[name]
    if not market.coupons[name].issuer:
        return markets.weigh(turn, _terms(turn, market, coupon), amount, held(turn, name))
    if amount < 0:
        raise Refused("Whoever issues coupons gives goods for them, and no money.")
    now = price(turn, market, name)
    if amount > now.offered:
        raise Refused("No more than {amount} is to be had today.", amount=_said(coupon, now.offered))
    total = amount * now.ask
    markets.afford(turn, total, coupon.currency)
    left = now.offered - amount
    return Order(name, amount, total, now, Price(name, 0, now.ask, now.mid, left, left, now.currency), now.currency)


def trade(turn: Turn, market: Market, name: str, amount: int) -> Order:
    """Buy (amount above 0) or sell (below) coupons, and book it."""
    done = order(turn, market, name, amount)
    coupon, cash = turn.scenario.coupons[name], f"assets:cash:{done.currency}"
    if amount > 0:
        turn.post(f"bought {booked(coupon.name)}", (account(coupon), done.sum), (cash, -done.sum))
    else:
        cost = _cost(turn, coupon, -amount)
        turn.post(
            f"sold {booked(coupon.name)}",
            (cash, done.sum),
            (f"income:sale of {booked(coupon.name)}:{done.currency}", -done.sum),
        )
        turn.post(
            f"cost of {booked(coupon.name)} sold",
            (f"expenses:cost of {booked(coupon.name)} sold:{done.currency}", cost),
            (account(coupon), -cost),
        )
    turn.values[f"coupon.{name}"] = held(turn, name) + amount
    markets.mark(turn, f"{market.id}.{name}", amount)
    turn.events.append(CouponsTraded(name, amount, done.sum, done.currency))
    return done


def _cost(turn: Turn, coupon: Coupon, count: int) -> int:
    """Return what so many of the coupons held have cost."""
    return turn.balances.get(account(coupon), 0) * count // held(turn, coupon.id)


def redemption(turn: Turn, market: Market, name: str, count: int) -> Order:
    """Return what handing in coupons would give; refuse it where they are not issued or not held."""
    coupon, quote = turn.scenario.coupons.get(name), market.coupons.get(name)
    if coupon is None or quote is None or not quote.issuer:
        raise Refused("Coupons are handed in where they are issued.")
    if count > held(turn, name):
        raise Refused("You have {amount} to hand in.", amount=_said(coupon, held(turn, name)))
    now = price(turn, market, name)
    return Order(name, -count, 0, now, now, coupon.currency, goods=count * coupon.amount)


def redeem(turn: Turn, market: Market, name: str, count: int) -> Order:
    """Hand coupons in; their goods come into the market's store at what the coupons have cost."""
    done = redemption(turn, market, name, count)
    coupon = turn.scenario.coupons[name]
    cost = _cost(turn, coupon, count)
    worth = rates.value(turn, cost, coupon.currency, market)
    turn.put(coupon.good, Lot(done.goods, worth), market.store)
    rates.swap(turn, f"handed in {booked(coupon.name)}", turn.stock_account(coupon.good), worth, account(coupon), cost)
    turn.values[f"coupon.{name}"] = held(turn, name) - count
    turn.events.append(CouponsRedeemed(name, count, coupon.good, done.goods))
    return done
