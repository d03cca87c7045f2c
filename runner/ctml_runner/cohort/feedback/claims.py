"""What the shipped tests claim: each one's name and its docstring, in the order of the checks."""

import ast
from collections.abc import Mapping

from ctml_runner.course.exercise import Exercise


def claims(exercise: Exercise) -> Mapping[str, str]:
    """Return the first paragraph of each test's docstring, by the test's name.

    Only the shipped checks are parsed, which are ours; never a learner's file.
    """
    return {
        node.name: _claim(node)
        for node in ast.parse(exercise.checks).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def bodies(exercise: Exercise) -> Mapping[str, str]:
    """Return the body of each shipped test as it is written, by the test's name."""
    return {
        node.name: "\n".join(ast.unparse(line) for line in node.body)
        for node in ast.parse(exercise.checks).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def _claim(node: ast.FunctionDef) -> str:
    return " ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split())
