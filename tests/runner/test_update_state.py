"""Whether a workspace's course is the installed one, told fast and calmly."""

import time
from pathlib import Path

import pytest
from tests.runner.courses import START, Course, exercise

from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.updating import CourseState, course_state

AREA, LESSON = "exercises/00_first/01_area.py", "exercises/00_first/README.md"
SAME, OLDER, NEWER = CourseState.SAME, CourseState.OLDER, CourseState.NEWER


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = Course(tmp_path, {AREA: exercise(*START), LESSON: "# First\n"})
    course.make()
    return course


def state(course: Course, version: str = "1.0") -> CourseState:
    return course_state(course.workspace, read_curriculum(course.root), version)


def test_a_workspace_just_made_has_the_installed_course_whatever_the_learner_does(
    course: Course,
) -> None:
    assert state(course) is SAME
    course.edit(AREA, "...", "return 1")
    course.file(LESSON).unlink()
    assert state(course) is SAME


@pytest.mark.parametrize(
    ("installed", "want"), [("1.0.1", OLDER), ("10.0", OLDER), ("0.9", NEWER), ("1.0rc1", NEWER)]
)
def test_of_two_versions_the_numbers_decide(
    course: Course, installed: str, want: CourseState
) -> None:
    assert state(course, installed) is want


@pytest.mark.parametrize("name", [AREA, LESSON])
def test_of_one_version_any_text_that_changed_makes_the_workspace_older(
    course: Course, name: str
) -> None:
    text = (course.root / name).read_text()
    course.write({name: text.replace("First", "Third").replace("Do it.", "Do ut.")})
    assert state(course) is OLDER
    course.update("1.0")
    assert state(course) is SAME


def test_in_a_checkout_an_authors_edits_are_not_told_but_what_comes_and_goes_is(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctml_runner.course.course_state.checkout_root", lambda: course.root)
    course.write({AREA: exercise(*START, task="Do this.")})
    assert state(course) is SAME
    course.write({"exercises/00_first/02_new.py": exercise("a = 1")})
    assert state(course) is OLDER
    course.update("1.0")
    assert state(course) is SAME
    course.write({"exercises/00_first/02_new.py": None})
    assert state(course) is OLDER


@pytest.mark.parametrize(
    "sign", ["", "course = ", 'course = "what?"\n', "course = 7\ndigest = 1\n"]
)
def test_a_record_that_says_nothing_is_an_older_course(course: Course, sign: str) -> None:
    course.workspace.sign.write_text(sign)
    assert state(course) is OLDER
    course.update("1.0")
    assert state(course) is SAME


def test_a_course_of_a_hundred_exercises_is_compared_in_less_than_5_ms(tmp_path: Path) -> None:
    names = [f"exercises/{n // 10:02}_c{n // 10}/{n % 10 + 1:02}_e{n}.py" for n in range(100)]
    course = Course(tmp_path, {name: exercise(*START * 10) for name in names})
    course.make()
    curriculum = read_curriculum(course.root)
    took = []
    for _ in range(20):
        began = time.process_time()  # others may be at work on this machine
        assert course_state(course.workspace, curriculum, "1.0") is SAME
        took.append(time.process_time() - began)
    assert min(took) < 0.005, took
