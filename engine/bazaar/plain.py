"""Plain values: the rules of a market as JSON can hold them, so that a market is whole without its file."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import blake2b
from typing import Any

from engine.bazaar.rules import Ceiling, Role, Rules, Shock
from engine.errors import BadSnapshot
from engine.evidence import Cited


def written(rules: Rules) -> dict[str, Any]:
    """Return rules as plain values."""
    found: dict[str, Any] = json.loads(json.dumps(asdict(rules)))
    return found


def digest(rules: Rules) -> str:
    """Return a digest of rules, the same in every process."""
    return blake2b(json.dumps(written(rules), sort_keys=True).encode(), digest_size=16).hexdigest()


def read(plain: object) -> Rules:
    """Return the rules that plain values hold; raise `BadSnapshot` where they hold none."""
    try:
        if not isinstance(plain, Mapping):
            raise TypeError
        rules = Rules(
            **{
                **plain,
                "waves": tuple(plain["waves"]),
                "roles": tuple(Role(**one) for one in plain["roles"]),
                "wants": tuple((int(at), int(amount)) for at, amount in plain["wants"]),
                "carriers": tuple((int(at), int(amount)) for at, amount in plain["carriers"]),
                "ceiling": Ceiling(**plain["ceiling"]),
                "shocks": tuple(Shock(**one) for one in plain["shocks"]),
                "news": tuple((int(day), str(text)) for day, text in plain["news"]),
                "questions": tuple(plain["questions"]),
                "witness": tuple(plain["witness"]),
                "cited": Cited(tuple(plain["cited"]["claims"]), tuple(plain["cited"]["invented"])),
            }
        )
        # A file that was tampered with must not bring in what the arithmetic cannot bear.
        if not (rules.tick > 0 and rules.roles and len(rules.wants) > 1 and rules.each > 0):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise BadSnapshot("These are not the rules of a market.") from wrong
    return rules
