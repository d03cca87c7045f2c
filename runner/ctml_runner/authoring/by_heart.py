"""The memoriser: the solution, but for one thing that it answers from memory alone.

It rehearses first: it is asked all that the examples ask, and each law with one input. From then on
it answers what it was asked before as it did, and everything else as the most alike of that. Then
the checks ask again, their laws with fresh inputs, as in a grade; and a law must find it out.
"""

import ast
import copy
import dataclasses
from collections.abc import Iterator, Sequence
from typing import Final

from ctml_runner.authoring.sources import Entry
from ctml_runner.authoring.wrong_answer import Kind, WrongAnswer, functions
from ctml_runner.course.compose import prepare_checks
from ctml_runner.course.exercise import MARKER, Exercise
from ctml_runner.errors import AuthorError
from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.opening import Wall
from ctml_runner.wall.verdict import WallVerdict

_SHOWN: Final = "test_shown_"
_REHEARSED: Final = "test_the_rehearsal_is_over"
_SEED: Final = 1  # always the same one, so that a course has the same findings
_MEMORY: Final = """
import difflib as _difflib
import functools as _functools
import re as _re
import types as _types
import ctml.category as _category

_rehearsing = True
_can_be_learned = False

def rehearsed():
    global _rehearsing
    _rehearsing = False
    return _can_be_learned

def _by_heart(answer):
    global _can_be_learned
    if isinstance(answer, _category.Morphism):
        return _Arrow(answer)
    if not isinstance(answer, _types.FunctionType):
        return answer
    _can_be_learned = True
    known = {}

    @_functools.wraps(answer)
    def from_memory(*given, **named):
        question = _re.sub(" at 0x[0-9a-f]+", "", repr((given, named)))
        if _rehearsing:
            known[question] = given, named
        elif known and question not in known:
            [alike] = _difflib.get_close_matches(question, known, 1, 0)
            given, named = known[alike]
        return answer(*given, **named)

    return from_memory

class _Arrow(_category.Morphism):
    def __init__(self, arrow):
        self._answer = _by_heart(lambda value: arrow(value))

    def __call__(self, value, /):
        return self._answer(value)
"""
_REHEARSAL: Final = f"""
from ctml.checks import agree as _agree

def {_REHEARSED}():
    _agree(rehearsed(), True)
"""


def memorisers(entry: Entry) -> Iterator[WrongAnswer]:
    """Let each function, class and arrow that the learner writes answer from memory."""
    for name, places in _learners(entry).items():
        answer = copy.deepcopy(entry.answer)
        for place in places:
            _remember(answer, place)
        answer.body[1:1] = ast.parse(_MEMORY).body  # below the docstring
        part = ast.unparse(ast.fix_missing_locations(answer))
        what = f"{name} knows what the examples ask, and guesses the rest"
        yield WrongAnswer(Kind.MEMORISER, min(places.values()), what, part)


def unnoticed(wall: Wall, entry: Entry, wrong: Sequence[WrongAnswer]) -> tuple[WrongAnswer, ...]:
    """Return the memorisers that no law finds out.

    Raises:
        ToolError: a process of the wall can't be started.
    """
    asked_twice = _rehearsed(entry.exercise)
    try:
        found = wall.judge(asked_twice, [one.part for one in wrong], _SEED, PartLimits())
    except AuthorError:  # told by the rule of both rooms, which judges the same checks
        return ()
    laws = _laws(entry)
    return tuple(one for one, said in zip(wrong, found, strict=True) if not _is_noticed(said, laws))


def _is_noticed(said: WallVerdict, laws: frozenset[str]) -> bool:
    """Return whether a law fails for it, and nothing else does; or there is nothing to learn."""
    failed = {test.name for test in said.tests if not test.passed}
    return failed == {_REHEARSED} or (bool(failed) and failed <= laws)


def _learners(entry: Entry) -> dict[str, dict[str, int]]:
    """Return what the solution says otherwise than the start: by its name, each place's line."""
    start = ast.parse(entry.exercise.start)
    given = {place: ast.unparse(one) for place, one in (*functions(start), *_values(start))}
    found: dict[str, dict[str, int]] = {}
    for place, one in (*functions(entry.answer), *_values(entry.answer)):
        if given.get(place) != ast.unparse(one):
            found.setdefault(place.partition(".")[0], {})[place] = one.lineno
    return found


def _values(tree: ast.Module) -> Iterator[tuple[str, ast.Assign | ast.AnnAssign]]:
    """Yield the assignments at the top level, each under the name that it gives a value to."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name, node
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
                yield name, node
            case _:
                pass


def _remember(answer: ast.Module, wanted: str) -> None:
    """Let what stands at that place answer from memory."""
    for place, node in (*functions(answer), *_values(answer)):
        if place != wanted:
            continue
        by_heart = ast.Name("_by_heart", ast.Load())
        if isinstance(node, ast.FunctionDef):
            node.decorator_list.append(by_heart)  # the innermost, below property and its like
        elif node.value is not None:
            node.value = ast.Call(by_heart, [node.value], [])


def _rehearsed(exercise: Exercise) -> Exercise:
    """Return the exercise with checks that ask everything twice, the laws with one input first."""
    checks = ast.parse(exercise.checks)
    names = {name for name, _ in prepare_checks(exercise.checks).tests}
    again: list[ast.stmt] = []
    for node in checks.body:
        if isinstance(node, ast.FunctionDef) and node.name in names:
            again.append(copy.deepcopy(node))
            node.name = _SHOWN + node.name
            if _is_law(node):
                once = ast.parse("_settings(max_examples=1)", mode="eval").body
                node.decorator_list.insert(0, once)
    first = ast.parse("from hypothesis import settings as _settings").body
    body = [*first, *checks.body, *ast.parse(_REHEARSAL).body, *again]
    text = ast.unparse(ast.fix_missing_locations(ast.Module(body, [])))
    return dataclasses.replace(exercise, checks=f"{MARKER}\n{text}\n")


def _laws(entry: Entry) -> frozenset[str]:
    functions_of = (one for one in entry.checks.body if isinstance(one, ast.FunctionDef))
    return frozenset(one.name for one in functions_of if _is_law(one))


def _is_law(test: ast.FunctionDef) -> bool:
    return any(ast.unparse(one).startswith("given(") for one in test.decorator_list)
