"""Handover: what a chapter takes over from an ended game of the one before, in words, and what stays behind."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.legacy import Legacy, Sum
from engine.money import Currency
from engine.scenario import Scenario
from engine.session import Session, Story
from engine.takeover import first_scene
from game import words
from game.status import DebtLine, owed, status, with_rice
from game.tongue import later, tr

MOST = 6
"""Goods that are named one by one."""
REST = later("All else is as the chapter begins for anybody.")


@dataclass(frozen=True, slots=True)
class Handover:
    """Sentences: what is brought into the chapter, and what of the game before is not."""

    brings: tuple[str, ...]
    behind: tuple[str, ...]


def handover(story: Story, seed: int, before: Scenario, left: Legacy) -> Handover:
    """Return what a play of a chapter under a seed begins with after another, compared with one that begins here."""
    after, alone = _begun(story, seed, left), _begun(story, seed)
    brings = (
        *_money(after), *_goods(after), *_debts(after, before, left), *_people(after, alone), *_numbers(after, alone)
    )  # fmt: skip
    return Handover(brings or (tr("Nothing of it is carried over."),), tuple(_behind(story.scenario, before, left)))


def _begun(story: Story, seed: int, left: Legacy | None = None) -> Session:
    """Return a play as it begins, before anything happens in its first scene."""
    scenario = story.scenario
    first = scenario.scenes[first_scene(scenario, left)]
    still = replace(scenario, scenes={**scenario.scenes, first.id: replace(first, enter=())})
    return Session(Story.of(still), seed, legacy=left)


def _money(after: Session) -> Iterator[str]:
    carried, now = after.scenario.carries.cash, status(after)
    if carried:
        sums = [with_rice(sum) for sum in now.cash if sum.amount and sum.currency in carried]
        yield tr("Money: {cash}.", cash=words.listed(sums) or tr("none"))


def _goods(after: Session) -> Iterator[str]:
    carried = after.scenario.carries.goods
    held = [line.full for line in status(after).stock if line.id in carried]
    if held:
        yield tr("Goods: {goods}.", goods=words.listed(held))


def _debts(after: Session, before: Scenario, left: Legacy) -> Iterator[str]:
    carried, now = after.scenario.carries.debts, status(after)
    going_on = [debt for debt in now.debts if debt.id in carried]
    for debt in going_on:
        yield owed(debt) + _changed(debt, after, before, left)
    if carried and not going_on:
        yield tr("No debt goes on.")


def _changed(debt: DebtLine, after: Session, before: Scenario, left: Legacy) -> str:
    """Say what a debt was left as, where it is counted in another money now."""
    was = left.debts.get(after.scenario.carries.debts[debt.id])
    if was is None or was.currency == debt.sum.currency or was.currency not in before.currencies:
        return ""
    return tr(" It was {was}, at the day's rate.", was=_was(was.owed, before.currencies[was.currency]))


def _people(after: Session, alone: Session) -> Iterator[str]:
    for who, usual in zip(status(after).people, status(alone).people, strict=True):
        if who.health != usual.health:
            yield tr(
                "{name}: {word} (health {health} instead of {usual}).",
                name=words.capital(who.name), word=who.health_word, health=who.health, usual=usual.health,
            )  # fmt: skip


def _numbers(after: Session, alone: Session) -> Iterator[str]:
    now, usual = status(after), status(alone)
    for line, other in zip(now.numbers, usual.numbers, strict=True):
        if line.value != other.value:
            yield tr(
                "{means}: {now} instead of {usual}.", means=words.capital(line.means), now=line.text, usual=other.text
            )
    for trust, own in zip(now.trust, usual.trust, strict=True):
        if trust.value != own.value:
            yield tr(
                "{who}: {word} ({value} of 100 instead of {usual}).",
                who=words.capital(trust.who), word=trust.word, value=trust.value, usual=own.value,
            )  # fmt: skip
    new = [flag for flag in now.flags if flag not in usual.flags]
    if new:
        yield words.sentence("; ".join(new))


def _behind(scenario: Scenario, before: Scenario, left: Legacy) -> Iterator[str]:
    """Yield what the game before left and this chapter does not take over."""
    carries = scenario.carries
    cash = [
        _was(sum, before.currencies[name])
        for name, sum in left.cash.items()
        if sum.amount and name not in carries.cash and name in before.currencies
    ]
    goods = [
        words.goods(kept.amount, before.goods[name])
        for name, kept in left.goods.items()
        if kept.amount and name not in carries.goods.values() and name in before.goods
    ]
    if len(goods) > MOST:
        goods = [*goods[: MOST - 1], tr("{number} other goods", number=len(goods) - MOST + 1)]
    debts = [
        tr(
            "{sum} owed to {creditor}",
            sum=_was(debt.owed, before.currencies[debt.currency]),
            creditor=before.creditors[name].name,
        )
        for name, debt in left.debts.items()
        if name not in carries.debts.values() and name in before.creditors and debt.currency in before.currencies
    ]
    if cash:
        yield tr("Money: {cash}.", cash=words.listed(cash))
    if goods:
        yield tr("Goods: {goods}.", goods=words.listed(goods))
    if debts:
        yield words.sentence(tr("Debts: {debts}", debts=words.listed(debts)))


def _was(sum: Sum, currency: Currency) -> str:
    return words.money(sum.of(currency.minor), currency)


def told(found: Handover, before: str, ended: str) -> Iterator[str]:
    """Yield a handover line by line, for whoever reads it so."""
    pattern = later("You go on from {before}, which ended with: {ended}") if ended else later("You go on from {before}")
    yield words.sentence(tr(pattern, before=before, ended=ended))
    yield tr("You bring:")
    yield from found.brings
    if found.behind:
        yield tr("What stays behind:")
        yield from found.behind
    yield REST
