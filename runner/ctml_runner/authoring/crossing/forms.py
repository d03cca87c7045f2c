"""The form of tests, laws and refusals, and which errors a test may expect."""

import ast
from collections.abc import Iterator

from ctml_runner.authoring.crossing.reading import Reading, read_checks
from ctml_runner.authoring.finding import Finding, Rule
from ctml_runner.authoring.sources import Entry
from ctml_runner.course.compose import prepare_checks
from ctml_runner.wall.raised import LISTED

ERRORS = frozenset(LISTED)
"""What a test may expect to be raised; across a wall an exception is a name of a closed list."""


def tests_are_plain(entry: Entry) -> Iterator[Finding]:
    """A test is a plain ``def test_…() -> None`` or a law under ``@given``, with a docstring."""
    reading = read_checks(entry)
    if not reading.tests:
        yield reading.at(entry.checks, "the checks have no test", "add def test_…() -> None")
    for test in reading.tests:
        words = [_word(one) for one in test.decorator_list]
        for word in words:
            if word not in {"given", "example"}:
                step = "use no decorator but @given and @example"
                yield reading.at(test, f"{test.name} is decorated with {word!r}", step)
        if _arguments(test) and "given" not in words:
            what = f"{test.name} takes an argument and is no law"
            yield reading.at(test, what, "use no fixture; a law has @given")
        if test.returns is None or ast.unparse(test.returns) != "None":
            yield reading.at(test, f"{test.name} is not annotated -> None", "add -> None")
        if not ast.get_docstring(test):
            step = "say in its docstring what holds; the learner reads it"
            yield reading.at(test, f"{test.name} has no docstring", step)
        if not any(_asserts(node) for node in ast.walk(test)):
            yield reading.at(test, f"{test.name} asserts nothing", "compare with agree")


def laws_have_values(entry: Entry) -> Iterator[Finding]:
    """Whatever a law asks of the learner, a plain test compares with a value too."""
    reading = read_checks(entry)
    laws = [test for test in reading.tests if _is_law(test)]
    plain = {
        node.id
        for test in reading.tests
        if not _is_law(test) and any(_is_call(one, "agree") for one in ast.walk(test))
        for node in ast.walk(test)
        if isinstance(node, ast.Name)
    }
    for law in laws:
        asked = {node.id for node in ast.walk(law) if isinstance(node, ast.Name)}
        for name in sorted((asked & reading.learners) - plain):
            what = f"the law {law.name} asks for {name!r}, and no test compares it with a value"
            yield reading.at(
                law, what, f"add a test that calls {name} and agree: constants obey laws"
            )


def refusals_are_in_form(entry: Entry) -> Iterator[Finding]:
    """A refusal is one line with a code and a reason, in a function that nobody calls."""
    reading = read_checks(entry)
    offsets = {one.offset for one in prepare_checks(entry.exercise.checks).refusals}
    statements = {
        node.lineno: node
        for one in reading.functions
        if one.name in reading.unrun
        for node in one.body
        if node.lineno == node.end_lineno
    }
    for offset, line in enumerate(entry.exercise.checks.splitlines()):
        number = entry.marker_line + offset
        if "type: ignore" not in line.replace("type:ignore", "type: ignore"):
            continue
        if offset not in offsets:
            step = "write: EXPRESSION  # type: ignore[code]  # the reason, as the learner reads it"
            yield Finding(entry.file, number, "a refusal needs a code and a reason", step)
        elif number not in statements:
            what = "a refusal is a one-line statement of a function that is never called"
            yield Finding(entry.file, number, what, "put it on a line of its own in def refused()")


def raises_are_listed(entry: Entry) -> Iterator[Finding]:
    """``pytest.raises`` names listed errors, and what it calls also succeeds somewhere."""
    reading = read_checks(entry)
    inside: list[tuple[ast.With, set[str]]] = []
    for test in reading.tests:
        for node in ast.walk(test):
            if _is_call(node, "raises") and isinstance(node, ast.Call):
                yield from _unlisted(node, reading)
            if isinstance(node, ast.With):
                inside.append((node, _asked(node.body, reading)))
    raising = {one for block, _ in inside for part in block.body for one in ast.walk(part)}
    outside = {
        node.id
        for test in reading.tests
        for node in ast.walk(test)
        if isinstance(node, ast.Name) and node not in raising
    }
    for block, asked in inside:
        for name in sorted(asked - outside):
            what = f"{name!r} must raise, and no test shows when it must not"
            yield reading.at(block, what, "add a test in which the same call succeeds")


def _unlisted(call: ast.Call, reading: Reading) -> Iterator[Finding]:
    match call.args:
        case [ast.Tuple(elts=kinds), *_]:
            pass
        case [kind, *_]:
            kinds = [kind]
        case _:
            kinds = []
    for kind in kinds:
        if not (isinstance(kind, ast.Name) and kind.id in ERRORS):
            what = f"a test may not expect {ast.unparse(kind)}: it is no listed error"
            yield reading.at(call, what, f"use one of {', '.join(sorted(ERRORS))}")


def _asked(body: list[ast.stmt], reading: Reading) -> set[str]:
    names = {one.id for part in body for one in ast.walk(part) if isinstance(one, ast.Name)}
    return names & reading.learners


def _is_law(test: ast.FunctionDef) -> bool:
    return any(_word(one) == "given" for one in test.decorator_list)


def _word(decorator: ast.expr) -> str:
    match decorator:
        case ast.Call(func=inner):
            return _word(inner)
        case ast.Name(id=name):
            return name
        case _:
            return ast.unparse(decorator)


def _arguments(test: ast.FunctionDef) -> bool:
    given = test.args
    return bool(given.args or given.posonlyargs or given.kwonlyargs or given.vararg or given.kwarg)


def _asserts(node: ast.AST) -> bool:
    return isinstance(node, ast.Assert) or _is_call(node, "agree") or _is_call(node, "raises")


def _is_call(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=found)) | ast.Call(func=ast.Attribute(attr=found)):
            return found == name
        case _:
            return False


RULES = (
    Rule("tests", "tests are plain functions that say and assert something", tests_are_plain),
    Rule("laws", "every law also has a value check", laws_have_values),
    Rule("refusals", "a refusal is one line, with a code and a reason", refusals_are_in_form),
    Rule("raises", "tests expect listed errors, with a positive twin", raises_are_listed),
)
