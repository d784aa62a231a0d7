"""Watching: a chapter played by one of its plain policies, for whoever would rather not choose."""

from dataclasses import replace

from engine.actions import Choose, Depart
from engine.luck import Luck
from engine.session import Session
from game.narration import Told
from game.play import Beat, Play
from game.tongue import tr
from story import library
from story.desk import Desk
from story.policies import RANDOM, Policy, policies_of

USUAL = "sensible"
"""The policy that is watched where none is named and the chapter has it."""


class NoSuchPolicy(Exception):
    """A chapter has no policy of that name; carries the sentence for the user."""


class Watched:
    """A play that a policy makes, a step at a time; nothing of it is saved."""

    def __init__(self, session: Session, policy: Policy) -> None:
        self.play = Play.fresh(session, keep=False)
        self.policy = policy
        self._luck = Luck(session.world.seed)
        self._count = self._planned = 0

    @property
    def ended(self) -> bool:
        """Whether the play has come to an ending."""
        return self.play.ended

    def step(self) -> Beat:
        """Let the policy plan, trade and take one choice or set out; return what came of it all."""
        told: tuple[Told, ...] = ()
        while True:
            action = self.policy.next(self.play.session, self._luck, self._count, self._planned)
            self._count += 1
            self._planned += 1
            beat = self.play.do(action)
            told += beat.told
            if isinstance(action, Choose | Depart):
                self._planned = 0
                return replace(beat, told=told)


def policy_of(session: Session, name: str = "") -> Policy:
    """Return a chapter's policy by name; without a name the usual one, else the first it has."""
    scenario = session.scenario
    try:
        known = policies_of(scenario, library.find(scenario.folder or scenario.slug), Desk(scope=scenario.scope))
    except library.NoSuchScenario:
        known = {RANDOM.name: RANDOM}
    if not name:
        named = [policy for key, policy in known.items() if key != "random"]
        return known.get(USUAL) or (named[0] if named else known["random"])
    if name not in known:
        raise NoSuchPolicy(
            tr("This chapter has no policy {name}. There are: {join}.", name=f"{name!r}", join=", ".join(known))
        )
    return known[name]
