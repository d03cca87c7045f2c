"""Status: where everybody stands, what is met most, who is stuck; read in lines, drawn, as JSON."""

import errno
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from rich.console import Console
from tests.cohort.generated import CURRICULUM, NOW, make_class

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.gradebook import append_mark, hand_mark
from ctml_runner.cohort.grading.grader import grader_digest
from ctml_runner.cohort.plan import Item, Plan
from ctml_runner.cohort.results import append
from ctml_runner.cohort.standing.effort import efforts
from ctml_runner.cohort.standing.gathering import gather, look
from ctml_runner.cohort.standing.sentences import lines
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.cohort.standing.standing import State, patience, standings
from ctml_runner.cohort.standing.tables import tables
from ctml_runner.cohort.way_out import way_out
from ctml_runner.commands.cohort.feedback import feedback
from ctml_runner.commands.cohort.status import status
from ctml_runner.errors import InstructorError
from ctml_runner.journal import Judged, Record

PLAN = Plan("class", "", (Item("save_me", 2), Item("annotate", 3)), stuck_attempts=4, stuck_hours=1)
START = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def saves(*minutes: int, slug: str = "save_me", passed: bool = False) -> Iterator[Record]:
    """Yield saves at these minutes; the last one passes, if so."""
    for minute in minutes:
        good = passed and minute == minutes[-1]
        fact = Judged(
            slug,
            "passed" if good else "failed",
            "",
            0.1,
            codes=() if good else ("arg-type",),
            misconception="" if good else f"at {minute}",
        )
        yield Record(f"{slug}{minute:032}"[-32:], START + timedelta(minutes=minute), fact)


def states(*records: Record, now: datetime = START + timedelta(hours=9)) -> list[State]:
    return [one.state for one in standings(PLAN, "ada", records, patience(PLAN, now))]


def test_effort_counts_the_attempts_until_the_first_pass_and_the_time_at_work() -> None:
    effort = efforts([*saves(0, 10, 25, passed=True), *saves(500)])["save_me"]
    assert (effort.attempts, effort.passed, effort.work) == (3, True, timedelta(minutes=25))
    assert effort.misconceptions == ("at 0", "at 10")
    assert effort.codes == ("arg-type",)


def test_a_break_is_no_work() -> None:
    assert efforts(saves(0, 10, 600, 610))["save_me"].work == timedelta(minutes=20)


def test_many_attempts_without_a_pass_are_stuck() -> None:
    assert states(*saves(0, 1, 2)) == [State.WORKING, State.UNTOUCHED]
    assert states(*saves(0, 1, 2, 3)) == [State.STUCK, State.UNTOUCHED]
    assert states(*saves(0, 1, 2, 3, passed=True)) == [State.PASSED, State.UNTOUCHED]


def test_much_time_at_work_without_a_pass_is_stuck() -> None:
    assert states(*saves(0, 30, 60))[0] is State.STUCK


def test_who_was_not_seen_for_long_has_stopped_and_is_not_stuck() -> None:
    assert states(*saves(0, 1, 2, 3), now=START + timedelta(days=30))[0] is State.WORKING


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> CohortFolder:
    return make_class(tmp_path_factory.mktemp("class"), 6, 4)


def test_the_picture_counts_learners_and_not_saves(tmp_path: Path) -> None:
    gathered = gather(make_class(tmp_path, 20, 6), CURRICULUM)
    seen = look(gathered, NOW)
    for at, column in enumerate(seen.columns):
        assert sum(column.states.values()) == len(seen.rows) == 20
        met: dict[str, set[str]] = {}
        for row in seen.rows:
            result = gathered.results.of(row.learner.id, column.item.slug)
            for code in (*row.standings[at].effort.codes, *(result.codes if result else ())):
                met.setdefault(code, set()).add(row.learner.id)
        assert dict(column.codes) == {code: len(who) for code, who in met.items()}
        counts = [count for _, count in column.misconceptions]
        assert counts == sorted(counts, reverse=True)


def test_the_same_class_is_told_in_lines_in_json_and_drawn(
    cohort: CohortFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    status(cohort.root, every=False, as_json=False, plain=True)
    plain = capsys.readouterr().out.splitlines()
    assert plain[0].startswith("Spring class: 6 learners, 4 exercises; ")
    assert plain[0].endswith("graded at level 2")
    status(cohort.root, every=False, as_json=True, plain=False)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["event"] for one in told[:5]] == ["cohort", *["exercise"] * 4]
    assert sum(one["event"] == "learner" for one in told) == 6
    ada = next(one for one in told if one["event"] == "learner" and one["name"] == "Ada Lovelace")
    line = next(one for one in plain if one.startswith("learner Ada Lovelace"))
    assert all(f"{slug} {state}" in line for slug, state in ada["exercises"].items())


def drawn(cohort: CohortFolder, *, every: bool, width: int = 100) -> str:
    gathered = gather(cohort, CURRICULUM)
    console = Console(width=width, force_terminal=True, color_system=None)
    with console.capture() as captured:
        for one in tables(gathered, look(gathered, NOW), NOW, width=width, every=every):
            console.print(one)
    return captured.get()


def test_a_class_of_hundreds_is_summed_up_until_all_rows_are_asked_for(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 120, 3)
    short = drawn(cohort, every=False)
    assert "a row for each of the 120: ctml cohort status --all" in short
    assert len(short.splitlines()) < 60
    assert "Ada Lovelace 4" in drawn(cohort, every=True)


def test_a_narrow_terminal_shows_every_exercise_and_breaks_no_word(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 12, 21)
    text = drawn(cohort, every=False, width=80)
    lined = text.splitlines()
    assert max(map(len, lined)) <= 80
    heads = [line.split()[2:] for line in lined if line.split()[:2] == ["learner", "points"]]
    assert [len(head) for head in heads] == [7, 7, 7]
    gathered = gather(cohort, CURRICULUM)
    assert [one for head in heads for one in head] == [
        CURRICULUM.by_slug[item.slug].place for item in gathered.plan.items
    ]
    met = [line for line in lined if re.match(r"\d\.\d+ [a-z_]+ ", line.strip())]
    assert len(met) == 21
    assert lined.index(next(line for line in lined if " learner " in line)) < 21 * 3
    assert "✓ passed" in text


def test_a_mark_by_hand_is_told_beside_the_states_that_were_judged(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 2, 2)
    assert "by hand" not in drawn(cohort, every=False)
    append_mark(cohort, hand_mark("s0000", "save_me", 0.5, "in the lab"))
    assert "by hand  Ada Lovelace: save_me 0.5\n" in drawn(cohort, every=False)
    gathered = gather(cohort, CURRICULUM)
    told = [one for one in lines(gathered, look(gathered, NOW), NOW) if "by hand" in one]
    assert [one.endswith("; by hand: save_me 0.5") for one in told] == [True]


def test_every_state_has_a_sign_of_its_own_so_that_no_colour_is_needed(
    cohort: CohortFolder,
) -> None:
    text = drawn(cohort, every=False)
    assert "✓ passed  ✗ failed  ! stuck  … working  · untouched" in text


def test_a_name_cannot_move_the_cursor(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 2, 2, names=("\x1b[2J\x1b[31mEve\x07\u202e", "[red]Bob[/red]"))
    gathered = gather(cohort, CURRICULUM)
    told = "\n".join(lines(gathered, look(gathered, NOW), NOW))
    assert not {"\x1b", "\x07", "\u202e"} & set(told)
    assert "[red]Bob[/red]" in drawn(cohort, every=True)
    assert shown("a" * 100, 10) == "aaaaaaaaa…"


def test_submissions_of_nobody_and_torn_lines_are_told(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 2, 2)
    (cohort.submissions / "gone").mkdir()
    with cohort.results.open("ab") as file:
        file.write(b"not a verdict\n")
    cohort.gradebook.write_bytes(b"neither a mark\n")
    notes = gather(cohort, CURRICULUM).notes
    assert notes[:3] == (
        "1 line of the results can't be read, and is left",
        "gradebook.jsonl: line 1 can't be read; give the mark again",
        "submissions/gone belongs to nobody in the roster",
    )


def test_verdicts_of_another_grader_are_told_until_they_are_judged_anew(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 2, 2)
    gathered = gather(cohort, CURRICULUM)
    count = len(gathered.results.newest)
    told = f"{count} verdicts of another version of the exercises, their limits or the tools"
    assert [note for note in gathered.notes if note.startswith(told)]
    limits = gathered.plan.limits
    anew = [
        msgspec.structs.replace(one, grader=grader_digest(CURRICULUM.by_slug[one.exercise], limits))
        for one in gathered.results.newest.values()
    ]
    append(cohort.results, anew[1:])
    told = "1 verdict of another version of the exercises"
    assert [note for note in gather(cohort, CURRICULUM).notes if note.startswith(told)]
    append(cohort.results, anew)
    assert not [note for note in gather(cohort, CURRICULUM).notes if "version" in note]


def test_a_journal_that_can_not_be_read_stops_nobody_elses_status(tmp_path: Path) -> None:
    folder = make_class(tmp_path, 3, 2)
    journal = folder.submissions / "s0001" / "journal.jsonl"
    journal.unlink()
    journal.mkdir()
    gathered = gather(folder, CURRICULUM)
    told = "submissions/s0001/journal.jsonl can't be read"
    assert [note for note in gathered.notes if told in note and note.startswith("s0001: ")]
    assert len(look(gathered, NOW).rows) == 3


def test_what_stands_in_the_way_is_moved_and_what_is_closed_is_opened(tmp_path: Path) -> None:
    folder = make_class(tmp_path, 2, 2)
    account = folder.submissions / "s0001" / "received.json"
    account.unlink()
    account.mkdir()
    with pytest.raises(InstructorError) as raised:
        gather(folder, CURRICULUM)
    assert raised.value.next_step == f"mv {account} {account}-aside; then type the command again"
    closed = PermissionError(errno.EACCES, "Permission denied", str(account))
    assert way_out(closed, folder.root) == f"chmod -R u+rwX {folder.root}"
    (folder.root / "feedback").write_text("")
    account.rmdir()
    with pytest.raises(InstructorError) as raised:
        feedback(folder.root)
    assert raised.value.next_step.startswith(f"mv {folder.feedback} ")
