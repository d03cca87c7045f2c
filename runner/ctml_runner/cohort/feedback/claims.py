"""What the shipped tests claim: each one's name and its docstring, in the order of the checks."""

import ast
from collections.abc import Mapping
from functools import lru_cache

from ctml_runner.course.exercise import Exercise


@lru_cache(maxsize=256)  # asked again for each of hundreds of learners
def claims(exercise: Exercise) -> Mapping[str, str]:
    """Return the first paragraph of each test's docstring, by the test's name.

    Only the shipped checks are parsed, which are ours; never a learner's file.
    """
    return {node.name: _claim(node) for node in _tests(exercise)}


@lru_cache(maxsize=256)
def bodies(exercise: Exercise) -> Mapping[str, str]:
    """Return the body of each shipped test, by the test's name."""
    return {
        node.name: "\n".join(ast.unparse(line) for line in node.body) for node in _tests(exercise)
    }


def _tests(exercise: Exercise) -> list[ast.FunctionDef]:
    defined = [
        node for node in ast.parse(exercise.checks).body if isinstance(node, ast.FunctionDef)
    ]
    return [node for node in defined if node.name.startswith("test_")]


def _claim(node: ast.FunctionDef) -> str:
    return " ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split())
