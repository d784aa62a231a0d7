"""What is published of a chapter: where the plays of plain policies end, in sentences."""

from engine.scenario import Scenario
from game import words
from game.tongue import later, tr

SHOWN = ("sensible", "cautious", "reckless", "random")
"""The policies whose shares are told before a chapter, where its card has them."""
LEAST = 1.0
"""Percent below which an ending is left out of the sentence."""
SAID = {
    "sensible": later("a plain, sensible policy"),
    "cautious": later("a cautious policy"),
    "reckless": later("a reckless one"),
    "random": later("choices made at random"),
}


def odds(scenario: Scenario) -> tuple[str, ...]:
    """Return a sentence for each policy shown: of so many plays, how many percent came to which ending."""
    from story import library
    from story.cards import card_of

    try:
        card = card_of(library.find(scenario.folder or scenario.slug))
    except library.NoSuchScenario:
        return ()
    if card is None:
        return ()
    found = []
    for policy in SHOWN:
        shares = [
            f"{share:.0f} % {ending.name[0].lower()}{ending.name[1:]}"
            for name, share in card.endings.get(policy, {}).items()
            if share >= LEAST and name in scenario.scenes and (ending := scenario.scenes[name].ending) is not None
        ]
        if shares:
            found.append(
                tr(
                    "Of {plays} plays by {policy}, {shares}.",
                    plays=f"{card.plays:,}",
                    policy=tr(SAID[policy]),
                    shares=words.listed(shares),
                )
            )
    return tuple(found)
