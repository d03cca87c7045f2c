"""Sheets and JUnit: no cell runs, Canvas gets back what it sent, XML is valid by its schema."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.cohort.exported import HOSTILE, made, rows
from tests.cohort.generated import CURRICULUM, NOW, make_class
from tests.cohort.pretend import NAMES

from ctml_runner.cohort.export.exporting import material as made_from
from ctml_runner.cohort.export.exporting import put, stale
from ctml_runner.cohort.export.formats import Format, Order
from ctml_runner.cohort.export.junit import xml_text
from ctml_runner.cohort.export.pseudonyms import FILE, pseudonymous, secret
from ctml_runner.cohort.export.sheet import harmless
from ctml_runner.cohort.feedback.page import page
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.gradebook import HandMark, append_mark
from ctml_runner.cohort.marks import total
from ctml_runner.cohort.roster import Learner, read_roster
from ctml_runner.cohort.standing.gathering import gather
from ctml_runner.commands.cohort.export import Wish
from ctml_runner.commands.cohort.export import export as command
from ctml_runner.errors import InstructorError

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,save_me (11),Essay (12),Spring class (13),Final\n"
    "    Points Possible,,,,,2,10,9,(read only)\n"
    '"Lovelace, Ada",501,9000,login0,A,,7,,88\n'
    '"Turing, Alan",502,,s0001@example.org,A,1,,,\n'
    '"Elsewhere, Eve",503,1,eve,B,4,5,6,7\n'
    '"Student, Test",504,,,A,,,,\n'
)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> CohortFolder:
    return make_class(tmp_path_factory.mktemp("class"), 8, 4, names=(*HOSTILE, *NAMES))


@pytest.mark.parametrize("text", [*"=+-@\t\r\n", "=1", " =1", "+1", "-1", "@a", "\uff1d1", "\t1"])
def test_a_cell_that_would_run_is_made_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("unseen", ["\ufeff", "\u200b", "\x00", "\u2028", "\xa0\u200f "])
def test_what_can_not_be_seen_hides_no_formula(unseen: str) -> None:
    assert harmless(f"{unseen}=1+1") == f"'{unseen}=1+1"


@pytest.mark.parametrize("separator", [*";\t\r\n"])
def test_no_cell_runs_where_another_sign_parts_the_cells(separator: str) -> None:
    assert harmless(f"a{separator}=1+1") == f"a{separator}'=1+1"
    assert harmless(f"a{separator} \u200b@b{separator}c") == f"a{separator}' \u200b@b{separator}c"
    assert harmless(f"=1{separator}=2") == f"'=1{separator}'=2"


@pytest.mark.parametrize("text", ["", "a", "a=1", "1-2", "Ada Lovelace", "3", "a; b\nc"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("form", "file"), [(Format.CSV, "marks.csv"), (Format.MOODLE, "moodle.csv")]
)
def test_no_cell_of_a_sheet_runs(cohort: CohortFolder, form: str, file: str) -> None:
    for row in rows(made(cohort, Format(form)).files[file]):
        assert not [
            cell for cell in row if cell.lstrip()[:1] in {"=", "+", "-", "@"} and cell.strip()
        ]


def test_the_plain_sheet_has_a_line_for_each_learners_exercise(cohort: CohortFolder) -> None:
    header, *lines = rows(made(cohort, Format.CSV).files["marks.csv"])
    assert len(lines) == 8 * 4
    assert {line[header.index("level")] for line in lines} <= {"2", ""}
    gathered = gather(cohort, CURRICULUM)
    points = sum(float(line[header.index("points")]) for line in lines)
    assert points == total(gathered.marks.all)


@pytest.mark.parametrize(
    ("form", "told"), [("csv", True), ("moodle", False), ("gradescope", False)]
)
def test_who_gave_a_mark_by_hand_is_told_to_instructors_alone(
    tmp_path: Path, form: str, told: bool
) -> None:
    folder = make_class(tmp_path / "class", 2, 3)
    append_mark(folder, HandMark("s0000", "save_me", 0.5, "an-account", "half of it", NOW))
    command(folder.root, Wish(form, anonymous=False, canvas=None, classroom="", assignment=""))
    files = [path for path in folder.exports.rglob("*") if path.is_file()]
    whole = b"".join(path.read_bytes() for path in files)
    assert (b"an-account" in whole) == (form == "csv")
    assert b"half of it" in whole
    assert "an-account" not in page(gather(folder, CURRICULUM), read_roster(folder).by_id["s0000"])


def test_moodle_has_each_grade_with_its_feedback_beside_it(cohort: CohortFolder) -> None:
    header, *lines = rows(made(cohort, Format.MOODLE).files["moodle.csv"])
    assert header[:5] == [
        "ID number", "Email address", "Full name",
        "Spring class (Real)", "Spring class (Feedback)",
    ]  # fmt: skip
    assert header[-1] == "Sandbox level"
    marks = gather(cohort, CURRICULUM).marks
    for line, learner in zip(lines, marks.by, strict=True):
        real = [
            float(cell) for name, cell in zip(header, line, strict=True) if name.endswith("(Real)")
        ]
        assert real[0] == sum(real[1:]) == total(marks.by[learner])


def canvas(cohort: CohortFolder, tmp_path: Path, text: str) -> tuple[bytes, tuple[str, ...]]:
    path = tmp_path / "canvas export.csv"
    path.write_bytes(text.encode())
    told = made(cohort, Format.CANVAS, canvas=path)
    return told.files["canvas.csv"], told.notes


def test_canvas_gets_back_its_own_sheet_with_our_columns_filled(
    cohort: CohortFolder, tmp_path: Path
) -> None:
    data, notes = canvas(cohort, tmp_path, CANVAS)
    before, after = rows(CANVAS.encode()), rows(data)
    marks = gather(cohort, CURRICULUM).marks.by
    for number, learner in ((2, "s0000"), (3, "s0001")):
        before[number][5] = f"{marks[learner][0].points:g}"
        before[number][7] = f"{total(marks[learner]):g}"
    assert after == before
    assert notes == (
        *(f"s000{n}: is not in the gradebook of Canvas" for n in range(2, 8)),
        "2 rows of the gradebook left as it was: nobody of ours",
        "Spring class (13): Canvas has 9 points possible, the plan 10",
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_canvas_sheet_keeps_its_mark_delimiter_and_line_ends(
    cohort: CohortFolder, tmp_path: Path, mark: str, delimiter: str, line_end: str
) -> None:
    text = mark + delimiter.join(CANVAS.splitlines()[0].split(",")) + line_end
    text += delimiter.join(["    Points Possible", "", "", "", "", "2", "10", "10", ""]) + line_end
    text += delimiter.join(["Ada", "501", "9000", "login0", "A", "2", "7", "10", "="]) + line_end
    data, _ = canvas(cohort, tmp_path, text)
    assert data.decode() == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "its first line does not name the columns"),
        ("Name,Mark\na,1\n", "its first line does not name the columns"),
        ("Student,ID,save_me (1)\nAda,1,\n", "no line 'Points Possible'"),
        ("Student,ID,Essay (1)\n Points Possible,,\n", "no assignment in it is an exercise"),
    ],
)
def test_what_is_no_gradebook_is_refused_with_what_to_do(
    cohort: CohortFolder, tmp_path: Path, text: str, says: str
) -> None:
    with pytest.raises(InstructorError, match=says) as refused:
        canvas(cohort, tmp_path, text)
    assert refused.value.next_step


def test_canvas_needs_a_sheet_and_refuses_pseudonyms(cohort: CohortFolder, tmp_path: Path) -> None:
    with pytest.raises(InstructorError, match="none was named"):
        made(cohort, Format.CANVAS)
    with pytest.raises(InstructorError, match="pseudonyms mean nothing"):
        made(cohort, Format.CANVAS, anonymous=True, canvas=tmp_path / "x.csv")


def test_junit_counts_and_fails_what_did_not_pass(cohort: CohortFolder) -> None:
    root = ET.fromstring(made(cohort, Format.JUNIT).files["junit.xml"])
    gathered = gather(cohort, CURRICULUM)
    for suite, (learner, marks) in zip(root, gathered.marks.by.items(), strict=True):
        assert suite.attrib["name"] == learner
        failed = {
            case.attrib["classname"]
            for case in suite.iter("testcase")
            if case.find("failure") is not None
        }
        assert failed == {mark.exercise for mark in marks if mark.outcome == "failed"}
        assert int(suite.attrib["failures"]) == len(list(suite.iter("failure")))
        assert int(suite.attrib["tests"]) == len(list(suite.iter("testcase")))
        assert suite.find("properties/property[@name='sandbox.level']") is not None


def test_characters_that_xml_has_no_place_for_are_left_out() -> None:
    assert xml_text("a\x00\x0b\ud800\ufffe\tb<") == "a????\tb<"


def test_a_pseudonym_is_the_same_in_every_export_and_needs_the_secret(tmp_path: Path) -> None:
    folder = CohortFolder(tmp_path)
    ada, bob = Learner("ada", "Ada", "a@b", "al", "1", "A", 3, "ada"), Learner("bob")
    key = secret(folder)
    assert secret(folder) == key
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    assert pseudonymous(ada, key) == pseudonymous(ada, key) != pseudonymous(bob, key)
    assert pseudonymous(ada, key) != pseudonymous(ada, b"x" * 32)
    assert pseudonymous(ada, key).email == pseudonymous(ada, key).section == ""
    (tmp_path / FILE).write_bytes(b"short")
    with pytest.raises(InstructorError, match="5 bytes, not 32"):
        secret(folder)


def test_pseudonyms_are_not_in_the_rosters_order(cohort: CohortFolder) -> None:
    header, *lines = rows(made(cohort, Format.CSV, anonymous=True).files["marks.csv"])
    names = [line[header.index("id")] for line in lines]
    assert names == sorted(names)


def test_canvas_own_number_is_no_rosters_id(cohort: CohortFolder, tmp_path: Path) -> None:
    text = (
        "Student,ID,SIS User ID,save_me (1)\n    Points Possible,,,2\nEve,s0000,77,\nAda,s0000,,\n"
    )
    data, _ = canvas(cohort, tmp_path, text)
    assert [row[3] for row in rows(data)[2:]] == ["", "2"]


def test_an_option_of_another_format_is_refused(cohort: CohortFolder, tmp_path: Path) -> None:
    for wish, option in (
        (Wish("csv", False, tmp_path, "", ""), "--canvas"),
        (Wish("junit", False, None, "cs", ""), "--classroom"),
        (Wish("junit", False, None, "", "a1"), "--assignment"),
    ):
        with pytest.raises(InstructorError, match=f"{option} is for --format"):
            command(cohort.root, wish)


def test_every_export_says_how_strong_the_sandbox_was(tmp_path: Path) -> None:
    cohort = make_class(tmp_path, 2, 2)
    sheet = tmp_path / "c.csv"
    sheet.write_text(CANVAS)
    for form in Format:
        order = Order(form, anonymous=False, now=NOW, canvas=sheet)
        source = made_from(gather(cohort, CURRICULUM), order)
        folder = put(source, made(cohort, form, canvas=sheet))
        about = json.loads((folder / "about.json").read_text())
        assert (about["format"], about["level"], about["least_level"]) == (form, 2, 2)


def test_files_of_a_former_export_are_told_and_not_deleted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cohort = make_class(tmp_path, 2, 2)
    (cohort.exports / "gradescope" / "gone").mkdir(parents=True)
    old = cohort.exports / "gradescope" / "gone" / "results.json"
    old.write_text("{}")
    command(cohort.root, Wish("gradescope", False, None, "", ""))
    said = capsys.readouterr()
    assert said.out == f"wrote 2 files: {cohort.exports / 'gradescope'}  (sandbox level 2)\n"
    assert "note  1 file of a former export left there" in said.err
    assert old.exists()
    assert stale(cohort.exports / "gradescope", made(cohort, Format.GRADESCOPE)) == 1
