"""Peers of a market: each server takes in what is done at the others, in the order that the records give it."""

import time

from game.classroom.bazaar.square import Square
from game.classroom.peers import BEAT, Peers
from game.classroom.room import Seat


class MarketPeers(Peers):
    """What keeps this server's market in step with that of the others."""

    def __init__(self, square: Square) -> None:
        super().__init__(square)
        self.square = square
        self._looked = 0.0

    def _catch_up(self) -> list[Seat]:
        if time.monotonic() - self._looked >= BEAT and not self.square.records.store.far:
            # A file is silent about a server that was killed: its seats would stay there for good.
            self._looked = time.monotonic()
            if self.square.look():
                self.square.changed()
        if not self.square.trouble:
            self.square.catch_up()
        return []
