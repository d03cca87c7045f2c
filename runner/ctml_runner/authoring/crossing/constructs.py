"""What can't cross a wall: mutation, subclassing, matching, private names, sets, and more."""

import ast
from collections.abc import Iterator

from ctml_runner.authoring.crossing.belongs import Belonging, belonging
from ctml_runner.authoring.crossing.reading import Reading, read_checks
from ctml_runner.authoring.finding import Finding, Rule
from ctml_runner.authoring.sources import Entry

_CALLS = {
    "__import__", "breakpoint", "compile", "complex", "delattr", "dir", "eval", "exec", "format",
    "frozenset", "getattr", "globals", "hasattr", "hash", "id", "input", "issubclass", "locals",
    "memoryview", "open", "print", "repr", "set", "setattr", "str", "super", "type", "vars",
}  # fmt: skip
_NEAR = {"allclose", "approx", "array_equal", "isclose", "testing"}
_NODES: dict[type[ast.AST], tuple[str, str]] = {
    ast.AsyncFunctionDef: ("an async function", "write a plain function"),
    ast.Await: ("await", "write a plain function"),
    ast.AsyncWith: ("async with", "write a plain function"),
    ast.Match: ("a match statement", "read the fields and compare them with agree"),
    ast.Try: ("try", "use pytest.raises with a listed error"),
    ast.Delete: ("del", "leave it out"),
    ast.Global: ("global", "hand the value over as an argument"),
    ast.Nonlocal: ("nonlocal", "hand the value over as an argument"),
    ast.Yield: ("yield", "build a tuple"),
    ast.YieldFrom: ("yield from", "build a tuple"),
    ast.Set: ("a set", "use a tuple"),
    ast.SetComp: ("a set", "use a tuple"),
    ast.JoinedStr: ("an f-string", "write the text out; agree words the difference itself"),
}


def nothing_uncrossable(entry: Entry) -> Iterator[Finding]:
    """Nothing in the checks needs the learner's objects to stand on the trusted side."""
    reading = read_checks(entry)
    for top in reading.run:
        belongs = belonging(top, reading.learners, reading.plain)
        for node in ast.walk(top):
            if type(node) in _NODES:
                what, step = _NODES[type(node)]
                yield reading.at(node, f"{what} can't cross a wall", step)
            yield from _in_call(node, reading, belongs)
            yield from _in_expression(node, reading, belongs)
            yield from _in_statement(node, reading, belongs)


def _in_call(node: ast.AST, reading: Reading, belongs: Belonging) -> Iterator[Finding]:
    if not isinstance(node, ast.Call):
        return
    match node.func:
        case ast.Name(id="zip") if not any(one.arg == "strict" for one in node.keywords):
            yield reading.at(
                node, "zip without strict=True hides a wrong length", "add strict=True"
            )
        case ast.Name(id="print") if _is_text(node.args, reading):
            pass
        case ast.Name(id=name) if name in _CALLS and name not in reading.own:
            yield reading.at(node, f"{name}() can't cross a wall", "compare data with agree")
    if belongs(node.func):
        for argument in [*node.args, *(one.value for one in node.keywords)]:
            yield from _in_argument(argument, reading)


def _is_text(arguments: list[ast.expr], reading: Reading) -> bool:
    """Return whether what is printed is the plain answer of one of the learner's functions."""
    match arguments:
        case [ast.Call(func=ast.Name(id=name))]:
            return name in reading.plain
        case _:
            return False


def _in_argument(argument: ast.expr, reading: Reading) -> Iterator[Finding]:
    match argument:
        case ast.GeneratorExp():
            yield reading.at(argument, "a generator can't cross a wall", "hand over a tuple")
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np" | "numpy"))):
            step = "wrap it in frozen(...) of ctml.checks"
            yield reading.at(argument, "an array is handed over that can be written to", step)


def _in_expression(node: ast.AST, reading: Reading, belongs: Belonging) -> Iterator[Finding]:
    match node:
        case ast.UnaryOp(operand=operand) if belongs(operand):
            what = "a unary operator on the learner's object can't cross a wall"
            yield reading.at(node, what, "read a field and compare it with agree")
        case ast.Attribute(attr=name) if name.startswith("_"):
            yield reading.at(node, f"{name!r} is private", "read public fields only")
        case ast.Attribute(attr=name) if name in _NEAR:
            step = "compare with agree(got, want, atol=...)"
            yield reading.at(node, f"{name!r} compares by rules of its own", step)
        case ast.Attribute(value=ast.Name(id="np" | "numpy"), attr="random"):
            step = "draw with hypothesis, or write the numbers out"
            yield reading.at(node, "a check draws no random numbers of its own", step)
        case ast.Constant(value=complex()):
            yield reading.at(node, "a complex number can't cross a wall", "use two floats")


def _in_statement(node: ast.AST, reading: Reading, belongs: Belonging) -> Iterator[Finding]:
    match node:
        case ast.ClassDef(bases=bases) if any(belongs(base) for base in bases):
            what = "a class of the learner's can't be subclassed across a wall"
            yield reading.at(node, what, "use a class of the core, or none")
        case ast.With(items=items) if not all(_is_raises(item) for item in items):
            step = "use no with but that of pytest.raises"
            yield reading.at(node, "with can't cross a wall", step)
        case (
            ast.Assign(targets=[ast.Subscript() | ast.Attribute(), *_])
            | ast.AugAssign(target=ast.Subscript() | ast.Attribute())
        ):
            step = "give the learner immutable values, and compare what comes back"
            yield reading.at(node, "a change in place can't cross a wall", step)


def _is_raises(item: ast.withitem) -> bool:
    match item.context_expr:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="pytest"), attr="raises")):
            return True
        case _:
            return False


RULES = (Rule("crossing", "nothing in the checks can't cross a wall", nothing_uncrossable),)
