"""The shipped checks as a module that runs without the learner's part."""

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass

from ctml_runner.course.compose import prepare_checks
from ctml_runner.course.exercise import Exercise

_FIRST = "from __future__ import annotations"  # in the marker's line: annotations are for mypy


@dataclass(frozen=True, slots=True)
class WalledChecks:
    """What the trusted side needs of an exercise.

    Attributes:
        module: the name under which the parts run.
        text: the checks, with the marker's line replaced; no line moves.
        names: what they take from the learner's part.
        tests: the names of the tests, in order.
    """

    module: str
    text: str
    names: tuple[str, ...]
    tests: tuple[str, ...]


def wall_off(exercise: Exercise) -> WalledChecks:
    """Cut an exercise's checks off from the part that they judge."""
    checks = prepare_checks(exercise.checks)
    _, newline, rest = checks.text.partition("\n")
    return WalledChecks(
        module=exercise.module,
        text=_FIRST + newline + rest,
        names=tuple(sorted(_asked(exercise))),
        tests=tuple(name for name, _ in checks.tests),
    )


def _asked(exercise: Exercise) -> Iterator[str]:
    """Yield the names that the checks use and neither define, import nor have of Python.

    A name that Python has too is the learner's where the start already defines it.
    """
    tree = ast.parse(exercise.checks)
    own = set(_bound(tree))
    of_python = set(dir(builtins)) - set(_bound(ast.parse(exercise.start)))
    used = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    yield from used - own - of_python


def _bound(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module binds at its top level."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from (alias.asname or alias.name.partition(".")[0] for alias in names)
            case ast.Assign() | ast.AnnAssign():
                for one in ast.walk(node):
                    if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                        yield one.id
            case _:
                pass
