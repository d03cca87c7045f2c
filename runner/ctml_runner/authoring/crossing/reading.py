"""The shipped checks, read for what crosses a wall: whose names are whose."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ctml_runner.authoring.finding import Finding
from ctml_runner.authoring.sources import Entry

_PLAIN = {"int", "float", "str", "bool", "bytes", "None"}


@dataclass(frozen=True)
class Reading:
    """The names of one exercise's checks, by whose they are.

    Attributes:
        entry: the exercise.
        learners: what the solution defines at its top level; the checks may ask for it.
        borrowed: what the solution only imports; the checks must import it themselves.
        imported: what the checks import.
        own: what the checks define at their top level.
        plain: the learner's functions whose results are plain data, by their annotation.
    """

    entry: Entry
    learners: frozenset[str]
    borrowed: frozenset[str]
    imported: frozenset[str]
    own: frozenset[str]
    plain: frozenset[str]

    @property
    def functions(self) -> tuple[ast.FunctionDef, ...]:
        """The top-level functions of the checks."""
        return tuple(one for one in self.entry.checks.body if isinstance(one, ast.FunctionDef))

    @property
    def tests(self) -> tuple[ast.FunctionDef, ...]:
        """Those that pytest runs."""
        return tuple(one for one in self.functions if one.name.startswith("test"))

    @property
    def unrun(self) -> frozenset[str]:
        """Functions that are checked and never run: no test, and nobody names them."""
        used = {one.id for one in ast.walk(self.entry.checks) if isinstance(one, ast.Name)}
        return frozenset(
            one.name
            for one in self.functions
            if one.name not in used and not one.name.startswith("test")
        )

    @property
    def run(self) -> Iterator[ast.stmt]:
        """The top-level statements that are run: all but what is only checked."""
        for statement in self.entry.checks.body:
            if not (isinstance(statement, ast.FunctionDef) and statement.name in self.unrun):
                yield statement

    def at(self, node: ast.AST, what: str, next_step: str) -> Finding:
        """Return a finding at a node of the checks."""
        return Finding(self.entry.file, getattr(node, "lineno", 1), what, next_step)


def read_checks(entry: Entry) -> Reading:
    """Sort the names of an exercise's checks."""
    learners = frozenset(defined(entry.answer))
    own = frozenset(defined(entry.checks))
    plain = frozenset(
        one.name
        for one in entry.answer.body
        if isinstance(one, ast.FunctionDef)
        and one.returns is not None
        and ast.unparse(one.returns) in _PLAIN
    )
    return Reading(
        entry,
        learners - own,
        frozenset(imported(entry.answer)) - learners,
        frozenset(imported(entry.checks)),
        own,
        plain,
    )


def defined(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module defines at its top level, imports left out."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                yield from (one.id for target in targets for one in _names(target))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case _:
                pass


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module imports at its top level."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name.partition(".")[0]


def _names(target: ast.expr) -> Iterator[ast.Name]:
    return (one for one in ast.walk(target) if isinstance(one, ast.Name))
