"""The shipped checks as a module that runs without the learner's part."""

import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from symtable import SymbolTable, symtable

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
    checks = symtable(exercise.checks, "checks", "exec")
    start = symtable(exercise.start, "start", "exec")
    of_python = set(dir(builtins)) - set(_bound(start))
    yield from set(_used(checks)) - set(_bound(checks)) - of_python


def _bound(module: SymbolTable) -> Iterator[str]:
    """Yield the names that a module binds at its top level."""
    for symbol in module.get_symbols():
        if symbol.is_assigned() or symbol.is_imported():
            yield symbol.get_name()


def _used(table: SymbolTable) -> Iterator[str]:
    """Yield the names of the module's that it reads, at its top level or in what it defines."""
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (symbol.is_global() or table.get_type() == "module"):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _used(inner)
