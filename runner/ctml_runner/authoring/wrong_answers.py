"""Answers that must fail whatever the exercise is about, made from its solution."""

import ast
import copy
from collections.abc import Iterator

from ctml_runner.authoring.by_heart import memorisers
from ctml_runner.authoring.crossing.reading import defined, read_checks
from ctml_runner.authoring.sources import Entry
from ctml_runner.authoring.wrong_answer import Kind, WrongAnswer, functions

_MOST = 6  # constants tried for one function
_KINDS: dict[str, tuple[str, ...]] = {
    "int": ("0", "1"),
    "float": ("0.0", "1.0"),
    "str": ("''",),
    "bool": ("True", "False"),
    "None": (),
}
_FLATTERER = '''

class _Meta(type):
    def __instancecheck__(cls, other): return True
    def __subclasscheck__(cls, other): return True


class _Flatterer(metaclass=_Meta):
    """Answers whatever it is asked as would please."""
    __hash__ = None
    def __getattr__(self, name): return _Flatterer()
    def __call__(self, *given, **named): return _Flatterer()
    def __getitem__(self, place): return _Flatterer()
    def __instancecheck__(self, other): return True
    def __iter__(self): return iter(())
    def __bool__(self): return True
    def __len__(self): return 0
    def __contains__(self, other): return True
    def __eq__(self, other): return True
    def __ne__(self, other): return True
    def __index__(self): return 0
    def __float__(self): return 0.0
    __int__ = __index__
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    __add__ = __sub__ = __mul__ = __truediv__ = __floordiv__ = __mod__ = __pow__ = __call__
    __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __matmul__ = __rmatmul__ = __call__
    __rshift__ = __rrshift__ = __or__ = __ror__ = __and__ = __neg__ = __abs__ = __call__
    __enter__ = __exit__ = __call__


'''


def wrong_answers(entry: Entry) -> tuple[WrongAnswer, ...]:
    """Return every generated answer that must fail."""
    return (
        *_constants(entry),
        *_deleted(entry),
        _commented_out(entry),
        *_flatterers(entry),
        *memorisers(entry),
    )


def _constants(entry: Entry) -> Iterator[WrongAnswer]:
    """Let each function and method answer with one value, such as one that a test wants."""
    wanted, made = tuple(_wanted(entry)), tuple(_made(entry))
    for name, function in functions(entry.answer):
        for value in _candidates(function, wanted, made):
            text = f"return {value}"
            if [ast.unparse(one) for one in function.body] != [text]:
                part = _with_body(entry, function, ast.parse(text).body)
                what = f"{name} answers {value}, always"
                yield WrongAnswer(Kind.CONSTANT, function.lineno, what, part)


def _candidates(
    function: ast.FunctionDef, wanted: tuple[str, ...], made: tuple[tuple[str, str], ...]
) -> tuple[str, ...]:
    """Return the constants that would please the type checker, and None.

    Args:
        function: whose answer they are.
        wanted: what the checks compare with.
        made: the names of classes whose objects the checks make, and how.
    """
    annotation = ast.unparse(function.returns) if function.returns else ""
    if function.name == "__init__":
        return ("None",)
    if annotation in _KINDS:
        fitting = [one for one in wanted if _kind(one) == annotation]
        values = [*fitting, *_KINDS[annotation], "None"]
    else:
        plain = {name: one for name, one in ((one, _kind(one)) for one in wanted) if one}
        values = [one for one in wanted if one not in plain or plain[one] in annotation]
        values += [text for name, text in made if name == annotation]
        values += ["None"]
        if function.args.args:
            values.append(function.args.args[-1].arg)
    return tuple(dict.fromkeys(values))[:_MOST]


def _kind(text: str) -> str:
    """Return the type of a literal, or nothing if `text` is another expression."""
    try:
        return type(ast.literal_eval(text)).__name__.replace("NoneType", "None")
    except ValueError:
        return ""


def _wanted(entry: Entry) -> Iterator[str]:
    """Yield what the checks want, as far as the learner's part can write it too."""
    reading = read_checks(entry)
    within = reading.learners | reading.borrowed
    for node in ast.walk(entry.checks):
        match node:
            case ast.Call(func=ast.Name(id="agree"), args=[_, wanted, *_]):
                names = {one.id for one in ast.walk(wanted) if isinstance(one, ast.Name)}
                if names <= within:
                    yield ast.unparse(wanted)


def _made(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the objects that the checks make, and those made of what the checks want."""
    reading = read_checks(entry)
    within = reading.learners | reading.borrowed
    for node in ast.walk(entry.checks):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(), *_]) if name in within:
                yield name, ast.unparse(node)
                if len(node.args) == 1:
                    yield from ((name, f"{name}({one})") for one in _wanted(entry) if _kind(one))


def _with_body(entry: Entry, function: ast.FunctionDef, body: list[ast.stmt]) -> str:
    changed = copy.deepcopy(entry.answer)
    for node in ast.walk(changed):
        if isinstance(node, ast.FunctionDef) and node.lineno == function.lineno:
            node.body = body
    return ast.unparse(ast.fix_missing_locations(changed))


def _deleted(entry: Entry) -> Iterator[WrongAnswer]:
    """Leave each top-level definition out."""
    for node in entry.answer.body:
        names = tuple(defined(ast.Module([node], [])))
        if names:
            rest = [one for one in entry.answer.body if one is not node]
            part = ast.unparse(ast.Module(rest, []))
            what = f"{', '.join(names)} is deleted"
            yield WrongAnswer(Kind.DELETED, node.lineno, what, part)


def _commented_out(entry: Entry) -> WrongAnswer:
    first = entry.answer.body[0].end_lineno or 1
    lines = entry.solution.part.splitlines()
    part = "\n".join(lines[:first] + [f"# {line}" for line in lines[first:]])
    return WrongAnswer(
        Kind.COMMENTED_OUT, first + 1, "everything below the docstring is commented out", part
    )


def _flatterers(entry: Entry) -> Iterator[WrongAnswer]:
    """Put an object that pleases in place of each name that the tests ask for."""
    reading = read_checks(entry)
    asked = {
        node.id
        for test in reading.tests
        for node in ast.walk(test)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    for node in entry.answer.body:
        for name in defined(ast.Module([node], [])):
            if name in asked & reading.learners:
                part = f"{entry.solution.part}{_FLATTERER}{name} = _Flatterer()\n"
                what = f"{name} is an object that answers every question as would please"
                yield WrongAnswer(Kind.FLATTERER, node.lineno, what, part)
