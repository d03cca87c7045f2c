"""The journal as text: one JSON object a line, read so that no bad line costs a good one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, get_args

import msgspec

from ctml_runner.journal.fact import Foreign, Known, Record

_KNOWN = frozenset(kind.__struct_config__.tag for kind in get_args(Known))
_GARBAGE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What a line that is no record may raise; the last by brackets within brackets."""


class _Line(msgspec.Struct, frozen=True):
    """A line whose fact is of a kind known here."""

    id: str
    time: Annotated[datetime, msgspec.Meta(tz=True)]
    fact: Known


class _Envelope(msgspec.Struct, frozen=True):
    """A line whose fact may be of any kind."""

    id: str
    time: Annotated[datetime, msgspec.Meta(tz=True)]
    fact: msgspec.Raw


class _Kind(msgspec.Struct, frozen=True):
    """The one thing that every fact says of itself."""

    kind: str


@dataclass(frozen=True, slots=True)
class History:
    """A journal as it was read.

    Attributes:
        records: every line that could be read, in the file's order.
        damaged: the numbers, from 1, of the lines that could not.
    """

    records: tuple[Record, ...] = ()
    damaged: tuple[int, ...] = ()


def written(record: Record) -> bytes:
    """Return the record as one line, its end included."""
    match record.fact:
        case Foreign(raw=raw):
            return msgspec.json.encode(_Envelope(record.id, record.time, msgspec.Raw(raw))) + b"\n"
        case fact:
            return msgspec.json.encode(_Line(record.id, record.time, fact)) + b"\n"


def read(data: bytes) -> History:
    """Return what the text tells; a line that is no record is skipped, and its number told."""
    known = msgspec.json.Decoder(_Line)
    records: list[Record] = []
    damaged: list[int] = []
    for number, line in _lines(data):
        try:
            told = known.decode(line)
            records.append(Record(told.id, told.time, told.fact))
        except _GARBAGE:
            foreign = _foreign(line)
            if foreign is None:
                damaged.append(number)
            else:
                records.append(foreign)
    return History(tuple(records), tuple(damaged))


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that hold something; an empty one is what mends a torn end."""
    return ((n, line) for n, line in enumerate(data.split(b"\n"), start=1) if line.strip())


def _foreign(line: bytes) -> Record | None:
    """Return the record if its kind is one that only a newer version knows."""
    try:
        envelope = msgspec.json.decode(line, type=_Envelope)
        kind = msgspec.json.decode(envelope.fact, type=_Kind).kind
    except _GARBAGE:
        return None
    if kind in _KNOWN:
        return None
    return Record(envelope.id, envelope.time, Foreign(kind, bytes(envelope.fact)))
