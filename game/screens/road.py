"""The road: the ways from here on a map and in a list, what the one under the cursor takes, and setting out."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from engine.actions import Depart
from game import trips, words
from game.commands import HELP, SCROLL, Command, bindings
from game.freights import Loading
from game.play import Beat, Play
from game.screens.base import GameScreen, scroll
from game.styles import style
from game.tongue import tr
from game.trips import Row, Way
from game.widgets.keybar import KeyBar
from game.widgets.mapped import road_map, spot_at
from game.widgets.menu import Item, Menu
from game.widgets.sheet import Sheet
from game.widgets.typeset import EMPTY, Block, Line, Run, fit, gap, head, para, rule, wrap

GO = Command("go", "enter", "Set out", "Look at the whole of it once more, and set out", "set out")
LOAD = Command("load", "l", "Load", "Load goods for the journey, and lay down", "load")
BACK = Command("close", "escape,q,t", "Back", "Back to the story", "back")
LABEL = 15
"""Cells for what a line is about."""
MAP = {24: 8, 34: 14, 44: 20}
"""Lines of the screen -> lines of the map."""


def row_blocks(rows: tuple[Row, ...] | list[Row]) -> list[Block]:
    """Return rows with what they are about in the margin."""
    return [_row(row) for row in rows]


def _row(row: Row) -> Block:
    what, how, role = row

    def made(width: int) -> list[Line]:
        label = [what] if len(what) < LABEL else _folded(what)
        body = wrap([Run(how, role)], max(10, width - LABEL - 1))
        lines = max(len(label), len(body))
        return [
            (
                Run(" " + fit(label[n] if n < len(label) else "", LABEL), "quiet"),
                *(body[n] if n < len(body) else EMPTY),
            )
            for n in range(lines)
        ]

    return made


def _folded(text: str) -> list[str]:
    return ["".join(run.text for run in line) for line in wrap(text, LABEL - 1)]


def way_blocks(way: Way) -> list[Block]:
    """Return all that a way takes, its posts, and the prices last seen at its end."""
    blocks: list[Block] = [head(tr("To {place}, {going}", place=way.place, going=words.going(way.mode)))]
    blocks += [para(way.refused, "bad")] if way.refused else []
    blocks += [gap(), *row_blocks(way.rows)]
    for post, rows in way.posts:
        blocks += [rule(post), *row_blocks(rows)]
    if way.prices:
        blocks += [rule(tr("prices there, {seen}", seen=way.seen)), *row_blocks(way.prices)]
    elif way.market:
        blocks += [rule(tr("prices there")), para(tr("You have not seen them."), "quiet", indent=1)]
    return blocks


class Ways(Menu):
    """The ways from here, where each leads and what it takes."""

    ways: tuple[Way, ...] = ()

    def set_lines(self, width: int) -> list[Line]:
        """Return where a way leads, and below it what it takes; a long name takes a line more."""
        self.owner = []
        lines: list[Line] = []
        for number, way in enumerate(self.ways):
            role = "past" if way.refused else "strong"
            lead = Run(f" {number + 1} ", "rule" if way.refused else "key")
            name = wrap([Run(f"{way.place}, {words.going(way.mode)}", role)], width - 4)
            note = tr("× not now") if way.refused else f"{way.days.partition(',')[0]} · {way.cost}"
            made = [*name, *wrap([Run(note, "quiet")], width - 4)]
            lines += [(lead if line is made[0] else Run("   "), *line) for line in made]
            self.owner += [number] * len(made)
        return lines or [EMPTY]

    def number_of(self, key: str, character: str | None) -> int:
        """Return the way of a digit."""
        return int(character) - 1 if character and character in "123456789" else -1

    def mark(self, number: int) -> None:
        """Show what the cursor comes to."""
        before = self.cursor
        super().mark(number)
        if before != self.cursor and self.is_mounted and isinstance(self.screen, RoadScreen):
            self.screen.show_way()


class Map(Sheet):
    """The map; a click on a place puts the cursor on a way to it."""

    def on_click(self, event: events.Click) -> None:
        """Find the place that is meant."""
        if isinstance(self.screen, RoadScreen):
            spot = spot_at(self.screen.chart, event.x, event.y, self.room, self.size.height)
            self.screen.look_at(spot)


class RoadScreen(GameScreen):
    """The ways from here."""

    CSS = style("pages")
    commands = (GO, LOAD, *SCROLL, BACK, HELP)
    BINDINGS = bindings(GO, LOAD, *SCROLL, BACK)

    def __init__(self, play: Play, did: Callable[[Beat], None]) -> None:
        super().__init__()
        self.play = play
        self.did = did
        self.ways = trips.ways(play.session)
        self.chart = trips.chart(play.session)

    def look_again(self) -> None:
        self.ways = trips.ways(self.play.session)

    def compose(self) -> ComposeResult:
        now = self.play.status
        yield self.headline(tr("From {place}", place=now.place) if now.place else tr("The road"), now.date)
        with Horizontal(id="road"):
            with Vertical(id="road-left"):
                yield Map(id="map")
                menu = Ways(self.items(), id="ways")
                menu.ways = self.ways
                yield menu
            yield Sheet(measure=78, id="way")
        yield KeyBar(self.commands)

    def on_mount(self) -> None:
        """Give the map its lines, and show the first way."""
        tall = max((lines for rows, lines in MAP.items() if self.app.size.height >= rows), default=0)
        self.query_one("#map", Sheet).styles.height = tall if self.chart.spots else 0
        self.call_after_refresh(self.show_way)

    def items(self) -> list[Item]:
        """Return the ways as items."""
        return [Item(way.route, way.place, barred=way.refused) for way in self.ways]

    @property
    def way(self) -> Way | None:
        """The way under the cursor."""
        at = self.query_one(Ways).cursor
        return self.ways[at] if at < len(self.ways) else None

    def show_way(self) -> None:
        """Show the way under the cursor, here and on the map."""
        way = self.way
        sheet = self.query_one("#map", Sheet)
        sheet.show([road_map(self.chart, way.target if way is not None else "", sheet.size.height)])
        blocks = way_blocks(way) if way is not None else [para(tr("No way leads away from here."), "quiet")]
        self.query_one("#way", Sheet).show([gap(), *self.load_blocks(), *blocks])

    def look_at(self, place: str) -> None:
        """Put the cursor on the next way to a place, if one leads there."""
        menu = self.query_one(Ways)
        there = [number for number, way in enumerate(self.ways) if way.target == place]
        if there:
            menu.move(next((number for number in there if number > menu.cursor), there[0]))

    def load_blocks(self) -> list[Block]:
        """Return what is loaded."""
        now = Loading(self.play.session)
        goods = self.play.session.scenario.goods
        taken = [words.goods(amount, goods[good]) for good, amount in now.wanted.items() if amount]
        text = words.listed(taken) if taken else tr("nothing; l loads")
        return [para([Run(tr("Loaded: "), "quiet"), Run(text)], hang=2), gap()]

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Look at a way whole before setting out on it."""
        self.action_go()

    def action_go(self) -> None:
        from game.screens.setting_out import SettingOutScreen

        way = self.way
        if way is None:
            return
        if way.refused:
            self.game.say_once(way.refused, timeout=6)
        else:
            self.app.push_screen(SettingOutScreen(self.play, way, Depart(way.route), self.gone))

    def gone(self, beat: Beat) -> None:
        """Leave for the story, which goes on."""
        self.dismiss()
        self.did(beat)

    def action_load(self) -> None:
        from game.screens.load import LoadScreen

        loading = Loading(self.play.session)
        if not loading.all:
            self.game.say_once(tr("There is nothing here to load."), timeout=4)
        else:
            self.app.push_screen(LoadScreen(self.play, loading, self.moved))

    def moved(self, beats: list[Beat]) -> None:
        """Show what a changed load changes."""
        if beats:
            self.did(Beat("", tuple(told for beat in beats for told in beat.told), beats[-1].trouble))
        menu = self.query_one(Ways)
        self.ways = menu.ways = trips.ways(self.play.session)
        menu.items = tuple(self.items())
        menu.set_anew()
        self.show_way()

    def action_scroll(self, how: str) -> None:
        scroll(self.query_one("#way", Sheet), how)

    def action_close(self) -> None:
        self.dismiss()
