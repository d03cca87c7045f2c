"""Checks import all they need, and only what may stand on the trusted side."""

import ast
import builtins
from collections.abc import Iterator

from ctml_runner.authoring.crossing.reading import read_checks
from ctml_runner.authoring.finding import Finding, Rule
from ctml_runner.authoring.sources import Entry

_MODULES = {
    "collections.abc", "ctml", "functools", "hypothesis", "hypothesis.extra.numpy",
    "hypothesis.strategies", "itertools", "math", "numpy", "numpy.typing", "operator", "pytest",
    "typing",
}  # fmt: skip
_ONE_PROFILE = {"settings", "seed", "Phase", "HealthCheck", "reproduce_failure", "Verbosity"}
_KNOWN = frozenset(dir(builtins)) | {"__name__"}


def imports_may_cross(entry: Entry) -> Iterator[Finding]:
    """The checks import only modules that are known to be harmless, and set nothing of laws."""
    reading = read_checks(entry)
    for node in ast.walk(entry.checks):
        match node:
            case ast.Import(names=names):
                modules = [alias.name for alias in names]
            case ast.ImportFrom(module=module, names=names):
                modules = [module or "."]
                for alias in names:
                    if alias.name in _ONE_PROFILE:
                        what = f"a check sets nothing of its laws, and {alias.name!r} would"
                        yield reading.at(node, what, "delete it; one profile decides for all")
                    if alias.name == "*":
                        yield reading.at(node, "an import of *", "import each name by itself")
            case _:
                continue
        for module in modules:
            if not _allowed(module):
                what = f"checks may not import {module!r}: it can't cross a wall"
                yield reading.at(node, what, f"use one of {', '.join(sorted(_MODULES))}")


def names_are_known(entry: Entry) -> Iterator[Finding]:
    """Every name of the checks is imported there, or is one that the solution defines."""
    reading = read_checks(entry)
    known = reading.learners | reading.imported | reading.own | _KNOWN
    told: set[str] = set()
    for top in entry.checks.body:
        local = set(_bound(top))
        for node in ast.walk(top):
            if not isinstance(node, ast.Name) or node.id in known | local | told:
                continue
            told.add(node.id)
            if node.id in reading.borrowed:
                what = f"the checks use {node.id!r}, which only the learner's part imports"
                yield reading.at(node, what, f"import {node.id} below the marker")
            else:
                what = f"the checks ask for {node.id!r}, which the solution does not define"
                yield reading.at(node, what, "ask only for names of the solution")


def learners_names_are_public(entry: Entry) -> Iterator[Finding]:
    """No name that is asked of the learner is private, and none begins with ``test``."""
    reading = read_checks(entry)
    for node in entry.answer.body:
        name = getattr(node, "name", "")
        if name.startswith("test"):
            what = f"{name!r} begins with 'test', so pytest would run it"
            yield Finding(entry.solution_file, node.lineno, what, "give it another name")
    for asked in ast.walk(entry.checks):
        if isinstance(asked, ast.Name) and asked.id in reading.learners and asked.id[0] == "_":
            what = f"the checks ask for {asked.id!r}, which is private"
            yield reading.at(asked, what, "ask only for public names")


def _allowed(module: str) -> bool:
    return module in _MODULES or module.startswith("ctml.")


def _bound(top: ast.stmt) -> Iterator[str]:
    """Yield every name that is bound somewhere inside a statement."""
    for node in ast.walk(top):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case _:
                pass


RULES = (
    Rule("imports", "checks import only what may cross a wall", imports_may_cross),
    Rule("names", "checks ask for what the solution defines, and import the rest", names_are_known),
    Rule("public", "no asked name is private or begins with test", learners_names_are_public),
)
