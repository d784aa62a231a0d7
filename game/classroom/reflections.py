"""Reflections: what pupils write in their own words when they look back, for their teacher and for nobody else."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from engine.errors import Refused
from game.classroom.door import Door
from game.classroom.guard import Bucket
from game.classroom.pages import page
from game.classroom.records import NotKept, Records
from game.classroom.room import Hall, Seat
from game.tongue import later

LONGEST = 1500
"""Letters of a reflection; as a form of Korean letters it stays below what the server takes."""
AT_ONCE, A_SECOND = 10, 0.5
"""Reflections that one seat may send at once, and in each second after."""
TOO_LONG = later("That is {letters} letters; {longest} are kept. Nothing was changed: make it shorter.")
KEPT = later("It is kept. You can change it as long as this page opens.")
TAKEN_BACK = later("It is taken back: nothing of it is kept.")
TOO_OFTEN = later("That was very many at once. Wait a moment.")


@dataclass(frozen=True, slots=True)
class Reflection:
    """What a seat wrote, with when in seconds since 1970 by the server's clock."""

    text: str
    at: int


def kept(records: Records, of: int) -> dict[int, Reflection]:
    """Return seat -> what was written there; raise `NotKept` where the records do not answer."""
    rows = records.rows("SELECT seat, text, at FROM reflection WHERE class=? ORDER BY seat", of)
    return {int(str(seat)): Reflection(str(text), int(str(at))) for seat, text, at in rows}


def keep(records: Records, of: int, seat: int, text: str) -> None:
    """Keep what a seat wrote in the place of what it wrote before; empty takes it back; raises `NotKept`."""
    if not text:
        records.write("DELETE FROM reflection WHERE class=? AND seat=?", of, seat)
        return
    anew = "ON CONFLICT (class, seat) DO UPDATE SET text=excluded.text, at=excluded.at"
    records.write(f"INSERT INTO reflection VALUES (?,?,?,?) {anew}", of, seat, text, records.now())


def cleaned(text: str) -> str:
    """Return a text with plain line ends, nothing that does not show, and no blanks around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n").strip()


class OwnWords:
    """The page on which a pupil writes, and the one on which the teacher reads."""

    def __init__(self, door: Door, questions: Callable[[], tuple[str, ...]], debrief: str) -> None:
        """Take the class's door, the lesson's questions, and where the pupil's debrief stands."""
        self.door = door
        self.questions = questions
        self.debrief = debrief
        self.bucket = Bucket(AT_ONCE, A_SECOND)

    @property
    def hall(self) -> Hall:
        """The class."""
        return self.door.hall

    def add_to(self, app: web.Application) -> None:
        """Add the routes of pupils."""
        app.add_routes([web.get("/words", self.show), web.post("/words", self.take)])

    async def show(self, request: web.Request) -> web.Response:
        """Show what was written, to be changed."""
        seat = self._seat(request)
        try:
            found = await asyncio.to_thread(kept, self.hall.records, self.hall.record.id)
        except NotKept as no:
            return self._page(seat, "", no.sentence, 503)
        before = found.get(seat.number)
        return self._page(seat, before.text if before is not None else "", "")

    async def take(self, request: web.Request) -> web.Response:
        """Keep what was written; where it cannot be kept it stands in the page still."""
        seat = self._seat(request)
        text = cleaned(str((await request.post()).get("text", "")))
        try:
            if not self.bucket.lets(seat.number):
                raise Refused(TOO_OFTEN)
            if len(text) > LONGEST:
                raise Refused(TOO_LONG, letters=len(text), longest=LONGEST)
            await asyncio.to_thread(keep, self.hall.records, self.hall.record.id, seat.number, text)
        except (Refused, NotKept) as no:
            return self._page(seat, text, no.sentence, 409 if isinstance(no, Refused) else 503)
        return self._page(seat, text, KEPT if text else TAKEN_BACK)

    def _seat(self, request: web.Request) -> Seat:
        seat = self.door.seat_of(request)
        if seat is None:
            raise web.HTTPSeeOther("/")
        return seat

    def _page(self, seat: Seat, text: str, word: str, status: int = 200) -> web.Response:
        return page(
            "words", status,
            title=self.door.about.title, seat=seat, text=text, word=word, longest=LONGEST,
            questions=self.questions(), debrief=self.debrief, back=self.door.lands,
        )  # fmt: skip


def read_page(hall: Hall, title: str) -> web.Response:
    """Return the teacher's page of what the class wrote, or of why it cannot be read now."""
    try:
        found = kept(hall.records, hall.record.id)
    except NotKept as no:
        return page("teacher_words", 503, title=title, written=[], seats=len(hall.seats), word=no.sentence)
    written = [(seat, found[seat.number].text) for seat in hall.seats.values() if seat.number in found]
    return page("teacher_words", title=title, written=written, seats=len(hall.seats), word="")
