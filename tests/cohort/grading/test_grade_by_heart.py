"""Tables of what the examples show, graded for real: they pass the examples, and no law."""

import ast
from pathlib import Path

import pytest
from tests.cohort.grading.hostile.by_heart import EDITS
from tests.cohort.grading.submitted import Submitted, file_of, solved

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.wall.sandbox import Box


@pytest.fixture(scope="module")
def graded(
    box: Box, warm: Path, curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory
) -> Submitted:
    root = tmp_path_factory.mktemp("by_heart") / "class"
    submitted = Submitted.make(root, list(EDITS), warm)
    tables, right = {}, {}
    for slug, (old, new) in EDITS.items():
        exercise = curriculum.find(slug)
        part = curriculum.solution(exercise).part
        assert part.count(old) == 1, slug
        tables[slug] = file_of(exercise, part.replace(old, new))
        right[slug] = solved(curriculum, exercise)
    submitted.hand_in("heart", tables)
    submitted.hand_in("ada", right)
    ran = submitted.grade()
    assert ran.returncode == 0, ran.stderr
    return submitted


def laws_of(exercise: Exercise) -> set[str]:
    """Return the names of the tests that stand right below ``@given``."""
    tree = ast.parse(exercise.checks)
    tests = [one for one in tree.body if isinstance(one, ast.FunctionDef)]
    return {one.name for one in tests if one.decorator_list}


@pytest.mark.parametrize("slug", EDITS)
def test_what_knows_the_examples_by_heart_fails_at_a_law_and_at_nothing_else(
    graded: Submitted, curriculum: Curriculum, slug: str
) -> None:
    found = graded.result("heart", slug)
    failed = {mark.name for mark in found.tests if not mark.passed}
    assert (found.outcome, found.codes) == ("failed", ())
    assert failed
    assert failed <= laws_of(curriculum.find(slug))
    assert graded.result("ada", slug).outcome == "passed"
