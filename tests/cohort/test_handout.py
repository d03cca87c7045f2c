"""What is handed out: a part of the course with a class's rules, brought on without loss."""

import json
import zipfile
from pathlib import Path

import pytest
from tests.cohort.classes import CURRICULUM, Class, everything
from tests.runner.conftest import Run
from tests.runner.courses import AREA, LENGTH, LESSON, SHIPPED, Course, exercise

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.handing import hand_out, update_handout
from ctml_runner.cohort.plan import Item, Plan
from ctml_runner.commands.cohort.handout import handout
from ctml_runner.commands.sitting import version
from ctml_runner.course.carried import handed, places
from ctml_runner.course.course_state import CourseState, course_state
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.workspace import Workspace
from ctml_runner.course.workspace.handed import curriculum_of
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.course.workspace.rules import CohortRules, read_rules
from ctml_runner.errors import InstructorError, LearnerError

MACHINES = {"pyproject.toml", ".ctml/shipped/pyproject.toml"}
"""What names the machine that it was made on."""


def rules(*slugs: str) -> CohortRules:
    return CohortRules("A", slugs)


def test_a_part_of_the_course_brings_its_lessons_and_ledgers_along() -> None:
    def exercises(*slugs: str) -> list[str]:
        return [
            place.as_posix()
            for place in handed(rules(*slugs).narrow(CURRICULUM))
            if place.parts[0] != "configs"
        ]

    assert exercises("save_me", "token_id") == [
        "exercises/00_first_steps/01_save_me.py",
        "exercises/00_first_steps/README.md",
        "exercises/01_domain_objects/01_token_id.py",
        "exercises/01_domain_objects/README.md",
    ]
    assert exercises("adam_paper") == [
        "challenges/README.md",
        "challenges/paper_to_code/01_adam_paper.md",
        "challenges/paper_to_code/01_adam_paper.py",
    ]


def test_the_whole_course_brings_everything_along() -> None:
    assert handed(CURRICULUM) == places(CURRICULUM.root)
    assert rules(*CURRICULUM.by_slug).narrow(CURRICULUM) == CURRICULUM


def test_it_has_the_plans_exercises_and_rules_and_nothing_of_this_machine(room: Class) -> None:
    made = hand_out(room.folder, room.plan, room.curriculum, version())
    workspace = Workspace(room.folder.workspace)
    names = set(everything(workspace.root))
    assert {name for name in names if name.endswith(".py") and not name.startswith(".ctml")} == {
        "exercises/00_first_steps/01_save_me.py",
        "exercises/01_domain_objects/01_token_id.py",
    }
    assert not names & MACHINES
    assert read_rules(workspace) == room.plan.rules
    assert (made.exercises, made.changed) == (2, ())
    told = b"".join(f.read_bytes() for f in workspace.root.rglob("*") if f.is_file())
    assert str(room.base).encode() not in told


def test_its_zip_is_the_same_each_time_and_has_nothing_of_whoever_tried_it_out(room: Class) -> None:
    hand_out(room.folder, room.plan, room.curriculum, version())
    before = room.folder.archive.read_bytes()
    hidden = Workspace(room.folder.workspace).hidden
    for name in ("journal.jsonl", "cache/x", "saves/y", "learner.toml"):
        (hidden / name).parent.mkdir(exist_ok=True)
        (hidden / name).write_text("mine")
    (room.folder.workspace / "exercises" / "link").symlink_to("/etc")
    hand_out(room.folder, room.plan, room.curriculum, version())
    assert room.folder.archive.read_bytes() == before
    with zipfile.ZipFile(room.folder.archive) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"Spring"}


def test_who_unpacks_it_has_a_workspace_of_the_class_that_is_up_to_date(
    room: Class, tmp_path: Path
) -> None:
    hand_out(room.folder, room.plan, room.curriculum, version())
    with zipfile.ZipFile(room.folder.archive) as archive:
        archive.extractall(tmp_path / "learner")
    workspace = Workspace(tmp_path / "learner" / "Spring")
    part = curriculum_of(workspace)
    assert [one.slug for one in part.exercises] == ["save_me", "token_id"]
    assert course_state(workspace, part, version()) is CourseState.SAME
    make_workspace(workspace.root, part, version())
    assert set(everything(workspace.root)) >= MACHINES
    assert not (workspace.root / "exercises" / "02_morphisms").exists()


def test_a_damaged_rule_is_told_and_none_is_no_rule(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert read_rules(workspace) is None
    workspace.hidden.mkdir()
    for text in ("x = [", 'name = "A"', 'name="A"\nexercises=[]\nany_order=true\nsolutions="soon"'):
        workspace.rules.write_text(text)
        with pytest.raises(LearnerError, match="the rules of your class can't be read"):
            read_rules(workspace)


def test_a_changed_exercise_is_handed_out_as_it_is_and_told(room: Class) -> None:
    hand_out(room.folder, room.plan, room.curriculum, version())
    name = "exercises/00_first_steps/01_save_me.py"
    (room.folder.workspace / name).write_text("# the answer\n")
    assert hand_out(room.folder, room.plan, room.curriculum, version()).changed == (name,)


def test_another_plan_is_not_handed_out_over_the_former_one(room: Class) -> None:
    hand_out(room.folder, room.plan, room.curriculum, version())
    before = room.folder.archive.read_bytes()
    room.folder.plan.write_text(room.folder.plan.read_text() + "predict = 1\n")
    with pytest.raises(InstructorError) as raised:
        hand_out(room.folder, room.plan, room.curriculum, version())
    assert "ctml cohort handout --update" in raised.value.next_step
    assert room.folder.archive.read_bytes() == before
    made, report = update_handout(room.folder, room.plan, room.curriculum, version())
    assert made.exercises == 3
    assert [str(done.file) for done in report.done if hasattr(done, "file")] == [
        "exercises/00_first_steps/05_predict.py"
    ]


def test_a_page_tells_learners_how_to_begin_to_hand_in_and_until_when(room: Class) -> None:
    room.folder.plan.write_text(
        'late = "9% a day"\ngrace_minutes = 5\n' + room.folder.plan.read_text()
    )
    hand_out(room.folder, room.plan, room.curriculum, version())
    with zipfile.ZipFile(room.folder.archive) as archive:
        page = archive.read("Spring/START.md").decode()
    assert page.splitlines()[:4] == [
        "# Spring",
        "",
        "2 exercises, to be handed in by 2026-03-04 12:00 UTC.",
        "Later than that and 5 minutes more, each day late that has begun takes 9 % of the points.",
    ]
    for word in ("ctml init", "ctml watch", "ctml submit", f"ctml {version()}"):
        assert word in page
    assert str(room.base) not in page
    room.folder.plan.write_text('name = "A"\n[exercises]\nsave_me = 1\ntoken_id = 1\n')
    hand_out(room.folder, room.plan, room.curriculum, version())
    page = (room.folder.workspace / "START.md").read_text()
    assert page.startswith("# A\n\n2 exercises.\n\n## Begin")


def test_a_start_page_that_the_instructor_changed_stays_through_an_update(room: Class) -> None:
    hand_out(room.folder, room.plan, room.curriculum, version())
    page = room.folder.workspace / "START.md"
    page.write_text("# Welcome\n")
    room.folder.plan.write_text(room.folder.plan.read_text() + "predict = 1\n")
    made, _ = update_handout(room.folder, room.plan, room.curriculum, version())
    assert (page.read_text(), made.changed) == ("# Welcome\n", ("START.md",))
    page.unlink()
    made, _ = update_handout(room.folder, room.plan, room.curriculum, version())
    assert ("3 exercises" in page.read_text(), made.changed) == (True, ())


def test_what_stands_in_the_way_stays(room: Class) -> None:
    room.folder.workspace.mkdir(parents=True)
    (room.folder.workspace / "mine.txt").write_text("mine")
    with pytest.raises(InstructorError, match="isn't empty and isn't a workspace"):
        hand_out(room.folder, room.plan, room.curriculum, version())
    assert sorted(everything(room.folder.workspace)) == ["mine.txt"]
    with pytest.raises(InstructorError, match="there is no handout yet"):
        update_handout(room.folder, room.plan, room.curriculum, version())


def test_what_stops_a_handout_names_the_instructors_own_command(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_out(room.folder, room.plan, room.curriculum, version())
    lesson = next((room.folder.workspace / "exercises").rglob("*.md"))
    lesson.unlink()
    lesson.mkdir()
    with pytest.raises(InstructorError, match="this is not a file") as stopped:
        update_handout(room.folder, room.plan, room.curriculum, version())
    assert stopped.value.next_step == "move it away, then type: ctml cohort handout --update"

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(InstructorError, match="No space left") as stopped:
        hand_out(room.folder, room.plan, room.curriculum, version())
    assert stopped.value.next_step == (
        "make room, or make it writable; then type: ctml cohort handout"
    )


def test_an_update_touches_only_what_is_still_ours(tmp_path: Path) -> None:
    course = Course(tmp_path, SHIPPED)
    folder = CohortFolder(tmp_path / "class")
    plan = Plan("A", "1.0", (Item("area", 1), Item("length", 1)))
    hand_out(folder, plan, read_curriculum(course.root), "1.0")
    root = folder.workspace
    (root / LESSON).write_text("# First, as I teach it\n")
    edited = (root / AREA).read_text().replace("UNIT = 'metre'", "UNIT = 'foot'")
    (root / AREA).write_text(edited)
    course.write(
        {
            AREA: exercise(
                "import math",
                "",
                "",
                "def area(radius):",
                "    ...",
                "",
                "",
                "UNIT = 'metre'",
                task="Do it well.",
            ),
            LENGTH: exercise("import math", "", "X = 1"),
            LESSON: "# First, anew\n",
        }
    )
    made, report = update_handout(folder, plan, read_curriculum(course.root), "2.0")
    assert (root / LESSON).read_text() == "# First, as I teach it\n"
    assert "UNIT = 'foot'" in (root / AREA).read_text()
    assert "Do it well." in (root / AREA).read_text()
    assert (root / LENGTH).read_text() == exercise("import math", "", "X = 1")
    assert (report.before, report.after, made.course) == ("1.0", "2.0", "2.0")
    assert not [name for name in everything(root) if "journal" in name or "saves" in name]
    with zipfile.ZipFile(folder.archive) as archive:
        assert archive.read(f"A/{AREA}") == (root / AREA).read_bytes()


def test_an_instructor_who_knows_nothing(tmp_path: Path, ctml: Run) -> None:
    made = ctml("cohort", "new", "spring", "--exercises", "00,token_id", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    assert "7 exercises, 7 points, never due" in made.stdout
    assert made.stdout.splitlines()[-1].endswith("cd spring && ctml cohort handout")
    root = tmp_path / "spring"
    out = ctml("cohort", "handout", cwd=root)
    nobody = "note  nobody is in roster.csv yet; only work of who is in it is collected\n"
    assert (out.returncode, out.stderr) == (0, nobody)
    assert "ctml init && ctml watch" in out.stdout
    again = ctml("cohort", "handout", "--update", "--in", "spring", cwd=tmp_path)
    assert again.stdout.startswith(f"the course is up to date: {version()}\n")
    assert ctml("cohort", "new", "spring", cwd=tmp_path).returncode == 2
    lost = ctml("cohort", "handout", cwd=tmp_path)
    assert (lost.returncode, "ctml cohort new DIR" in lost.stderr) == (2, True)
    work = tmp_path / "learner"
    work.mkdir()
    with zipfile.ZipFile(root / "handout" / "handout.zip") as archive:
        archive.extractall(work)
    listed = json.loads(ctml("list", "--json", cwd=work / "spring").stdout)
    assert [row["slug"] for row in listed][-1:] == ["token_id"]
    assert len(listed) == 7


@pytest.mark.parametrize(
    ("roster", "told"),
    [
        ("id;name\na01;Ada\n", []),
        ("id\nada\nada\n", ["roster.csv:3: the id 'ada' stands in line 2 too; this one is left"]),
        ("Number;Name\n1;Ada\n", ["the roster has no column 'id'; its first line has: Number"]),
    ],
)
def test_what_is_wrong_with_the_roster_is_told_before_anything_is_handed_out(
    room: Class, capsys: pytest.CaptureFixture[str], roster: str, told: list[str]
) -> None:
    room.folder.roster.write_text(roster)
    handout(room.folder.root, newer=False)
    notes = capsys.readouterr().err.splitlines()
    assert [note[6 : 6 + len(what)] for note, what in zip(notes, told, strict=True)] == told
    assert room.folder.archive.is_file()
