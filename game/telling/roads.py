"""Roads: loading, setting out, days on the way, arriving; papers; and what goes with couriers."""

from engine import events as ev
from game import words
from game.telling.days import close_days
from game.telling.teller import Teller, does
from game.tongue import later, tr


def _loaded(teller: Teller, event: ev.Loaded) -> None:
    pattern = later("Loaded: {goods}") if event.amount > 0 else later("Laid down: {goods}")
    teller.say("change", tr(pattern, goods=teller.goods(event.good, abs(event.amount))))


def _departed(teller: Teller, event: ev.Departed) -> None:
    teller.passes = True
    mode = teller.scenario.road.modes[teller.scenario.road.routes[event.route].mode].name
    goes = does(teller.traveller(), later("{who} sets out"), later("{who} set out"))
    way = tr(
        "{goes} from {source} for {target}, {going}",
        goes=goes,
        source=teller.place(event.source),
        target=teller.place(event.target),
        going=words.going(mode),
    )
    money = teller.scenario.money
    cost = tr("; {sum} in fare and freight", sum=teller.sum(event.paid, money)) if event.paid else ""
    teller.say("change", way + cost)


def _stood_still(teller: Teller, event: ev.StoodStill) -> None:
    teller.days.stood += 1


def _froze(teller: Teller, event: ev.Frozen) -> None:
    teller.days.frozen[event.good] = teller.days.frozen.get(event.good, 0) + event.amount


def _turned_back(teller: Teller, event: ev.TurnedBack) -> None:
    close_days(teller)
    teller.say("change", does(teller.traveller(), later("{who} turns back"), later("{who} turn back")))
    teller.passes = True


def _arrived(teller: Teller, event: ev.Arrived) -> None:
    teller.on_road = event.days > 0
    close_days(teller)
    teller.on_road = False
    goes = does(teller.traveller(), later("{who} arrives"), later("{who} arrive"))
    days = later(" after {number} day") if event.days == 1 else later(" after {number} days")
    after = tr(days, number=words.spelled(event.days)) if event.days else ""
    teller.close_changes()
    where = words.at_place(teller.place(event.place))
    teller.say("day", tr("{goes} {where}{after}", goes=goes, where=where, after=after))


def _issued(teller: Teller, event: ev.PaperIssued) -> None:
    teller.say(
        "change",
        tr("Issued: {paper}, good until {date}", paper=_paper(teller, event.paper), date=teller.date(event.until)),
    )


def _withdrawn(teller: Teller, event: ev.PaperWithdrawn) -> None:
    teller.say("change", tr("Taken away: {paper}", paper=_paper(teller, event.paper)))


def _paper(teller: Teller, paper: str) -> str:
    return teller.scenario.papers[paper].name


def _sent(teller: Teller, event: ev.ParcelSent) -> None:
    teller.say(
        "change",
        tr(
            "Given to {courier}: {goods}",
            courier=_courier(teller, event.courier),
            goods=teller.goods(event.of, event.amount),
        ),
    )


def _came(teller: Teller, event: ev.ParcelArrived) -> None:
    close_days(teller)
    teller.say(
        "change",
        tr(
            "Arrived with {courier}: {goods}",
            courier=_courier(teller, event.courier),
            goods=teller.goods(event.of, event.amount),
        ),
    )


def _lost(teller: Teller, event: ev.ParcelLost) -> None:
    close_days(teller)
    back = teller.sum(event.made_good, event.currency) if event.made_good else tr("nothing")
    what = teller.goods(event.of, event.amount)
    teller.say(
        "warning",
        tr(
            "Lost with {courier}: {what}; {back} of it made good",
            courier=_courier(teller, event.courier),
            what=what,
            back=back,
        ),
    )


def _courier(teller: Teller, courier: str) -> str:
    return teller.scenario.couriers[courier].name


HEARS = {
    ev.Loaded: _loaded,
    ev.Departed: _departed,
    ev.StoodStill: _stood_still,
    ev.Frozen: _froze,
    ev.TurnedBack: _turned_back,
    ev.Arrived: _arrived,
    ev.PaperIssued: _issued,
    ev.PaperWithdrawn: _withdrawn,
    ev.ParcelSent: _sent,
    ev.ParcelArrived: _came,
    ev.ParcelLost: _lost,
}
