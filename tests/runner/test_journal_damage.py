"""A damaged journal: whatever was done to the file, what is whole in it is read, and told apart."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from ctml_runner.journal import (
    Fact,
    Foreign,
    Hinted,
    History,
    Journal,
    Judged,
    Opened,
    Record,
    Replaced,
    Revealed,
    Unclear,
    fold,
    read,
)
from ctml_runner.journal.text import written

WHEN = datetime(2026, 1, 1, microsecond=5, tzinfo=UTC)
FACTS: list[Fact] = [
    Opened("save_me", "init"),
    Judged("save_me", "failed", "a" * 64, 0.25, ("arg-type",), ("test_ä",), "a name"),
    Hinted("save_me", 1),
    Judged("save_me", "passed", "b" * 64, 0.5),
    Opened("annotate", "passed", ("skipped",)),
]
RECORDS = tuple(Record(f"{n:032x}", WHEN, fact) for n, fact in enumerate(FACTS))
LINES = [written(record) for record in RECORDS]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / ".ctml" / "journal.jsonl")


def whole_lines(cut: int) -> int:
    """How many records are complete, their line end perhaps missing, in the first bytes."""
    ends = [sum(map(len, LINES[:n])) - 1 for n in range(1, len(LINES) + 1)]
    return sum(end <= cut for end in ends)


def test_a_journal_cut_anywhere_tells_what_came_before_the_cut() -> None:
    text = b"".join(LINES)
    for cut in range(len(text) + 1):
        kept = whole_lines(cut)
        torn = () if text[:cut].endswith((b"\n", b"}}")) or cut == 0 else (kept + 1,)
        assert read(text[:cut]) == History(RECORDS[:kept], torn), cut


def test_an_append_after_any_cut_is_read_whole(journal: Journal) -> None:
    journal.append(Hinted("save_me", 1))
    text = b"".join(LINES[:2])
    for cut in range(len(text) + 1):
        journal.path.write_bytes(text[:cut])
        fresh = journal.append(Hinted("annotate", 3))
        assert journal.history().records == (*RECORDS[: whole_lines(cut)], fresh)


@pytest.mark.parametrize(
    "garbage",
    [
        b"garbage",
        b"\x00" * 4096,
        b"\xff\xfe\x80",
        b"{}",
        b"null",
        b"[]",
        b'{"id":"a"',
        b"[" * 100_000,
        b'{"id":"a","time":"2026-01-01T00:00:00Z","fact":' + b"[" * 100_000,
        b'{"id":"a","time":"2026-01-01T00:00:00","fact":{"kind":"hinted","exercise":"a","rung":1}}',
        b'{"id":"a","time":"2026-01-01T00:00:00Z","fact":{"kind":"hinted","exercise":"a"}}',
        b'{"id":"a","time":"2026-01-01T00:00:00Z","fact":{"kind":7}}',
        LINES[0][:-1] + LINES[1][:-1],
        LINES[1].replace("ä".encode(), b"\xe4")[:-1],
    ],
    ids=lambda garbage: repr(garbage[:20]),
)
def test_a_garbage_line_is_skipped_and_its_number_told(garbage: bytes) -> None:
    text = LINES[0] + garbage + b"\n" + LINES[1]
    assert read(text) == History(RECORDS[:2], damaged=(2,))


def test_windows_line_ends_and_empty_lines_are_no_damage() -> None:
    text = b"\r\n\n".join(line[:-1] for line in LINES) + b"\r\n"
    assert read(text) == History(RECORDS)


def test_a_kind_from_a_newer_version_is_kept_as_it_came() -> None:
    line = LINES[2].replace(b'"hinted"', b'"dreamt"').replace(RECORDS[2].id.encode(), b"f" * 32)
    fact = Foreign("dreamt", b'{"kind":"dreamt","exercise":"save_me","rung":1}')
    foreign = Record("f" * 32, WHEN, fact)
    assert read(line) == History((foreign,))
    assert written(foreign) == line
    assert fold([*RECORDS, foreign]) == fold(RECORDS)


class _LineOfOld(msgspec.Struct, frozen=True):
    """A line as ctml 0.1.0 knew it."""

    id: str
    time: datetime
    fact: Judged | Hinted | Opened


def test_the_first_ctml_keeps_the_kinds_that_came_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    later = [
        Record("1" * 32, WHEN, Replaced("save_me", "undo", "", "a" * 64)),
        Record("2" * 32, WHEN, Revealed("save_me")),
        Record("3" * 32, WHEN, Unclear("save_me", "unclear-1.txt")),
    ]
    text = b"".join(written(record) for record in later)
    monkeypatch.setattr("ctml_runner.journal.text._Line", _LineOfOld)
    monkeypatch.setattr("ctml_runner.journal.text._KNOWN", {"judged", "hinted", "opened"})
    history = read(LINES[0] + text)
    assert history.damaged == ()
    assert history.records[0] == RECORDS[0]
    assert [type(record.fact) for record in history.records[1:]] == [Foreign] * 3
    assert b"".join(written(record) for record in history.records[1:]) == text


def test_a_field_from_a_newer_version_is_no_damage() -> None:
    newer = (
        LINES[2].replace(b'"rung":1', b'"rung":1,"mood":"good"').replace(b'{"id"', b'{"v":2,"id"')
    )
    assert read(newer) == History((RECORDS[2],))


def test_a_number_that_json_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="seconds must be finite"):
        Judged("save_me", "failed", "a" * 64, float("nan"))
