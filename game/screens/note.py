"""What a chapter is about and what it holds, before it begins."""

import asyncio
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from game.commands import CLOSE, HELP, SCROLL, bindings
from game.published import odds
from game.screens.base import GameScreen, scroll
from game.shelf import NotPlayable
from game.styles import style
from game.tongue import later, tongue, tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import MEASURE, Block, gap, para, paras, rule

if TYPE_CHECKING:
    from engine.session import Session, Story
    from game.campaign import Before
    from game.saves import Slot


LEAVING = later(
    "Press q to leave at any moment; your place is kept. You may also watch it being played, without choosing."
)


class NoteScreen(GameScreen):
    """The content note, and the way in."""

    CSS = style("pages")
    commands = (CLOSE, *SCROLL, HELP)
    BINDINGS = bindings(CLOSE, *SCROLL)

    def __init__(self, story: "Story", seed: int | None = None, after: "Before | None" = None) -> None:
        super().__init__()
        self.story = story
        self.seed = seed
        self.slots: list[Slot] = []
        """Unfinished games of this chapter, the latest first."""
        self.ended: list[Before] = [after] if after is not None else []
        """Ended games that this chapter may follow: the one it was opened from, then the latest first."""

    async def read_anew(self) -> None:
        """Show the chapter in the language that is read now."""
        name = self.story.scenario.folder or self.story.scenario.slug
        with suppress(NotPlayable):
            self.story = await self.game.long(tr("Opening the chapter"), lambda: self.game.shelf.story(name))
        await super().read_anew()

    def compose(self) -> ComposeResult:
        scenario = self.story.scenario
        yield self.headline(scenario.title, scenario.subtitle)
        yield Sheet(self.blocks(), measure=MEASURE, centre=True, id="page")
        yield Menu(self.items(), measure=MEASURE, centre=True, id="menu")
        yield KeyBar(self.commands)

    def blocks(self) -> list[Block]:
        """Return the chapter's blurb, length and content note."""
        scenario = self.story.scenario
        first, last = scenario.date_of(1), scenario.date_of(scenario.lasts)
        facts = [tr("{first} to {last}", first=_month(first), last=_month(last))]
        facts += [tr("about {minutes} minutes", minutes=scenario.minutes)] if scenario.minutes else []
        facts += [tr("ages {ages}", ages=scenario.ages)] if scenario.ages else []
        made: list[Block] = [gap(), *paras(scenario.blurb), gap()]
        made += [para(" · ".join(facts), "quiet"), gap(), rule(tr("before you begin")), gap()]
        made += paras(scenario.content_note or tr("This chapter has no content note."), "")
        made += [gap(), *paras(tr(LEAVING), "quiet")]
        told = odds(scenario)
        return made + ([gap(), rule(tr("how it ends")), gap(), *paras("\n\n".join(told), "")] if told else [])

    def on_mount(self) -> None:
        """Look for a game that can be gone on with."""
        self.fit()
        if self.seed is None:
            self.run_worker(self.look())

    async def look(self) -> None:
        """Find the unfinished games of this chapter."""
        from game import campaign, saves

        self.slots = await asyncio.to_thread(saves.unfinished, saves.asked_for(self.story.scenario))
        if self.story.scenario.carries.chapters:
            found, known = await asyncio.to_thread(campaign.all_before, self.story.scenario), self.ended
            self.ended += [one for one in found if one.path not in [each.path for each in known]]
        if self.slots or self.ended:
            self.query_one(Menu).offer(self.items())
            self.fit()

    def fit(self) -> None:
        """Give the menu the lines it needs."""
        self.query_one(Menu).styles.height = len(self.items()) + 1

    def items(self) -> list[Item]:
        """Return the ways on."""
        slot = self.slots[0] if self.slots else None
        go_on = (
            [
                Item(
                    "go_on",
                    tr("Go on where you left"),
                    tr("day {day} of {of_days}, {scene}", day=slot.day, of_days=slot.of_days, scene=slot.scene),
                )
            ]
            if slot
            else []
        )
        if len(self.slots) > 1:
            go_on.append(Item("games", tr("Go on with another"), tr("{slots} saved games", slots=len(self.slots))))
        alone = (
            tr("anew; the other game is kept")
            if slot
            else tr("with what the chapter itself gives")
            if self.ended
            else ""
        )
        return [
            *go_on,
            *self.following(),
            Item("begin", tr("Begin"), alone),
            Item("watch", tr("Watch it played"), tr("by a plain policy; you choose nothing")),
            Item("back", tr("Not now")),
        ]

    def following(self) -> list[Item]:
        """Return the way on from an ended game, where there is one."""
        if not self.ended:
            return []
        more = tr(", or another of {ended} games", ended=len(self.ended)) if len(self.ended) > 1 else ""
        return [Item("follow", tr("Begin after {title}", title=self.ended[0].title), f"{self.ended[0].ended}{more}")]

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Begin, go on, or go back."""
        if message.item.id == "begin":
            self.game.fresh(self.session())
        elif message.item.id == "follow":
            from engine.luck import fresh_seed
            from game.screens.follow import FollowScreen

            # The same seed from here on: what a debt comes to in another money goes by its rate.
            self.seed = self.seed if self.seed is not None else fresh_seed()
            self.app.push_screen(FollowScreen(self.story, self.seed, self.ended))
        elif message.item.id == "watch":
            self.game.look_on(self.session())
        elif message.item.id == "go_on":
            self.game.resume(self.slots[0].path, self.slots[0].scenario)
        elif message.item.id == "games":
            from game.screens.games import GamesScreen

            self.app.push_screen(GamesScreen(self.slots))
        else:
            self.dismiss()

    def session(self) -> "Session":
        """Return a new play of the chapter."""
        from engine.luck import fresh_seed
        from engine.session import Session

        return Session(self.story, self.seed if self.seed is not None else fresh_seed())

    def action_scroll(self, how: str) -> None:
        scroll(self.query_one("#page", Sheet), how)

    def action_close(self) -> None:
        self.dismiss()


def _month(when: date) -> str:
    return tr("{date} {year}", date=tongue().date(when), year=when.year)
