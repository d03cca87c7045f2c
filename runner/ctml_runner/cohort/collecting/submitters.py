"""Who sent what, as Gradescope tells it: ``submission_metadata.yml`` beside numbered folders.

The file is YAML with objects of Ruby in it, and hundreds of lines a submission. Five of them are
wanted, and each is always written in the same way, so they are read as lines.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

FILE = "submission_metadata.yml"
"""What the file is called."""
LONGEST = 64 * 1024 * 1024
"""Bytes that it may have."""

_FOLDER = re.compile(r"([\w-]+):\s*")
_SUBMITTERS = re.compile(r"  :submitters:\s*")
_PERSON = re.compile(r"  - :(name|sid|email): ?(.*)")
_MORE = re.compile(r"    :(name|sid|email): ?(.*)")
_CAME = re.compile(
    r"(?:  :created_at|    utc): '?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.\d+)? ?(?:Z|UTC)?'?"
)


@dataclass(slots=True)
class Sent:
    """One submission.

    Attributes:
        people: for each who sent it, the email, the number and the name, as far as they are told.
        came: when Gradescope was given it.
    """

    people: list[dict[str, str]] = field(default_factory=list)
    came: datetime | None = None

    @property
    def names(self) -> Iterator[tuple[str, ...]]:
        """Yield for each person what names them, the surest first."""
        for person in self.people:
            yield tuple(person[key] for key in ("email", "sid", "name") if person.get(key))


def submitters(text: str) -> Mapping[str, Sent]:
    """Return for each folder what is told of it; what is written in another way is passed over."""
    told: dict[str, Sent] = {}
    sent, people = Sent(), False
    for line in text.splitlines():
        if (folder := _FOLDER.fullmatch(line)) is not None:
            sent = told.setdefault(folder[1], Sent())
        elif people and (found := _PERSON.fullmatch(line)) is not None:
            sent.people.append({found[1]: _plain(found[2])})
            continue
        elif people and sent.people and (found := _MORE.fullmatch(line)) is not None:
            sent.people[-1][found[1]] = _plain(found[2])
            continue
        elif sent.came is None and (found := _CAME.fullmatch(line)) is not None:
            sent.came = datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
        people = _SUBMITTERS.fullmatch(line) is not None
    return told


def _plain(scalar: str) -> str:
    """Return a text without the quotes that YAML puts around some."""
    scalar = scalar.strip()
    if scalar[:1] == scalar[-1:] == "'" and len(scalar) > 1:
        return scalar[1:-1].replace("''", "'")
    if scalar[:1] == '"':
        try:
            return msgspec.json.decode(scalar, type=str)
        except msgspec.DecodeError:
            return scalar.strip('"')
    return scalar
