"""A market's journal as a file: read, played again, and compared; needs nothing of what serves a class."""

import json
from pathlib import Path
from typing import Any

from engine.bazaar import actions, plain
from engine.bazaar.market import Market
from engine.errors import BadSnapshot, Refused

KIND = "jangmadang market"
FORMAT = 1
LONGEST = 50_000_000
"""Bytes of a journal; a class of forty writes about one million in a lesson."""


def written(market: Market) -> str:
    """Return a whole market as JSON: rules, seed, actions in order, and the digest that replaying them gives."""
    return json.dumps(
        {
            "kind": KIND, "format": FORMAT, "rules": plain.written(market.rules), "seed": market.seed,
            "actions": [actions.written(one) for one in market.journal], "digest": market.state.digest(),
        },
        ensure_ascii=False, indent=1,
    )  # fmt: skip


def found(path: Path) -> dict[str, Any] | None:
    """Return what a file holds where it is a market's journal, None where it is something else."""
    try:
        if path.stat().st_size > LONGEST:
            return None
        held = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) and held.get("kind") == KIND else None


def replayed(held: dict[str, Any]) -> tuple[Market, str]:
    """Return the market that a journal gives, and the digest that was kept; raise `BadSnapshot` where it gives none."""
    if held.get("format") != FORMAT:
        raise BadSnapshot(f"The journal has format {held.get('format')}; this program reads format {FORMAT}.")
    rules, seed, lines = plain.read(held.get("rules")), held.get("seed"), held.get("actions")
    if not isinstance(seed, int) or not isinstance(lines, list):
        raise BadSnapshot("The journal has no seed or no actions.")
    market = Market(rules, seed)
    for number, line in enumerate(lines, 1):
        try:
            market.act(actions.read(line))
        except Refused as refused:
            raise BadSnapshot(f"Action {number} of {len(lines)} is refused now: {refused.sentence}") from refused
    return market, str(held.get("digest", ""))
