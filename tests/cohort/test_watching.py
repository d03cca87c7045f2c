"""Who is stuck now, from journals below a shared folder, whatever happens to that folder."""

import io
import json
import uuid
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import pytest
from msgspec.json import encode

from ctml_runner.cohort.plan import AfterPass, Item, Plan
from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.sending import Manifest, Package, packed
from ctml_runner.cohort.watching.called import called, named
from ctml_runner.cohort.watching.looking import Looker, Seen
from ctml_runner.cohort.watching.now import Measure, Now, everyone, measure
from ctml_runner.cohort.watching.sources import sources
from ctml_runner.cohort.watching.telling import drawn, key, line, state, summary
from ctml_runner.journal import Hinted, Judged, Opened, Record, Unclear
from ctml_runner.journal.fact import Known
from ctml_runner.journal.text import written

NOW = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)


def ago(minutes: float, fact: Known) -> Record:
    return Record(uuid.uuid4().hex, NOW - timedelta(minutes=minutes), fact)


def failed(slug: str, code: str = "arg-type", looks: str = "") -> Judged:
    return Judged(slug, "failed", "d", 0.1, (code,), (), looks)


def passed(slug: str) -> Judged:
    return Judged(slug, "passed", "d", 0.1)


ROOM = Measure()


def one(*records: Record, by: Measure = ROOM) -> Now:
    [row] = everyone([Seen("ada", records)], {}, by, NOW)
    return row


def text(*records: Record) -> bytes:
    return b"".join(map(written, records))


def put(root: Path, name: str, data: bytes | None) -> Path:
    """Make a workspace whose journal is `data`."""
    hidden = root / name / ".ctml"
    hidden.mkdir(parents=True)
    (hidden / "workspace.toml").write_text('course = "0.1.0"\n')
    if data is not None:
        (hidden / "journal.jsonl").write_bytes(data)
    return hidden / "journal.jsonl"


def test_a_learner_is_where_they_went_last() -> None:
    row = one(
        ago(20, passed("save_me")),
        ago(19, Opened("compose", "goto", ("token_id",))),
        ago(9, failed("compose", "type-arg")),
        ago(8, Hinted("compose", 2)),
        ago(4, failed("compose", "assert-type", "the end first")),
    )
    assert row == Now(
        "ada", "compose", 2, 20, 4, "assert-type", "the end first", 2, 1, 1, stuck=True
    )
    assert state(row) == "stuck"


@pytest.mark.parametrize(("minutes", "stuck"), [(14.9, False), (15, True)])
def test_so_many_minutes_without_a_pass_are_long(minutes: float, *, stuck: bool) -> None:
    row = one(ago(minutes, passed("save_me")), ago(1, Opened("token_id", "passed")))
    assert (row.stuck, row.exercise) == (stuck, "token_id")


@pytest.mark.parametrize(("saves", "stuck"), [(4, False), (5, True)])
def test_so_many_saves_without_a_pass_are_many(saves: int, *, stuck: bool) -> None:
    tries = [ago(3 - n / 10, failed("compose")) for n in range(saves)]
    assert one(*tries, by=Measure(attempts=5)).stuck is stuck


def test_minutes_begin_when_the_learner_sits_down_again() -> None:
    yesterday = ago(60 * 24, failed("token_id"))
    row = one(yesterday, ago(5, failed("token_id")))
    assert (row.minutes, row.stuck) == (5, False)


def test_who_was_silent_for_long_is_away_and_not_stuck() -> None:
    row = one(ago(50, passed("a")), ago(31, failed("b")))
    assert (row.away, row.stuck, state(row)) == (True, False, "away")


def test_who_has_written_what_is_unclear_asks_until_it_passes() -> None:
    begun = ago(9, failed("compose"))
    asks = ago(5, Unclear("compose", "unclear.md"))
    assert state(one(begun, asks)) == "asks"
    assert not one(begun, asks, ago(2, passed("compose"))).asks


def test_who_has_passed_the_whole_plan_is_done() -> None:
    plan = Plan(
        "Room", "0.1.0", (Item("a", 1), Item("b", 1)), solutions=AfterPass(), stuck_hours=0.2
    )
    by = measure(plan)
    assert by.minutes == pytest.approx(12)
    row = one(ago(40, passed("a")), ago(25, passed("b")), ago(24, passed("extra")), by=by)
    assert (row.done, row.passed, state(row), row.stuck) == (True, 2, "done", False)


def test_those_who_need_somebody_come_first() -> None:
    seen = [
        Seen("done", (ago(20, passed("a")),)),
        Seen("works", (ago(3, failed("a")),)),
        Seen("new"),
        Seen("stuck short", (ago(16, failed("a")), ago(1, failed("a")))),
        Seen("stuck long", (ago(29, failed("a")), ago(1, failed("a")))),
        Seen("asks", (ago(3, failed("a")), ago(2, Unclear("a", "r.md")))),
    ]
    rows = everyone(seen, {}, Measure(slugs=("a",)), NOW)
    assert [row.learner for row in rows] == [
        "asks", "stuck long", "stuck short", "works", "new", "done",
    ]  # fmt: skip
    assert summary(rows) == "6 learners: 1 asks, 2 stuck, 1 working, 1 not begun, 1 done"


def test_two_sources_of_one_learner_are_one_by_the_rosters_names() -> None:
    records = (ago(5, failed("a")), ago(4, failed("a")))
    seen = [Seen("AL7", records), Seen("ada", (*records[:1], ago(3, failed("a"))))]
    [row] = everyone(seen, {"al7": "Ada L", "ada": "Ada L"}, Measure(), NOW)
    assert (row.learner, row.attempts) == ("Ada L", 3)


def test_namesakes_are_two_and_each_is_found_by_what_is_theirs_alone() -> None:
    learners = (
        Learner("s1", "Lee", login="lee", email="same@x.org", sis_id="s2"),
        Learner("s2", "lee", sis_id="9002", email="same@x.org"),
        Learner("kim", "Kim"),
        Learner("KIM", "Kim Two"),
        Learner("s5"),
    )
    assert called(learners) == {
        "s1": "Lee (s1)", "s2": "lee (s2)", "kim": "Kim", "KIM": "Kim Two", "s5": "s5",
    }  # fmt: skip
    found = {
        "s1": "Lee (s1)", "LEE": "Lee (s1)", "s2": "lee (s2)", "9002": "lee (s2)",
        "kim": "Kim", "KIM": "Kim Two", "S5": "s5", "same@x.org": "same@x.org",
    }  # fmt: skip
    for source, name in found.items():
        [row] = everyone([Seen(source)], named(learners), Measure(), NOW)
        assert row.learner == name, source


def found(root: Path) -> list[tuple[str, str]]:
    return sorted((one.name, one.kind.value) for one in sources(root))


def test_journals_are_found_wherever_they_lie(tmp_path: Path) -> None:
    put(tmp_path, "ada", b"")
    put(tmp_path / "left row", "bo", None)
    (tmp_path / "chen.jsonl").write_bytes(text(ago(1, failed("a"))))
    (tmp_path / "submissions" / "dara").mkdir(parents=True)
    (tmp_path / "submissions" / "dara" / "journal.jsonl").write_bytes(b"")
    (tmp_path / "emil.ctml.zip").write_bytes(b"half")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert found(tmp_path) == [
        ("ada", "journal"), ("chen", "journal"), ("dara", "journal"), ("emil", "package"),
        ("left row/bo", "workspace"),
    ]  # fmt: skip
    assert found(tmp_path / "ada") == [("ada", "journal")]
    assert found(tmp_path / "nowhere") == []


def names(seen: Sequence[Seen]) -> dict[str, int]:
    return {one.name: len(one.records) for one in seen}


def test_a_journal_is_read_again_when_it_grew_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = put(tmp_path, "ada", text(ago(9, failed("a"))))
    put(tmp_path, "bo", text(ago(9, failed("a"))))
    looker = Looker(tmp_path)
    assert names(looker.look(NOW)) == {"ada": 1, "bo": 1}
    with journal.open("ab") as file:
        file.write(text(ago(1, failed("a"))))
    read: list[Path] = []
    opened = Path.open

    def noted(path: Path, mode: str) -> IO[bytes]:
        read.append(path)
        return opened(path, "rb")

    monkeypatch.setattr(Path, "open", noted)
    assert names(looker.look(NOW)) == {"ada": 2, "bo": 1}
    assert read == [journal]


def test_what_a_class_hands_out_is_no_learners_workspace(tmp_path: Path) -> None:
    put(tmp_path, "handout/workspace", None)
    put(tmp_path, "ada", None)
    looker = Looker(tmp_path, tmp_path / "handout")
    assert [seen.name for seen in looker.look(NOW)] == ["ada"]


def test_a_half_written_line_costs_nothing_and_comes_later(tmp_path: Path) -> None:
    whole, more = text(ago(9, failed("a"))), text(ago(1, failed("a")))
    journal = put(tmp_path, "ada", whole + more[:40])
    looker = Looker(tmp_path)
    assert names(looker.look(NOW)) == {"ada": 1}
    journal.write_bytes(whole + more)
    assert names(looker.look(NOW)) == {"ada": 2}


def test_a_folder_that_vanishes_keeps_its_row_and_comes_back(tmp_path: Path) -> None:
    journal = put(tmp_path, "ada", text(ago(9, failed("a"))))
    looker = Looker(tmp_path)
    looker.look(NOW)
    journal.parent.parent.rename(tmp_path.parent / "elsewhere")
    [gone] = looker.look(NOW)
    assert (gone.gone, len(gone.records)) == (True, 1)
    (tmp_path.parent / "elsewhere").rename(journal.parent.parent)
    [back] = looker.look(NOW)
    assert (back.gone, len(back.records)) == (False, 1)


def test_what_can_not_be_read_is_as_it_was_and_what_is_no_journal_is_nobody(tmp_path: Path) -> None:
    manifest = Manifest("al7", "Ada", "0.1.0", "", NOW)
    file = tmp_path / "sent.ctml.zip"
    file.write_bytes(packed(Package(manifest, {}, text(ago(5, failed("a"))))))
    (tmp_path / "results.jsonl").write_text('{"learner": "x"}\n')
    (tmp_path / "fifo.jsonl").touch()
    looker = Looker(tmp_path)
    assert names(looker.look(NOW)) == {"al7": 1}
    file.write_bytes(file.read_bytes()[:90])
    assert names(looker.look(NOW)) == {"al7": 1}


def zipped(name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        archive.writestr(name, data)
    return whole.getvalue()


PACKED = zipped("manifest.json", bytes(range(256)))
DAMAGED = {
    "no manifest": zipped("x", b"y"),
    "packed anew": zipped("manifest.json", b"{}", zipfile.ZIP_LZMA),
    "damaged bytes": PACKED[:50] + b"\xff" * 9 + PACKED[59:],
    "deep manifest": zipped("manifest.json", b"[" * 60_000),
    "nobody's manifest": zipped("manifest.json", b"{}"),
    "no zip": b"PK",
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_no_file_that_a_learner_leaves_hides_the_others(tmp_path: Path, damage: str) -> None:
    put(tmp_path, "ada", text(ago(1, failed("a"))))
    (tmp_path / "x.ctml.zip").write_bytes(DAMAGED[damage])
    assert names(Looker(tmp_path).look(NOW)) == {"ada": 1}


def test_a_submission_that_would_grow_beyond_measure_is_not_unpacked(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", encode(Manifest("al7", "", "", "", NOW)))
        archive.writestr("journal.jsonl", b" " * 8_000_000)
    (tmp_path / "x.ctml.zip").write_bytes(whole.getvalue())
    assert names(Looker(tmp_path).look(NOW)) == {}


def test_a_clock_that_is_wrong_is_noticed_when_something_comes(tmp_path: Path) -> None:
    behind = timedelta(hours=2)
    records = [ago(10, failed("a")), ago(0, failed("a"))]
    late = [Record(one.id, one.time - behind, one.fact) for one in records]
    journal = put(tmp_path, "ada", text(late[0]))
    looker = Looker(tmp_path)
    looker.look(NOW - timedelta(minutes=10))
    with journal.open("ab") as file:
        file.write(text(late[1]))
    [row] = everyone(looker.look(NOW), {}, Measure(), NOW)
    assert (row.minutes, row.silent) == (10, 0)


def test_a_clock_that_is_ahead_is_noticed_at_once(tmp_path: Path) -> None:
    put(tmp_path, "ada", text(ago(-50, failed("a")), ago(-60, failed("a"))))
    [row] = everyone(Looker(tmp_path).look(NOW), {}, Measure(), NOW)
    assert (row.minutes, row.silent) == (10, 0)


def test_a_line_tells_everything_and_obeys_nothing() -> None:
    row = one(ago(7, passed("a")), ago(6, Opened("b", "passed")), ago(2, failed("b", "x\x1b[2J")))
    row = Now(**{**{f: getattr(row, f) for f in row.__slots__}, "learner": "A\x1b[31mda"})
    told = line(row, 6, NOW)
    assert told.endswith(
        "A?[31mda: working, on b, 1 save, 7 min without a pass, met x?[2J, 1 of 6 passed"
    )
    assert "\x1b" not in drawn(row, 80).plain
    assert drawn(row, 40).cell_len <= 40


def test_time_alone_is_no_change() -> None:
    records = ago(7, passed("a")), ago(2, failed("b"))
    [later] = everyone([Seen("ada", records)], {}, Measure(), NOW + timedelta(minutes=1))
    assert later != one(*records)
    assert key(later) == key(one(*records))


def test_a_hundred_learners_are_looked_at_in_less_than_the_time_between_two_looks(
    tmp_path: Path,
) -> None:
    journal = text(*(ago(50 - n / 10, failed("a")) for n in range(200)))
    for number in range(100):
        put(tmp_path, f"learner {number:03}", journal)
    looker = Looker(tmp_path)
    began = datetime.now(UTC)
    rows = everyone(looker.look(NOW), {}, Measure(), NOW)
    assert len(rows) == 100
    first = datetime.now(UTC)
    looker.look(NOW)
    again = datetime.now(UTC) - first
    assert again < max((first - began) / 2, timedelta(milliseconds=50))  # nothing is read twice
    assert json.dumps([row.learner for row in rows[:2]]) == '["learner 000", "learner 001"]'
