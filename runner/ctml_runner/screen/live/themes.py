"""Our colours: dark, light, high contrast, and none; what is drawn names only the sixteen of ANSI.

Each theme says what those sixteen are, so that the same lines serve the plain screen, whose
colours are the terminal's own. Every text colour keeps a contrast of 4.5 to 1 or more.
"""

from rich.terminal_theme import TerminalTheme
from textual.theme import Theme

from ctml_runner.screen.live.look import Look
from ctml_runner.settings import Theme as Chosen

Rgb = tuple[int, int, int]

NO_COLOUR = Theme(
    "ctml-none",
    primary="ansi_default",
    secondary="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    accent="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    ansi=True,
    variables={"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"},
)
"""The terminal's own two colours, and nothing else."""


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _palette(ground: str, text: str, eight: list[str]) -> TerminalTheme:
    """Return the sixteen colours: black, red, green, yellow, blue, magenta, cyan, white; twice."""
    rgb = [_rgb(colour) for colour in eight]
    return TerminalTheme(_rgb(ground), _rgb(text), rgb, rgb)


_DARK = ["#16181d", "#ff8a80", "#8fd694", "#f2c879", "#8ab4f8", "#d7aefb", "#80cbc4", "#e6e6e6"]
_LIGHT = ["#202124", "#b3261e", "#1b6e2f", "#7a5200", "#1a56b0", "#7b2d8e", "#00626e", "#5f6368"]
_BOLD = ["#000000", "#ff9d94", "#7dff8a", "#ffe14d", "#9ecbff", "#ffb3ff", "#7df9ff", "#ffffff"]

PALETTES = {
    Chosen.DARK: _palette("#16181d", "#e6e6e6", _DARK),
    Chosen.LIGHT: _palette("#fbfaf7", "#202124", _LIGHT),
    Chosen.HIGH_CONTRAST: _palette("#000000", "#ffffff", _BOLD),
}
"""What the sixteen colours are in each theme."""


def _theme(chosen: Chosen, colours: list[str], *, ground: str, surface: str) -> Theme:
    _, red, green, yellow, blue, magenta, cyan, white = colours
    dark = chosen is not Chosen.LIGHT
    return Theme(
        f"ctml-{chosen.value}",
        primary=blue,
        secondary=cyan,
        warning=yellow,
        error=red,
        success=green,
        accent=magenta,
        foreground=white if dark else colours[0],
        background=ground,
        surface=surface,
        panel=surface,
        dark=dark,
        text_alpha=1.0,
    )


THEMES = {
    Chosen.DARK: _theme(Chosen.DARK, _DARK, ground="#16181d", surface="#23262e"),
    Chosen.LIGHT: _theme(Chosen.LIGHT, _LIGHT, ground="#fbfaf7", surface="#eeece6"),
    Chosen.HIGH_CONTRAST: _theme(Chosen.HIGH_CONTRAST, _BOLD, ground="#000000", surface="#1a1a1a"),
}
"""The same for what Textual draws itself."""


def theme_of(look: Look) -> Theme:
    """Return the theme of a look."""
    return THEMES[look.theme] if look.colour else NO_COLOUR
