"""The palette: ink, ash, ember, cabbage, frost and snow, in three themes; and the style of each role of text."""

from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.theme import Theme


class Colours(NamedTuple):
    """The colours of one theme."""

    night: str
    """The ground everything stands on."""
    shade: str
    """The ground of columns and dialogs."""
    mark: str
    """The ground of the line the cursor is on."""
    ink: str
    ash: str
    """Quiet text: past scenes, notes, labels."""
    rule: str
    """Lines and frames."""
    ember: str
    """What can be acted on."""
    flame: str
    """Titles."""
    cabbage: str
    """What came in."""
    frost: str
    """Places, weather, evidence."""
    blood: str
    """What is lost, late or barred by need."""
    dark: bool


LAMP, SNOW, CONTRAST = "lamp", "snow", "contrast"

COLOURS = {
    LAMP: Colours(
        "#15130f", "#1b1814", "#2b251d", "#e8e1d2", "#968d7f", "#3d372e", "#e08e50", "#f0c27e", "#9fb776", "#9db7c6",
        "#d9776a", True,
    ),
    SNOW: Colours(
        "#f7f4ed", "#f0ebe1", "#e3dbcb", "#26221c", "#6b6357", "#cfc6b6", "#a3461a", "#7d4310", "#476426", "#335a70",
        "#a2332a", False,
    ),
    CONTRAST: Colours(
        "#000000", "#000000", "#303030", "#ffffff", "#d8d8d8", "#909090", "#ffc800", "#ffe070", "#90ff90", "#90dcff",
        "#ff9a90", True,
    ),
}  # fmt: skip

ROLES: dict[str, tuple[str, str]] = {
    "": ("ink", ""),
    "strong": ("ink", "bold"),
    "quiet": ("ash", ""),
    "past": ("ash", ""),
    "rule": ("rule", ""),
    "title": ("flame", "bold"),
    "warm": ("flame", ""),
    "key": ("ember", "bold"),
    "ember": ("ember", ""),
    "deed": ("ember", "italic"),
    "good": ("cabbage", ""),
    "frost": ("frost", ""),
    "bad": ("blood", ""),
}
"""Role of a run of text -> (colour, weight)."""


@lru_cache(maxsize=8)
def inks(theme: str) -> dict[str, Style]:
    """Return the style of each role in a theme."""
    colours = COLOURS.get(theme, COLOURS[LAMP])
    made = {}
    for role, (colour, weight) in ROLES.items():
        made[role] = Style(
            color=getattr(colours, colour), bold="bold" in weight or None, italic="italic" in weight or None
        )
    return made


def themes() -> list[Theme]:
    """Return the themes for Textual, whose style sheets use the same colours."""
    return [_theme(name, colours) for name, colours in COLOURS.items()]


def _theme(name: str, c: Colours) -> Theme:
    return Theme(
        name=name,
        primary=c.ember,
        secondary=c.flame,
        accent=c.ember,
        warning=c.flame,
        error=c.blood,
        success=c.cabbage,
        foreground=c.ink,
        background=c.night,
        surface=c.shade,
        panel=c.shade,
        dark=c.dark,
        text_alpha=1.0,
        variables={
            "ash": c.ash,
            "rule": c.rule,
            "mark": c.mark,
            "scrollbar": c.rule,
            "scrollbar-hover": c.ash,
            "scrollbar-active": c.ember,
            "scrollbar-background": c.night,
            "scrollbar-background-hover": c.night,
            "scrollbar-background-active": c.night,
            "scrollbar-corner-color": c.night,
        },
    )
