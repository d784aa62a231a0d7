"""Trade: goods, notes and coupons bought and sold, in the open and behind the stalls, and what of it others take."""

from engine import events as ev
from game.telling.teller import Teller
from game.tongue import later, tr


def _traded(teller: Teller, event: ev.Traded) -> None:
    if teller.passes:
        key = (event.good, event.amount > 0)
        amount, total, _ = teller.days.trades.get(key, (0, 0, ""))
        teller.days.trades[key] = (amount + abs(event.amount), total + event.sum, event.currency)
        return
    measure = event.good == teller.scenario.yardstick
    _deal(teller, event.good, event.amount, event.sum, event.currency, bare=measure)


def _exchanged(teller: Teller, event: ev.Exchanged) -> None:
    _deal(teller, event.of, event.amount, event.sum, event.currency)


def _coupons(teller: Teller, event: ev.CouponsTraded) -> None:
    _deal(teller, event.coupon, event.amount, event.sum, event.currency)


def _deal(teller: Teller, what: str, amount: int, total: int, currency: str, bare: bool = False) -> None:
    pattern = later("Bought: {goods} for {price}") if amount > 0 else later("Sold: {goods} for {price}")
    price = teller.money(total, currency) if bare else teller.sum(total, currency)
    teller.say("change", tr(pattern, goods=teller.goods(what, abs(amount)), price=price))


def _fakes(teller: Teller, event: ev.FakesFound) -> None:
    teller.say(
        "warning",
        tr("Bad notes among them: {money}. Nobody takes them", money=teller.money(event.amount, event.currency)),
    )


def _redeemed(teller: Teller, event: ev.CouponsRedeemed) -> None:
    what = teller.goods(event.good, event.goods)
    teller.say(
        "change", tr("Handed in: {goods}, for {what}", goods=teller.goods(event.coupon, event.amount), what=what)
    )


def _caught(teller: Teller, event: ev.CaughtSelling) -> None:
    what, price = teller.goods(event.good, abs(event.amount)), teller.sum(event.sum, event.currency)
    teller.close_changes()
    teller.say("warning", tr("Caught behind the stalls. Lost: {what} and {price}", what=what, price=price))


def _share(teller: Teller, event: ev.ShareTaken) -> None:
    key = (event.share, event.currency)
    teller.days.shares[key] = teller.days.shares.get(key, 0) + event.amount


HEARS = {
    ev.Traded: _traded,
    ev.Exchanged: _exchanged,
    ev.FakesFound: _fakes,
    ev.CouponsTraded: _coupons,
    ev.CouponsRedeemed: _redeemed,
    ev.CaughtSelling: _caught,
    ev.ShareTaken: _share,
}
