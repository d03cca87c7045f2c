"""Canvas: no row gets another learner's points, and what says excused stays so."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cohort.exported import made, rows
from tests.cohort.generated import NOW, make_class

from ctml_runner.cohort.export.formats import Format
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.gradebook import HandMark, append_mark

HEAD = "Student,ID,SIS User ID,SIS Login ID,save_me (1)\n    Points Possible,,,,2\n"


def filled(
    base: Path, roster: str, sheet: str, points: Sequence[tuple[str, float]]
) -> tuple[list[str], list[str]]:
    """Return the cells of our column, and what is told; points are given by hand."""
    folder: CohortFolder = make_class(base / "class", 0, 1)
    folder.roster.write_text(roster)
    for learner, given in points:
        append_mark(folder, HandMark(learner, "save_me", given, "", "seen", NOW))
    path = base / "canvas.csv"
    path.write_text(HEAD + sheet)
    export = made(folder, Format.CANVAS, canvas=path)
    cells = [row[4] for row in rows(export.files["canvas.csv"])[2:]]
    return cells, [note for note in export.notes if "points possible" not in note]


@pytest.mark.parametrize("turned", [False, True])
def test_a_number_of_canvas_goes_before_an_id_that_happens_to_be_the_same(
    tmp_path: Path, turned: bool
) -> None:
    learners = ["1001,Ada,2002\n", "2002,Bob,3003\n"]
    roster = "id,name,sis_id\n" + "".join(reversed(learners) if turned else learners)
    sheet = "Ada,71,2002,,\nBob,72,3003,,\nZoe,73,1001,,\n"
    cells, notes = filled(tmp_path, roster, sheet, [("1001", 2), ("2002", 1)])
    assert cells == ["2", "1", ""]
    assert notes == ["1 row of the gradebook left as it was: nobody of ours"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_login_goes_before_an_address(tmp_path: Path, turned: bool) -> None:
    learners = ["a,x@y.org,z@y.org\n", "b,z@y.org,w@y.org\n"]
    roster = "id,login,email\n" + "".join(reversed(learners) if turned else learners)
    cells, _ = filled(tmp_path, roster, "A,1,,x@y.org,\nB,2,,z@y.org,\n", [("a", 2), ("b", 1)])
    assert cells == ["2", "1"]


def test_a_row_that_may_be_several_learners_is_left_and_told(tmp_path: Path) -> None:
    roster = "id,name\nada,Ada\nADA,Ada B\nbob,Bob\n"
    sheet = "Ada,1,ada,,9\nBob,2,bob,,\n"
    cells, notes = filled(tmp_path, roster, sheet, [("ada", 2), ("ADA", 1), ("bob", 1)])
    assert cells == ["9", "1"]
    assert notes == ["1 row of the gradebook left as it was: it may be about any of ada, ADA"]


def test_what_several_share_falls_to_nobody_else(tmp_path: Path) -> None:
    roster = "id,login,email\na,x,\nb,x,\nc,,x\n"
    cells, notes = filled(tmp_path, roster, "A,1,,x,\n", [("c", 2)])
    assert cells == [""]
    assert notes[0] == "c: is not in the gradebook of Canvas"


def test_a_login_may_be_the_rosters_id(tmp_path: Path) -> None:
    cells, notes = filled(tmp_path, "id\nbob\n", "Bob,1,,bob,\n", [("bob", 2)])
    assert (cells, notes) == (["2"], [])


def test_who_has_two_rows_is_told(tmp_path: Path) -> None:
    cells, notes = filled(tmp_path, "id\nbob\n", "Bob,1,bob,,\nBob,1,bob,,\n", [("bob", 2)])
    assert cells == ["2", "2"]
    assert notes == ["bob: has 2 rows in the gradebook of Canvas; all were filled"]


def test_who_is_excused_in_canvas_stays_excused(tmp_path: Path) -> None:
    sheet = "Ada,1,ada,,EX\nBob,2,bob,, ex \nEve,3,eve,,EX\n"
    cells, notes = filled(tmp_path, "id\nada\nbob\n", sheet, [("ada", 2)])
    assert cells == ["EX", " ex ", "EX"]
    assert notes == [
        "1 row of the gradebook left as it was: nobody of ours",
        "2 cells left as it was: EX, which is excused",
    ]
