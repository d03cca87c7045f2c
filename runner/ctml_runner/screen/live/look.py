"""The look: everything about how the screen is drawn that is known before anything is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from ctml_runner.screen.live.signs import UNICODE, Signs, signs_for
from ctml_runner.settings import Settings, Theme


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen is drawn.

    Attributes:
        signs: what it is drawn with.
        theme: the colours; never auto.
        colour: whether there are any.
        projector: whether it is read from the back of a room.
    """

    signs: Signs = UNICODE
    theme: Theme = Theme.DARK
    colour: bool = True
    projector: bool = False


def look_for(
    settings: Settings, environment: Mapping[str, str], encoding: str, *, projector: bool = False
) -> Look:
    """Return the look that settings and terminal ask for.

    Args:
        settings: the workspace's settings.
        environment: the environment's variables.
        encoding: how text is written to the terminal.
        projector: whether the command line asks for it.
    """
    screen = settings.screen
    return Look(
        signs_for(screen.glyphs, environment, encoding),
        _theme(screen.theme, environment),
        "NO_COLOR" not in environment,
        projector or screen.projector,
    )


def _theme(asked: Theme, environment: Mapping[str, str]) -> Theme:
    match asked:
        case Theme.AUTO:
            return Theme.LIGHT if _on_white(environment) else Theme.DARK
        case Theme.LIGHT | Theme.DARK | Theme.HIGH_CONTRAST:
            return asked
        case never:
            assert_never(never)


def _on_white(environment: Mapping[str, str]) -> bool:
    """Whether the terminal says by ``COLORFGBG`` (``0;15``) that its background is white."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return background in {"7", "15"}
