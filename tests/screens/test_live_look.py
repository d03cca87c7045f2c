"""The look: which signs and colours are drawn with where, and whether they can be read."""

from itertools import product

import pytest
from rich.text import Span, Text

from ctml_runner.screen.live.look import Look, look_for
from ctml_runner.screen.live.signs import ASCII, UNICODE, Signs, in_ascii, signs_for
from ctml_runner.screen.live.themes import NO_COLOUR, PALETTES, THEMES, theme_of
from ctml_runner.settings import Glyphs, Settings, Theme
from ctml_runner.settings.values import Screen


def settings(theme: Theme = Theme.AUTO, *, projector: bool = False) -> Settings:
    return Settings(screen=Screen(theme=theme, projector=projector))


@pytest.mark.parametrize(
    ("ground", "theme"),
    [
        ("", Theme.DARK),
        ("15;0", Theme.DARK),
        ("0;15", Theme.LIGHT),
        ("0;default;7", Theme.LIGHT),
        ("12;8", Theme.DARK),
    ],
)
def test_the_theme_follows_what_the_terminal_says_of_its_ground(ground: str, theme: Theme) -> None:
    assert look_for(settings(), {"COLORFGBG": ground}, "utf-8") == Look(theme=theme)


def test_what_is_asked_for_wins() -> None:
    white = {"COLORFGBG": "0;15"}
    assert look_for(settings(Theme.HIGH_CONTRAST), white, "utf-8").theme is Theme.HIGH_CONTRAST
    assert look_for(settings(projector=True), white, "utf-8").projector
    assert look_for(settings(), white, "utf-8", projector=True).projector


def test_no_color_has_no_colours() -> None:
    look = look_for(settings(), {"NO_COLOR": ""}, "utf-8")
    assert look == Look(colour=False)
    assert theme_of(look) is NO_COLOUR
    assert theme_of(Look(theme=Theme.LIGHT)) is THEMES[Theme.LIGHT]


@pytest.mark.parametrize(
    ("environment", "encoding", "signs"),
    [
        ({"TERM": "xterm"}, "utf-8", UNICODE),
        ({"TERM": "xterm"}, "UTF8", UNICODE),
        ({"TERM": "xterm"}, "iso8859-1", ASCII),
        ({"TERM": "xterm", "LC_ALL": "C"}, "utf-8", ASCII),
        ({"TERM": "xterm", "LC_ALL": "C.UTF-8"}, "utf-8", UNICODE),
        ({"TERM": "linux"}, "utf-8", ASCII),
    ],
)
def test_the_signs_are_those_that_the_terminal_can_show(
    environment: dict[str, str], encoding: str, signs: Signs
) -> None:
    assert signs_for(Glyphs.AUTO, environment, encoding) is signs
    assert signs_for(Glyphs.ASCII, environment, encoding) is ASCII
    assert signs_for(Glyphs.UNICODE, environment, encoding) is UNICODE


def test_styles_stay_where_they_are_when_signs_become_longer() -> None:
    line = Text("a → b … 語", spans=[Span(2, 3, "red"), Span(4, 5, "bold"), Span(8, 9, "dim")])
    assert in_ascii(line).plain == "a -> b ... ?"
    assert in_ascii(line).spans == [
        Span(2, 4, "red"),
        Span(5, 6, "bold"),
        Span(11, 12, "dim"),
    ]


def luminance(colour: tuple[int, int, int]) -> float:
    """Return the relative luminance of WCAG 2."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "number"), [*product(PALETTES, range(1, 8))])
def test_every_colour_can_be_read_on_its_ground(theme: Theme, number: int) -> None:
    palette = PALETTES[theme]
    red, green, blue = palette.ansi_colors._colors[number]
    least = 7.0 if theme is Theme.HIGH_CONTRAST else 4.5
    assert contrast((red, green, blue), palette.background_color) >= least
    assert contrast(palette.foreground_color, palette.background_color) >= 7.0
