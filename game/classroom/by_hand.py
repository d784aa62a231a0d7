"""By hand: the plain player as a page of forms, where websockets are blocked; the same play and the same journal."""

from collections import deque

from engine.actions import Pull
from engine.errors import Refused
from game.classroom.room import SHUT, Room, Seat
from game.page.player import ButtonPlain
from game.play import Option, Play
from game.tongue import told

TOLD = 120
"""Lines that the page goes back."""


class SeatPlain(ButtonPlain):
    """The plain player of a seat, with the last lines that it said."""

    def __init__(self, play: Play) -> None:
        self.lines: deque[str] = deque(maxlen=TOLD)
        super().__init__(play, self.lines.append)


class ByHand:
    """The plain players of all seats, made when first asked for."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._players: dict[int, SeatPlain] = {}
        self._at: dict[int, int] = {}
        """Seat -> times that somebody else had played on for it when it was last looked at."""

    def player(self, seat: Seat) -> SeatPlain:
        """Return the plain player of a seat; where it was played on elsewhere, with the scene told anew."""
        play = self.room.play_of(seat)
        player = self._players.get(seat.number)
        if player is None or player.play is not play:
            player = self._players[seat.number] = SeatPlain(play)
            player.again()
        elif self._at[seat.number] != seat.moves:
            player.again()
        self._at[seat.number] = seat.moves
        return player

    def at(self, seat: Seat) -> int:
        """Return how much was done at a seat, by which a page knows whether it is the latest; levers do not count."""
        return sum(not isinstance(action, Pull) for action in self.player(seat).session.journal)

    def options(self, seat: Seat) -> tuple[Option, ...]:
        """Return the choices as they stand, none while the class rests."""
        play = self.player(seat).play
        return () if self.room.state in SHUT or play.ended else play.options()

    def hear(self, seat: Seat, line: str, at: int) -> None:
        """Do what was asked on a page that showed the play at so many actions; sent twice, done once."""
        line = "".join(letter for letter in line if letter.isprintable())
        with seat.lock:
            player = self.player(seat)
            player.say(f"> {self._asked(player, line)}")
            try:
                if at != self.at(seat):
                    raise Refused("This page was not the latest; nothing was done. Here is how things stand.")
                player.hear(line)
            except Refused as refused:
                player.say(told(refused.sentence))

    def _asked(self, player: SeatPlain, line: str) -> str:
        # Buttons send a choice's number: its id may be a command's too, as `again` is.
        options = player.play.options()
        return next((one.say for number, one in enumerate(options, 1) if line in (one.id, str(number))), line[:120])
