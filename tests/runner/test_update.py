"""A newer course comes into a workspace, and nothing that a learner wrote is lost."""

from pathlib import Path

import pytest
from tests.runner.courses import (
    AREA,
    LESSON,
    SHIPPED,
    SOLVED,
    START,
    Course,
    again,
    changed,
    done,
    exercise,
    path,
)

from ctml_runner.course.compose import digest_of
from ctml_runner.course.updating import (
    Conflict,
    How,
    Report,
)
from ctml_runner.errors import LearnerError
from ctml_runner.journal import Replaced, undo_target, versions


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = Course(tmp_path, SHIPPED)
    course.make()
    return course


def test_a_workspace_that_has_the_course_is_left_alone(course: Course) -> None:
    course.edit(AREA, "...", SOLVED)
    before = course.learners()
    assert course.update("1.0") == Report("1.0", "1.0", ())
    assert course.learners() == before


def test_what_nobody_touched_is_replaced_and_undo_brings_back_what_it_was(course: Course) -> None:
    newer = {AREA: exercise(*START, task="Do this."), LESSON: "# The first\n"}
    course.write(newer)
    report = course.update()
    assert report.before == "1.0"
    assert done(report) == {changed(AREA, How.REPLACED), changed(LESSON, How.REPLACED)}
    assert course.learners() == {**SHIPPED, **newer}
    was, now = (digest_of(texts[AREA].encode()) for texts in (SHIPPED, newer))
    records = course.journal.history().records
    assert [record.fact for record in records] == [Replaced("area", "update", was, now)]
    assert undo_target(versions(records, "area"), now) == was
    assert course.journal.kept(was) == SHIPPED[AREA].encode()
    again(course)


def test_the_learners_part_stays_to_the_byte_and_the_checks_below_it_are_new(
    course: Course,
) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    course.write({AREA: exercise(*START, checks="x = 2")})
    assert done(course.update()) == {changed(AREA, How.CHECKS)}
    assert course.file(AREA).read_bytes() == mine.replace(b"x = 1", b"x = 2")
    assert mine in course.kept()
    again(course)


def test_a_new_task_is_merged_into_a_part_that_the_learner_worked_on(course: Course) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    course.write({AREA: exercise(*START, task="Do this.")})
    assert done(course.update()) == {changed(AREA, How.MERGED)}
    assert course.file(AREA).read_bytes() == mine.replace(b"it.", b"this.")
    again(course)


def test_where_both_changed_the_same_the_learners_stays_and_ours_lies_beside_it(
    course: Course,
) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    theirs = exercise(*START, checks="x = 2").replace("...", "return 0.0")
    course.write({AREA: theirs})
    beside = f"{AREA}.new.txt"
    assert done(course.update()) == {
        changed(AREA, How.CHECKS),
        Conflict(path(AREA), path(beside)),
    }
    assert course.learners() == {
        **SHIPPED,
        AREA: mine.replace(b"x = 1", b"x = 2").decode(),
        beside: theirs,
    }
    again(course)


def test_a_text_beside_is_replaced_by_a_newer_one_and_kept(course: Course) -> None:
    course.edit(AREA, "...", SOLVED)
    beside = course.file(f"{AREA}.new.txt")
    for version in ("2.0", "3.0"):
        course.write({AREA: exercise(*START).replace("...", f"return {version}")})
        course.update(version)
        assert b"return " + version.encode() in beside.read_bytes()
        beside.write_bytes(beside.read_bytes() + b"# my note\n")
    assert any(b"return 2.0" in kept and b"# my note" in kept for kept in course.kept())


def test_new_exercises_and_lessons_are_added(course: Course) -> None:
    new = {"exercises/01_next/01_volume.py": exercise("a = 1"), "exercises/01_next/README.md": "#"}
    course.write(new)
    report = course.update()
    assert done(report) == {changed(name, How.ADDED) for name in new}
    assert course.learners() == {**SHIPPED, **new}
    again(course)


def test_lessons_and_settings_that_the_learner_touched_stay_and_ours_lie_beside(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = (LESSON, "settings.toml", "pyproject.toml")
    mine = {name: course.edit(name, "", "mine ") for name in names}
    course.write({LESSON: "# newer\n"})
    monkeypatch.setattr("ctml_runner.course.workspace.making.SETTINGS_TEXT", "# newer\n")
    monkeypatch.setattr("ctml_runner.course.workspace.editor._TEXT", "# newer\n")
    conflicts = {Conflict(path(name), path(f"{name}.new.txt")) for name in names}
    assert done(course.update()) == conflicts
    for name in names:
        assert course.file(name).read_bytes() == mine[name]
        assert course.file(f"{name}.new.txt").read_bytes() == b"# newer\n"
    again(course)


def test_settings_that_nobody_touched_are_replaced(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctml_runner.course.workspace.making.SETTINGS_TEXT", "# newer\n")
    assert done(course.update()) == {changed("settings.toml", How.REPLACED)}
    assert course.file("settings.toml").read_bytes() == b"# newer\n"
    assert course.kept() == set()
    again(course)


def test_a_file_of_the_learners_own_is_never_touched(course: Course) -> None:
    own = course.file("exercises/00_first/my_area.py")
    copy = course.file("exercises/copies/01_area.py")
    copy.parent.mkdir()
    for file in (own, copy):
        file.write_text(SHIPPED[AREA])
    course.write({AREA: None, "exercises/00_first/07_area.py": exercise(*START, task="Do this.")})
    course.update()
    assert own.read_text() == copy.read_text() == SHIPPED[AREA]


@pytest.mark.parametrize("spoiled", [b"", b"\xff\xfe", b"my own words\n"])
def test_a_file_that_is_no_exercise_any_more_stays(course: Course, spoiled: bytes) -> None:
    course.file(AREA).write_bytes(spoiled)
    course.write({AREA: exercise(*START, task="Do this.")})
    conflict = Conflict(path(AREA), path(f"{AREA}.new.txt"))
    assert done(course.update()) == {conflict}
    assert course.file(AREA).read_bytes() == spoiled
    again(course)


def test_a_file_that_is_missing_is_put_back(course: Course) -> None:
    course.file(AREA).unlink()
    assert done(course.update()) == {changed(AREA, How.ADDED)}
    assert course.learners() == SHIPPED


def test_a_course_that_is_newer_than_the_installed_one_is_refused(course: Course) -> None:
    course.write({AREA: exercise(*START, task="Do this.")})
    course.update("10.0")
    course.write(SHIPPED)
    before = course.learners()
    with pytest.raises(LearnerError) as raised:
        course.update("9.1")
    assert str(raised.value) == (
        "this workspace has the course of ctml 10.0, and 9.1 is installed\n"
        f"  where: {course.workspace.root}\n"
        "  next:  pip install --upgrade ctml   (in a checkout: git pull)"
    )
    assert course.learners() == before
