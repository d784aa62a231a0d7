"""The plan: who does what, and how much of it; each change counts, and is kept, at once."""

import asyncio
from collections.abc import Callable

from rich.cells import cell_len
from textual.app import ComposeResult

from engine.errors import Refused
from game.commands import HELP, Command, bindings
from game.outlook import outlooks
from game.play import Beat, Play
from game.screens.base import GameScreen
from game.styles import style
from game.tongue import told, tr
from game.widgets.keybar import KeyBar
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import EMPTY, Block, Line, Run, Text, fit, gap, para, rule, table

LESS = Command("change(-1)", "left,minus", "Less", "One step less, or the duty before", "less")
MORE = Command("change(1)", "right,plus,enter", "More", "One step more, or the next duty", "more")
BACK = Command("close", "escape,q,p", "Done", "Back to the story", "done")


class Dials(Menu):
    """Duties and dials, each on its line."""

    play: Play

    def set_lines(self, width: int) -> list[Line]:
        """Return a line each, duties first."""
        scenario, status = self.play.session.scenario, self.play.status
        lines: list[Line] = []
        self.owner = []
        people = {who.id: who for who in status.people}
        dials = {dial.id: dial for dial in status.dials}
        longest = max((cell_len(duty.name) for duty in scenario.duties.values()), default=0)
        for number, item in enumerate(self.items):
            sort, _, name = item.id.partition(":")
            if sort == "dial" and number and self.items[number - 1].id.startswith("duty"):
                lines.append(EMPTY)
                self.owner.append(-1)
            if sort == "duty":
                value, note = people[name].duty or tr("nothing"), ""
            else:
                value, note = dials[name].text, dials[name].range.partition(", in steps")[0]
                rule = scenario.dials[name]
                ends = (dials[name].value > rule.low, dials[name].value < rule.high)
            less, more = ends if sort == "dial" else (True, True)
            value_width = max(32, min(longest, width - 32)) if sort == "duty" else 10
            lines.append(
                (
                    Run(" " + fit(item.say, 25), ""),
                    Run("‹ " if less else "  ", "ember"),
                    Run(fit(value, value_width, right=sort == "dial"), "strong"),
                    Run(" ›" if more else "  ", "ember"),
                    Run("  " + fit(note, max(0, width - value_width - 32)).rstrip(), "quiet"),
                )
            )
            self.owner.append(number)
        return lines

    def number_of(self, key: str, character: str | None) -> int:
        """Return nothing: digits choose no line here."""
        return -1

    def clicked(self, number: int, left: bool) -> None:
        """Change what is clicked: the left half less, the right half more."""
        self.move(number)
        if isinstance(self.screen, PlanScreen):
            self.screen.run_worker(self.screen.action_change(-1 if left else 1))


class PlanScreen(GameScreen):
    """Duties and dials."""

    CSS = style("pages")
    commands = (LESS, MORE, BACK, HELP)
    BINDINGS = bindings(LESS, MORE, BACK)

    def __init__(self, play: Play, did: Callable[[Beat], None]) -> None:
        super().__init__()
        self.play = play
        self.did = did

    def compose(self) -> ComposeResult:
        yield self.headline(tr("The plan"), self.play.status.date)
        yield Sheet([gap()], id="space")
        dials = Dials(self.items(), numbered=False, measure=78, centre=True, id="dials")
        dials.play = self.play
        yield dials
        yield Sheet(self.outlook(), measure=78, centre=True, id="outlook")
        yield KeyBar(self.commands)

    def items(self) -> list[Item]:
        """Return who has a duty to choose, and the dials."""
        scenario = self.play.session.scenario
        who = [p for p in scenario.people.values() if any(p.id in duty.who for duty in scenario.duties.values())]
        duties = [Item(f"duty:{person.id}", person.name) for person in who]
        return duties + [Item(f"dial:{dial.id}", dial.name) for dial in scenario.dials.values()]

    def outlook(self) -> list[Block]:
        """Return what a day by this plan would use and could bring."""
        blocks: list[Block] = [gap()]
        for look in outlooks(self.play.session):
            where = tr("a day at {stall}", stall=look.stall) + ("" if look.tended else tr(", if somebody tends it"))
            uses: list[list[Text]] = [
                [[Run(" " + good, "quiet")], amount, [Run(lasts, "quiet" if enough else "bad")]]
                for good, amount, lasts, enough in look.uses
            ]
            pot = [
                Run(tr("In the pot: "), "quiet"),
                Run(look.costs),
                Run(tr(" at today's prices. All sold: "), "quiet"),
            ]
            blocks += [rule(where), table(uses, "lrl", spacing=3)]
            blocks.append(para([*pot, Run(look.brings, "strong"), Run(".", "quiet")], indent=1, hang=1))
        return blocks

    async def action_change(self, by: int) -> None:
        item = self.query_one(Dials).current
        if item is None:
            return
        sort, _, name = item.id.partition(":")
        try:
            beat = await asyncio.to_thread(self.turned if sort == "dial" else self.assigned, name, by)
        except Refused as refused:
            self.game.say_once(told(refused.sentence), timeout=4)
            return
        if beat is not None:
            self.query_one(Dials).set_anew()
            self.query_one("#outlook", Sheet).show(self.outlook())
            self.did(beat)

    def turned(self, name: str, by: int) -> Beat | None:
        """Turn a dial by steps; nothing at the end of its range."""
        dial = self.play.session.scenario.dials[name]
        now = self.play.session.world.values.get(name, dial.start)
        wanted = min(max(now + by * dial.step, dial.low), dial.high)
        return self.play.set_dial(name, wanted) if wanted != now else None

    def assigned(self, person: str, by: int) -> Beat | None:
        """Give a person the next duty that is theirs and possible."""
        scenario = self.play.session.scenario
        duties = [duty.id for duty in scenario.duties.values() if person in duty.who]
        now = self.play.session.world.plan.get(person, "")
        at = duties.index(now) if now in duties else -1
        for step in range(1, len(duties) + 1):
            wanted = duties[(at + by * step) % len(duties)]
            if wanted == now:
                return None
            try:
                return self.play.assign(person, wanted)
            except Refused:
                continue
        return None

    async def on_menu_taken(self, message: Menu.Taken) -> None:
        """Enter is one step more."""
        await self.action_change(1)

    def action_close(self) -> None:
        self.dismiss()
