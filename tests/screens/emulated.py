"""An emulated screen: what a person would see after the bytes that a program wrote."""

import copy
import re

import pyte

_MODES = {
    1049: "the other screen",
    47: "the other screen",
    1000: "the mouse",
    1002: "the mouse",
    1003: "the mouse",
    1006: "the mouse",
    1004: "telling of focus",
    2004: "telling of pasting",
    2048: "telling of size",
}
_ALTERNATE = {47, 1049}
# pyte prints the ends of sequences that it doesn't know; they draw nothing.
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\")
_UNFINISHED = re.compile(rb"\x1b(?:P[^\x1b]*\x1b?|\[[0-9;<>=?$]*)?\Z")


class _Screen(pyte.Screen):
    """A screen that knows the alternate screen, and which modes are on."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(columns, rows)
        self.on: set[int] = set()
        self._below: object = None

    def set_mode(self, *modes: int, **kwargs: bool) -> None:
        """Set modes; the alternate screen begins empty."""
        if kwargs.get("private"):
            if _ALTERNATE.intersection(modes) and not _ALTERNATE & self.on:
                self._below = copy.deepcopy(self.buffer), copy.copy(self.cursor)
                self.erase_in_display(2)
            self.on.update(modes)
        super().set_mode(*modes, **kwargs)

    def reset_mode(self, *modes: int, **kwargs: bool) -> None:
        """Reset modes; below the alternate screen everything is as it was."""
        super().reset_mode(*modes, **kwargs)
        if not kwargs.get("private"):
            return
        if _ALTERNATE.intersection(modes) and isinstance(self._below, tuple):
            hidden = self.cursor.hidden
            self.buffer, self.cursor = self._below
            self.cursor.hidden = hidden
            self._below = None
        self.on.difference_update(modes)


class Emulated:
    """A terminal's screen.

    Args:
        rows: how many lines it has.
        columns: how many columns.
    """

    def __init__(self, rows: int, columns: int) -> None:
        self._screen = _Screen(rows, columns)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""

    def feed(self, data: bytes) -> None:
        """Draw what a program wrote."""
        data = _UNKNOWN.sub(b"", self._rest + data)
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._rest = data[end:]
        self._stream.feed(data[:end])

    def resize(self, rows: int, columns: int) -> None:
        """Change the size."""
        self._screen.resize(rows, columns)

    @property
    def lines(self) -> list[str]:
        """The lines, without the blanks at their ends."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def alternate(self) -> bool:
        """Whether the alternate screen is shown."""
        return bool(_ALTERNATE & self._screen.on)

    @property
    def colours(self) -> set[str]:
        """Every colour in which something is drawn, ground or letter."""
        drawn = (char for line in self._screen.buffer.values() for char in line.values())
        return {colour for char in drawn for colour in (char.fg, char.bg)}

    @property
    def left_on(self) -> set[str]:
        """What a program that has ended should have switched off."""
        left = {name for mode, name in _MODES.items() if mode in self._screen.on}
        return left | ({"a hidden cursor"} if self._screen.cursor.hidden else set())
