"""Someone goes through the whole course: each mistake that is known, then the solution."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.watcher import Watcher, make_workspace

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.exercise import Exercise


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("scripted") / "course")


@pytest.fixture(scope="module")
def watcher(workspace: Path) -> Iterator[Watcher]:
    with Watcher(workspace) as watcher:
        watcher.until("verdict")  # on the first exercise as shipped
        yield watcher


def saved(part: str, exercise: Exercise) -> str:
    return f"{part.rstrip()}\n\n\n{exercise.checks}"


def pasted(course: Curriculum, exercise: Exercise, watcher: Watcher, file: Path) -> list[str]:
    """Paste each known mistake; return what was answered otherwise than with its own hint."""
    solution = course.solution(exercise).part
    wrong = []
    for one in course.misconceptions(exercise):
        part = solution.replace(one.original, one.replacement)
        verdict = watcher.save(file, saved(part, exercise)).verdict
        if verdict["outcome"] == "passed" or verdict["hint"] != one.hint:
            wrong.append(f"{exercise.slug}: {one.name}: got {verdict['misconception']}")
    return wrong


def test_every_mistake_gets_its_hint_and_every_solution_opens_the_next(
    workspace: Path, watcher: Watcher
) -> None:
    course = read_curriculum()
    wrong, opened, ended = [], [], []
    for exercise in course.course:
        file = workspace / exercise.path
        wrong += pasted(course, exercise, watcher, file)
        solution = course.solution(exercise).part
        verdict = watcher.save(file, saved(solution, exercise)).verdict
        assert (verdict["outcome"], verdict["why"]) == ("passed", course.solution(exercise).why)
        told = watcher.next_line().told
        if told["event"] == "chapter":
            ended.append(told["chapter"])
            told = watcher.next_line().told
        opened.append(told)
    slugs = [exercise.slug for exercise in course.course]
    assert wrong == []
    assert ended == list(course.chapters)
    assert [(told["event"], told.get("exercise")) for told in opened] == [
        *(("advanced", slug) for slug in slugs[1:]),
        ("finished", None),
    ]
    assert set(watcher.verdicts.values()) == {1}


def test_a_broken_law_comes_back_with_its_smallest_counterexample(
    workspace: Path, watcher: Watcher
) -> None:
    course = read_curriculum()
    exercise = course.by_slug["distribution"]
    part = course.solution(exercise).part
    never = f"{part}\n\ndef largest(values: tuple[float, ...]) -> float:\n    return 0.0\n"
    verdict = watcher.save(workspace / exercise.path, saved(never, exercise)).verdict
    failures = verdict["test_failures"]
    assert isinstance(failures, list)
    assert {failure["test"]: failure["counterexample"] for failure in failures} == {
        "test_largest": "",
        "test_shares": "parts=[0]",
    }
