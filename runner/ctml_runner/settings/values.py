"""The settings as values: each table and key of ``settings.toml``, its default, and its meaning."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct


class Theme(StrEnum):
    """Which colours the screen has."""

    AUTO = "auto"
    DARK = "dark"
    LIGHT = "light"
    HIGH_CONTRAST = "high-contrast"


class Glyphs(StrEnum):
    """Which signs the screen draws with."""

    AUTO = "auto"
    UNICODE = "unicode"
    ASCII = "ascii"


class Style(StrEnum):
    """Whether the screen is redrawn or only ever grows by lines."""

    AUTO = "auto"
    PLAIN = "plain"


class Following(StrEnum):
    """When the editor opens the next file by itself."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Saves(StrEnum):
    """How saves are noticed."""

    AUTO = "auto"
    EVENTS = "events"
    POLLING = "polling"


class Screen(Struct, frozen=True, forbid_unknown_fields=True):
    """What is seen."""

    theme: Annotated[
        Theme,
        Meta(description="The colours. auto: dark, and none where NO_COLOR is set."),
    ] = Theme.AUTO
    projector: Annotated[
        bool,
        Meta(description="Large and airy, for a room."),
    ] = False
    glyphs: Annotated[
        Glyphs,
        Meta(description="The signs it draws with. auto: unicode where the terminal can show it."),
    ] = Glyphs.AUTO
    style: Annotated[
        Style,
        Meta(
            description="plain: lines only, nothing is redrawn; for a screen reader."
            " auto: a live screen where there is a terminal."
        ),
    ] = Style.AUTO


class Editor(Struct, frozen=True, forbid_unknown_fields=True):
    """Where exercises are opened."""

    command: Annotated[
        str,
        Meta(
            description="The command that opens a file, such as 'code -g {file}:{line}'."
            " Empty: what $VISUAL or $EDITOR says, else VS Code if this is its terminal."
        ),
    ] = ""
    follow: Annotated[
        Following,
        Meta(
            description="Whether the next file opens when an exercise passes. auto: if the editor"
            " has a window of its own, and this is its terminal or its command was given by hand."
        ),
    ] = Following.AUTO


class Watch(Struct, frozen=True, forbid_unknown_fields=True):
    """How the watch wakes up."""

    saves: Annotated[
        Saves,
        Meta(
            description="How saves are noticed. events: the system tells; polling: ctml looks"
            " ten times a second. auto: events, and polling where none come."
        ),
    ] = Saves.AUTO
    share: Annotated[
        str,
        Meta(
            description="A folder that whoever teaches you looks at, such as a network drive: your"
            " journal (what was judged, never your code) is copied there. Empty: as your class"
            " says, else nowhere. off: nowhere."
        ),
    ] = ""
    share_as: Annotated[
        str,
        Meta(
            description="Your name there. Empty: your id in the class, if you have told it to"
            " `ctml submit`; else user and machine."
        ),
    ] = ""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a learner can set; each default fits most."""

    screen: Screen = Screen()
    editor: Editor = Editor()
    watch: Watch = Watch()
