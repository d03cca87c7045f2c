"""Exercises that the course renumbers, moves or drops; workspaces of long ago."""

import shutil
from pathlib import Path

import pytest
from tests.runner.courses import (
    AREA,
    LENGTH,
    LESSON,
    SHIPPED,
    SOLVED,
    START,
    Course,
    again,
    changed,
    done,
    exercise,
    part_of,
    path,
)

from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.updating import (
    Conflict,
    Doubled,
    How,
    Left,
    Moved,
    PutAway,
)
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.course.workspace.record import read_record


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = Course(tmp_path, SHIPPED)
    course.make()
    return course


def test_an_exercise_that_was_renumbered_and_changed_takes_the_learners_work_along(
    course: Course,
) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    moved = {AREA: "exercises/01_shapes/03_area.py", LENGTH: "exercises/01_shapes/04_length.py"}
    course.write({AREA: None, LENGTH: None, LESSON: None})
    course.write({moved[AREA]: exercise(*START, task="Do this."), moved[LENGTH]: SHIPPED[LENGTH]})
    assert done(course.update()) == {
        *(Moved(path(old), path(new)) for old, new in moved.items()),
        changed(moved[AREA], How.MERGED),
        PutAway(path(LESSON), path(f".ctml/put_away/{LESSON}")),
    }
    assert course.learners() == {
        moved[AREA]: mine.replace(b"it.", b"this.").decode(),
        moved[LENGTH]: SHIPPED[LENGTH],
    }
    assert not course.file("exercises/00_first").exists()
    again(course)


def test_a_chapter_that_was_renumbered_moves_with_all_that_is_in_it(course: Course) -> None:
    course.edit(LESSON, "# First", "# First, with my notes")
    course.edit(AREA, "...", SOLVED)
    before = course.learners()
    (course.root / "exercises/00_first").rename(course.root / "exercises/03_first")
    report = course.update()
    renamed = {name: name.replace("00_", "03_") for name in before}
    assert done(report) == {Moved(path(old), path(new)) for old, new in renamed.items()}
    assert course.learners() == {renamed[name]: text for name, text in before.items()}
    again(course)


def test_what_left_the_course_is_put_away_if_untouched_and_else_stays(course: Course) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    course.write({AREA: None, LENGTH: None, "exercises/00_first/05_new.py": exercise("a = 1")})
    assert done(course.update()) == {
        changed("exercises/00_first/05_new.py", How.ADDED),
        Left(path(AREA)),
        PutAway(path(LENGTH), path(f".ctml/put_away/{LENGTH}")),
    }
    assert course.file(AREA).read_bytes() == mine
    assert not course.file(LENGTH).exists()
    assert SHIPPED[LENGTH].encode() in course.kept()
    again(course)


def test_a_new_chapter_does_not_take_the_lesson_of_another_with_the_same_name(
    course: Course,
) -> None:
    lesson = "exercises/05_first/README.md"
    course.write({lesson: "# First, again\n"})
    assert done(course.update()) == {changed(lesson, How.ADDED)}
    assert course.learners() == {**SHIPPED, lesson: "# First, again\n"}


def of_old(course: Course) -> None:
    """Make the workspace one that the first ctml made: no bases, no digest, no settings."""
    shutil.rmtree(course.workspace.shipped)
    course.workspace.sign.write_text('course = "0.1.0"  # the course that this folder …\n')
    course.file("settings.toml").unlink()


def test_in_a_workspace_of_an_older_ctml_the_learners_part_stays_whatever_it_is(
    course: Course,
) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    of_old(course)
    course.write({AREA: exercise(*START, task="Do this.", checks="x = 2"), LESSON: "# newer\n"})
    report = course.update()
    assert report.before == "0.1.0"
    assert done(report) == {
        changed(AREA, How.CHECKS),
        Conflict(path(LESSON), path(f"{LESSON}.new.txt")),
        changed("settings.toml", How.ADDED),
    }
    assert course.file(AREA).read_bytes() == mine.replace(b"x = 1", b"x = 2")
    again(course)


def test_there_what_was_renumbered_is_found_and_what_left_the_course_stays(course: Course) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    of_old(course)
    new = "exercises/00_first/07_area.py"
    course.write({AREA: None, LENGTH: None, new: SHIPPED[AREA]})
    assert done(course.update()) == {
        Moved(path(AREA), path(new)),
        Left(path(LENGTH)),
        changed("settings.toml", How.ADDED),
    }
    assert course.learners() == {
        new: mine.decode(),
        LENGTH: SHIPPED[LENGTH],
        LESSON: SHIPPED[LESSON],
    }
    again(course)


TASKS = [f"Do it, version {n}." for n in range(11)]


@pytest.mark.parametrize("steps", [range(1, 11), [10], [3, 4, 9, 10]], ids=["each", "one", "some"])
def test_ten_versions_later_every_step_of_the_way_or_in_one_the_work_is_there(
    course: Course, steps: list[int]
) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    here = AREA
    for version in range(1, 11):
        course.write({here: None})
        here = f"exercises/{version // 4:02}_first/{version:02}_area.py"
        text = exercise(*START, task=TASKS[version], checks=f"x = {version}")
        course.write({here: text, f"exercises/00_first/{version + 20}_v{version}.py": text})
        if version > 3:
            course.write({f"exercises/00_first/{version + 17}_v{version - 3}.py": None})
        if version in steps:
            course.update(f"{version}.0")
    want = mine.replace(b"Do it.", TASKS[10].encode()).replace(b"x = 1", b"x = 10").decode()
    learners = course.learners()
    assert learners[here] == want
    shipped = {file for file in learners if (course.root / file).exists()}
    assert set(learners) == shipped
    assert read_record(course.workspace).course == "10.0"


def test_if_a_newer_init_has_put_the_start_at_the_new_place_the_work_wins(course: Course) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    new = "exercises/00_first/09_area.py"
    course.write({AREA: None, new: SHIPPED[AREA]})
    course.file(new).write_text(SHIPPED[AREA])
    assert done(course.update()) == {
        PutAway(path(new), path(f".ctml/put_away/{new}")),
        Moved(path(AREA), path(new)),
    }
    assert course.learners() == {new: mine.decode(), **_without(SHIPPED, AREA)}
    again(course)


def test_two_files_of_one_exercise_with_work_in_both_both_stay(course: Course) -> None:
    mine = course.edit(AREA, "...", SOLVED)
    new = "exercises/00_first/09_area.py"
    course.write({AREA: None, new: SHIPPED[AREA]})
    course.file(new).write_text(SHIPPED[AREA].replace("...", "return 1"))
    assert done(course.update()) == {Doubled(path(new), path(AREA))}
    assert part_of(course.file(AREA).read_bytes()) == part_of(mine)
    assert b"return 1" in course.file(new).read_bytes()


def _without(texts: dict[str, str], name: str) -> dict[str, str]:
    return {key: text for key, text in texts.items() if key != name}


def test_init_does_not_put_a_second_start_beside_work_that_was_renumbered(course: Course) -> None:
    course.edit(AREA, "...", SOLVED)
    before = course.learners()
    course.write({AREA: None, "exercises/00_first/09_area.py": SHIPPED[AREA]})
    assert make_workspace(course.workspace.root, read_curriculum(course.root), "2.0")[1] == 0
    assert course.learners() == before
    assert read_record(course.workspace).course == "1.0"


def test_init_keeps_as_bases_what_is_as_shipped_and_nothing_else(course: Course) -> None:
    of_old(course)
    course.edit(AREA, "...", SOLVED)
    make_workspace(course.workspace.root, read_curriculum(course.root), "1.0")
    shipped = course.workspace.shipped
    names = {f.relative_to(shipped).as_posix() for f in shipped.rglob("*") if f.is_file()}
    assert names == {LENGTH, LESSON, "pyproject.toml", "settings.toml"}
