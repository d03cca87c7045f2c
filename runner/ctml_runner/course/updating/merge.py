"""A three-way merge of lines: what two sides changed in a common text, if they don't meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = Sequence[str]


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """The lines of the base from `start` up to `end` became `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


def merge(base: Lines, mine: Lines, theirs: Lines) -> list[str] | None:
    """Return `base` with the edits of both sides, or None if they conflict.

    Edits conflict if they overlap or touch and are not the same: of two edits that touch,
    nobody can say which comes first, or whether one was made for what stood beside it.
    """
    my_edits, their_edits = _edits(base, mine), _edits(base, theirs)
    merged: list[str] = []
    at = 0
    for start, end in _spans([*my_edits, *their_edits]):
        was = list(base[start:end])
        my_lines = _edited(base, my_edits, start, end)
        their_lines = _edited(base, their_edits, start, end)
        merged += base[at:start]
        if their_lines in (was, my_lines):
            merged += my_lines
        elif my_lines == was:
            merged += their_lines
        else:
            return None
        at = end
    return [*merged, *base[at:]]


def _edits(base: Lines, text: Lines) -> list[_Edit]:
    codes = SequenceMatcher(None, base, text, autojunk=False).get_opcodes()
    return [
        _Edit(start, end, tuple(text[first:last]))
        for tag, start, end, first, last in codes
        if tag != "equal"
    ]


def _spans(edits: list[_Edit]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the base that edits cover, those that touch as one."""
    open_span: tuple[int, int] | None = None
    for edit in sorted(edits):
        if open_span is not None and edit.start <= open_span[1]:
            open_span = open_span[0], max(open_span[1], edit.end)
        else:
            if open_span is not None:
                yield open_span
            open_span = edit.start, edit.end
    if open_span is not None:
        yield open_span


def _edited(base: Lines, edits: list[_Edit], start: int, end: int) -> list[str]:
    """Return the stretch of the base from `start` up to `end` with one side's edits."""
    lines: list[str] = []
    at = start
    for edit in edits:
        if start <= edit.start and edit.end <= end:
            lines += [*base[at : edit.start], *edit.lines]
            at = edit.end
    return [*lines, *base[at:end]]
