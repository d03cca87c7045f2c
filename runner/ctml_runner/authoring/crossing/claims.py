"""What a test asserts: data by agree, and the learner's own claims both ways."""

import ast
from collections.abc import Iterator

from ctml_runner.authoring.crossing.belongs import Belonging, belonging
from ctml_runner.authoring.crossing.reading import Reading, read_checks
from ctml_runner.authoring.finding import Finding, Rule
from ctml_runner.authoring.sources import Entry

_AGREE = "compare with agree(got, want) of ctml.checks"


def asserts_are_exact(entry: Entry) -> Iterator[Finding]:
    """An assert compares with True, False or None; values are compared by ``agree``."""
    reading = read_checks(entry)
    for test in reading.tests:
        belongs = belonging(test, reading.learners, reading.plain)
        for node in ast.walk(test):
            if isinstance(node, ast.Assert):
                yield from _in_assert(node, reading, belongs)
            if isinstance(node, ast.Compare) and _is_identity(node):
                what = "'is' on the learner's object can't cross a wall"
                yield reading.at(node, what, _AGREE)


def claims_go_both_ways(entry: Entry) -> Iterator[Finding]:
    """What the learner's own ``==``, ``<``, ``in`` or ``isinstance`` claims is tested both ways."""
    reading = read_checks(entry)
    seen: dict[str, dict[bool, ast.expr]] = {}
    for test in reading.tests:
        belongs = belonging(test, reading.learners, reading.plain)
        for claim, answer in _claims(test):
            for kind in _kinds(claim, belongs):
                seen.setdefault(kind, {}).setdefault(answer, claim)
    for kind, answers in seen.items():
        if len(answers) == 1:
            [(answer, claim)] = answers.items()
            what = f"{kind!r} is the learner's own claim, and only {answer} is tested"
            yield reading.at(claim, what, f"add a test in which it must be {not answer}")


def _in_assert(node: ast.Assert, reading: Reading, belongs: Belonging) -> Iterator[Finding]:
    match node.test:
        case ast.Compare(ops=[ast.Is() | ast.IsNot()]):
            pass
        case ast.Compare(ops=[ast.Eq()]):
            yield reading.at(node, "== is not exact: True == 1, and 1 == 1.0", _AGREE)
        case ast.UnaryOp(op=ast.Not()) | ast.Compare(ops=[ast.NotEq() | ast.NotIn()]):
            what = "a bare negative assertion holds for almost any answer"
            yield reading.at(node, what, "say what the answer is, with agree")
        case ast.Compare(ops=ops, left=left, comparators=others):
            del ops
            if belongs(left) or any(belongs(other) for other in others):
                what = "a comparison of the learner's objects answers what it likes"
                yield reading.at(node, what, "write: assert (…) is True, and test both ways")
        case _:
            what = "an assert without a comparison holds for every true value"
            yield reading.at(node, what, "write: assert … is True")


def _is_identity(node: ast.Compare) -> bool:
    return any(
        isinstance(op, ast.Is | ast.IsNot)
        and not (isinstance(other, ast.Constant) and other.value in (True, False, None))
        for op, other in zip(node.ops, node.comparators, strict=True)
    )


def _claims(test: ast.FunctionDef) -> Iterator[tuple[ast.expr, bool]]:
    """Yield each expression that is compared with True or False, and with which of them."""
    for node in ast.walk(test):
        match node:
            case ast.Compare(
                left=claim, ops=[ast.Is()], comparators=[ast.Constant(value=bool() as answer)]
            ):
                yield claim, answer
            case ast.Call(
                func=ast.Name(id="agree"), args=[claim, ast.Constant(value=bool() as answer)]
            ):
                yield claim, answer


def _kinds(claim: ast.expr, belongs: Belonging) -> Iterator[str]:
    match claim:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            if belongs(left) or belongs(right):
                yield _SIGNS.get(type(op), "in")
        case ast.Call(func=ast.Name(id="isinstance"), args=[subject, *_]) if belongs(subject):
            yield "isinstance"


_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip

RULES = (
    Rule("asserts", "data is compared exactly, by agree", asserts_are_exact),
    Rule("claims", "what the learner's objects claim is tested both ways", claims_go_both_ways),
)
