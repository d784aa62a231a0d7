"""Roads: loading, setting out, days on the way, arriving; papers; and what goes with couriers."""

from engine import events as ev
from game import words
from game.telling.days import close_days
from game.telling.teller import Teller, does


def _loaded(teller: Teller, event: ev.Loaded) -> None:
    verb = "Loaded" if event.amount > 0 else "Laid down"
    teller.say("change", f"{verb}: {teller.goods(event.good, abs(event.amount))}")


def _departed(teller: Teller, event: ev.Departed) -> None:
    teller.passes = True
    mode = teller.scenario.road.modes[teller.scenario.road.routes[event.route].mode].name
    goes = does(teller.traveller(), "sets out", "set out")
    way = f"{goes} from {teller.place(event.source)} for {teller.place(event.target)}, {words.going(mode)}"
    money = teller.scenario.money
    cost = f"; {teller.sum(event.paid, money)} in fare and freight" if event.paid else ""
    teller.say("change", way + cost)


def _stood_still(teller: Teller, event: ev.StoodStill) -> None:
    teller.days.stood += 1


def _froze(teller: Teller, event: ev.Frozen) -> None:
    teller.days.frozen[event.good] = teller.days.frozen.get(event.good, 0) + event.amount


def _turned_back(teller: Teller, event: ev.TurnedBack) -> None:
    close_days(teller)
    teller.say("change", does(teller.traveller(), "turns back", "turn back"))
    teller.passes = True


def _arrived(teller: Teller, event: ev.Arrived) -> None:
    teller.on_road = event.days > 0
    close_days(teller)
    teller.on_road = False
    goes = does(teller.traveller(), "arrives", "arrive")
    after = f" after {words.spelled(event.days)} {'day' if event.days == 1 else 'days'}" if event.days else ""
    teller.close_changes()
    teller.say("day", f"{goes} {words.at_place(teller.place(event.place))}{after}")


def _issued(teller: Teller, event: ev.PaperIssued) -> None:
    teller.say("change", f"Issued: {_paper(teller, event.paper)}, good until {teller.date(event.until)}")


def _withdrawn(teller: Teller, event: ev.PaperWithdrawn) -> None:
    teller.say("change", f"Taken away: {_paper(teller, event.paper)}")


def _paper(teller: Teller, paper: str) -> str:
    return teller.scenario.papers[paper].name


def _sent(teller: Teller, event: ev.ParcelSent) -> None:
    teller.say("change", f"Given to {_courier(teller, event.courier)}: {teller.goods(event.of, event.amount)}")


def _came(teller: Teller, event: ev.ParcelArrived) -> None:
    close_days(teller)
    teller.say("change", f"Arrived with {_courier(teller, event.courier)}: {teller.goods(event.of, event.amount)}")


def _lost(teller: Teller, event: ev.ParcelLost) -> None:
    close_days(teller)
    back = teller.sum(event.made_good, event.currency) if event.made_good else "nothing"
    what = teller.goods(event.of, event.amount)
    teller.say("warning", f"Lost with {_courier(teller, event.courier)}: {what}; {back} of it made good")


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
