"""Plain words: by what name a value goes that an author calls by a word of everyday."""

from engine.kinds import Scope

MOST_MONEYS = 4
"""Currencies up to which each is named."""


def written_for(word: str, scope: Scope) -> str:
    """Return how a value is written that a word was meant for: `beans` is `stock.beans`; empty where none is known."""
    if word in ("True", "False"):
        return f"write {'yes' if word == 'True' else 'no'}"
    if word in ("cash", "money") or word in scope.minors:
        moneys = [f"cash.{money}" for money in ([word] if word in scope.minors else scope.minors)]
        return f"write {' or '.join(moneys)}" if len(moneys) <= MOST_MONEYS else ""
    for part in ("stock", "owed", "health"):
        if f"{part}.{word}" in scope.symbols:
            return f"write {part}.{word}"
    if word in scope.ids.get("paper", ()):
        return f"a paper that is held is holds({word})"
    return f"a scene that was seen is visited({word})" if word in scope.ids.get("scene", ()) else ""
