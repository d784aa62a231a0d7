"""Events: what has happened, in the past tense; narration, records and tests read them, nothing else does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has happened."""


@dataclass(frozen=True, slots=True)
class ChoiceMade(Event):
    """A choice was taken, with the outcome that luck drew (empty where there is only one)."""

    scene: str
    choice: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class SceneEntered(Event):
    """The play moved to a scene."""

    scene: str


@dataclass(frozen=True, slots=True)
class Said(Event):
    """A text of consequence."""

    text: str


@dataclass(frozen=True, slots=True)
class MoneyMoved(Event):
    """Money came in (amount above 0) or went out (below), and what for."""

    amount: int
    currency: str
    why: str


@dataclass(frozen=True, slots=True)
class GoodsMoved(Event):
    """Goods came in (amount above 0) or went out (below), and what for."""

    good: str
    amount: int
    why: str


@dataclass(frozen=True, slots=True)
class Traded(Event):
    """Goods were bought (amount above 0) or sold (below) at a market for a sum."""

    good: str
    amount: int
    sum: int
    currency: str


@dataclass(frozen=True, slots=True)
class Borrowed(Event):
    """A debt was taken on, due on a day."""

    creditor: str
    owed: int
    currency: str
    due: int


@dataclass(frozen=True, slots=True)
class Repaid(Event):
    """Part or all of a debt was paid; `left` is still owed."""

    creditor: str
    amount: int
    left: int
    currency: str


@dataclass(frozen=True, slots=True)
class DebtChanged(Event):
    """A debt was extended or forgiven; `due` is its day now, `left` what is owed."""

    creditor: str
    left: int
    due: int
    currency: str


@dataclass(frozen=True, slots=True)
class DebtFellDue(Event):
    """A creditor came for a debt that is due or late."""

    creditor: str
    left: int
    days_late: int
    currency: str


@dataclass(frozen=True, slots=True)
class PatrolCame(Event):
    """A patrol came to a stall."""

    patrol: str


@dataclass(frozen=True, slots=True)
class Confiscated(Event):
    """A patrol took goods."""

    patrol: str
    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class TakingsLost(Event):
    """The day's takings were lost."""

    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class StallTraded(Event):
    """A stall's day: portions cooked, customers who came, portions sold, and takings."""

    stall: str
    day: int
    cooked: int
    customers: int
    sold: int
    takings: int


@dataclass(frozen=True, slots=True)
class PortionsServed(Event):
    """More portions were served at a stall, beside the day's usual customers."""

    stall: str
    portions: int
    takings: int


@dataclass(frozen=True, slots=True)
class DayClosed(Event):
    """A day ended: weather, how full the household ate (percent of need), food left in tenths of a day."""

    day: int
    weather: str
    fed: int
    food_days: int
    net: int
    """Change of cash over the day, smallest parts of the chapter's money."""


@dataclass(frozen=True, slots=True)
class Spoiled(Event):
    """Goods spoiled in the warmth."""

    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class NumberChanged(Event):
    """A number changed; health and energy are numbers too (`health.boy`)."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class FlagSet(Event):
    """A flag was set or taken away."""

    name: str
    on: bool


@dataclass(frozen=True, slots=True)
class DialSet(Event):
    """The player set a dial."""

    dial: str
    value: int


@dataclass(frozen=True, slots=True)
class Assigned(Event):
    """A person was given a duty; `forced` where weakness decided."""

    person: str
    duty: str
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Noticed(Event):
    """Something in the house wants attention: `missing` goods for the stall, `hungry` household, `weak` person."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class CodexOpened(Event):
    """A codex entry was met for the first time."""

    entry: str


@dataclass(frozen=True, slots=True)
class Ended(Event):
    """The play came to an ending."""

    scene: str


@dataclass(frozen=True, slots=True)
class Exchanged(Event):
    """Notes of a currency were bought (amount above 0) or sold (below) for a sum of another."""

    of: str
    amount: int
    sum: int
    currency: str


@dataclass(frozen=True, slots=True)
class FakesFound(Event):
    """Notes just bought turned out to be bad."""

    currency: str
    amount: int


@dataclass(frozen=True, slots=True)
class CouponsTraded(Event):
    """Coupons were bought (amount above 0) or sold (below) for a sum."""

    coupon: str
    amount: int
    sum: int
    currency: str


@dataclass(frozen=True, slots=True)
class CouponsRedeemed(Event):
    """Coupons were handed in for goods (smallest parts)."""

    coupon: str
    amount: int
    good: str
    goods: int


@dataclass(frozen=True, slots=True)
class CaughtSelling(Event):
    """A hidden deal was caught: the goods of it (smallest parts) and the money of it are lost."""

    good: str
    amount: int
    sum: int
    currency: str


@dataclass(frozen=True, slots=True)
class Loaded(Event):
    """Goods were loaded (amount above 0) or laid down (below)."""

    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class Departed(Event):
    """A journey began."""

    route: str
    source: str
    target: str
    paid: int


@dataclass(frozen=True, slots=True)
class StoodStill(Event):
    """A day on the road on which nothing moved."""

    route: str
    day: int


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """A checkpoint stopped the traveller."""

    checkpoint: str


@dataclass(frozen=True, slots=True)
class Frozen(Event):
    """The cold of the road took goods."""

    good: str
    amount: int
    degrees: int


@dataclass(frozen=True, slots=True)
class TurnedBack(Event):
    """The traveller turned back."""

    route: str


@dataclass(frozen=True, slots=True)
class Arrived(Event):
    """The traveller arrived."""

    place: str
    days: int


@dataclass(frozen=True, slots=True)
class PaperIssued(Event):
    """A paper was issued that holds until a day (that day included)."""

    paper: str
    until: int


@dataclass(frozen=True, slots=True)
class PaperWithdrawn(Event):
    """A paper was taken away."""

    paper: str


@dataclass(frozen=True, slots=True)
class Retained(Event):
    """A patrol or checkpoint looks away until a day (that day included)."""

    who: str
    until: int


@dataclass(frozen=True, slots=True)
class ParcelSent(Event):
    """Money or goods were given to a courier."""

    courier: str
    of: str
    amount: int


@dataclass(frozen=True, slots=True)
class ParcelArrived(Event):
    """A parcel arrived."""

    courier: str
    of: str
    amount: int


@dataclass(frozen=True, slots=True)
class ParcelLost(Event):
    """A parcel was lost; `made_good` of the declared sum was paid back."""

    courier: str
    of: str
    amount: int
    made_good: int
    currency: str


@dataclass(frozen=True, slots=True)
class ShareTaken(Event):
    """Part of a sale went to others, or into its box."""

    share: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class InstalmentKept(Event):
    """All that was called of a debt had been paid by the end of its day."""

    creditor: str


@dataclass(frozen=True, slots=True)
class InstalmentMissed(Event):
    """An instalment's day passed and `called` is still unpaid."""

    creditor: str
    called: int
    currency: str


@dataclass(frozen=True, slots=True)
class Seized(Event):
    """A creditor took goods for a sum."""

    creditor: str
    good: str
    amount: int
    sum: int
    currency: str


@dataclass(frozen=True, slots=True)
class WagePaid(Event):
    """A post paid its wage, or part of it, or nothing."""

    post: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class RationCame(Event):
    """A ration was handed out, smallest parts of the good; 0: none came."""

    ration: str
    good: str
    amount: int


@dataclass(frozen=True, slots=True)
class DuePaid(Event):
    """A due was paid, or (paid no) was not for want of money."""

    due: str
    amount: int
    currency: str
    paid: bool
