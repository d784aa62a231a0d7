"""Watch: a chapter played by one of its policies, a step at a time; the books and the evidence stay open to look at."""

from game.screens.play import PlayScreen, after
from game.tongue import tr
from game.watching import Watched
from game.widgets.menu import Item

NEXT = "next"
NOT_HERE = ("market", "plan", "road")
"""Commands with which a player acts; whoever watches only looks."""


class WatchScreen(PlayScreen):
    """A play that a policy makes."""

    def __init__(self, watched: Watched) -> None:
        super().__init__(watched.play)
        self.watched = watched

    def offer(self) -> list[Item]:
        """Return the way on, and the way out."""
        if self.play.ended:
            return list(after())
        return [Item(NEXT, tr("Go on")), Item("leave", tr("Stop watching"), tr("nothing of it is kept"))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what a watcher cannot do."""
        return action not in NOT_HERE and super().check_action(action, parameters)

    async def taken(self, chosen: Item) -> None:
        """Let the policy act, or leave."""
        if chosen.id == NEXT:
            await self.do(self.watched.step)
        else:
            getattr(self, f"action_{chosen.id}")()
