"""A page: an exercise's file taken apart at the marker, its newlines as its editor wrote them."""

import re
from dataclasses import dataclass, replace

from ctml_runner.course.exercise import MARKER

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Page:
    """An exercise's file.

    Attributes:
        part: the learner's part, everything above the marker.
        checks: the marker and what follows.
        mark: the byte order mark that some editors put first, or nothing.
        newline: the newline that most lines of the file end with.
    """

    part: str
    checks: str
    mark: bytes
    newline: str

    @property
    def lines(self) -> list[str]:
        """The lines of the part, without their newlines."""
        return plain(self.part).split("\n")

    @property
    def data(self) -> bytes:
        """The whole file."""
        return self.mark + (self.part + self.checks).encode()

    def with_checks_of(self, other: "Page") -> "Page":
        """Return the page with the other's checks; its own part to the byte."""
        if _trimmed(self.checks) == _trimmed(other.checks):
            return self
        return replace(self, checks=plain(other.checks).replace("\n", self.newline))

    def with_lines(self, lines: list[str]) -> "Page":
        """Return the page with another part."""
        return replace(self, part=self.newline.join(lines))


def read_page(data: bytes) -> Page | None:
    """Take a file apart; None if it is not UTF-8 text or the marker is gone."""
    mark = _BOM if data.startswith(_BOM) else b""
    try:
        text = data[len(mark) :].decode()
    except UnicodeDecodeError:
        return None
    lines: list[str] = _LINE.findall(text)
    marker = next((n for n, line in enumerate(lines) if line.rstrip() == MARKER), None)
    if marker is None:
        return None
    newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    return Page("".join(lines[:marker]), "".join(lines[marker:]), mark, newline)


def plain(text: str) -> str:
    """Return the text with plain newlines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in plain(text).split("\n")).rstrip()
