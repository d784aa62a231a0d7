"""A small market with round figures."""

import pytest

from engine.bazaar.rules import Ceiling, Role, Rules, Shock


@pytest.fixture(scope="session")
def rules() -> Rules:
    return Rules(
        id="small", title="Small", subtitle="", about="", content_note="", good="rice", money="won", minutes=1, ages="",
        days=3, waves=("morning", "dusk"), tick=10, highest=2000, opening=100, spoils=0.0,
        roles=(
            Role("seller", "a seller", "", 2, True, 1000, 20, 4, 2),
            Role("cook", "a cook", "", 1, False, 2000, 0, 0, 2, 3, 150),
        ),
        wants=((50, 40), (100, 20), (200, 0)), each=1, varies=0.0, carriers=(), ceiling=Ceiling(120, 50.0, 50),
        agreement=150, shocks=(Shock("shut", "Shut", "Nothing comes.", 1, 0, 0, 200),), news=((1, "Frost."),),
    )  # fmt: skip
