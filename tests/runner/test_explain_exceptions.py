"""Exceptions of the learner's code, read in plain words."""

import pytest

from ctml_runner.judging.verdict import Outcome, TestFailure, Verdict
from ctml_runner.teaching.explain import explain
from ctml_runner.teaching.explain.names import IMPORTS

READ = """\
NotImplementedError:
    this is still to be written
NameError: name 'lenght' is not defined. Did you mean: 'len'?
    the name `lenght` is not known when this line runs
UnboundLocalError: cannot access local variable 'x' where it is not associated with a value
    `x` is used before it was given a value
TypeError: mean() missing 1 required positional argument: 'values'
    `mean` is called with too few arguments
TypeError: mean() takes 1 positional argument but 2 were given
    `mean` is called with too many arguments
TypeError: mean() got an unexpected keyword argument 'v'
    `mean` has no argument called `v`
TypeError: unsupported operand type(s) for +: 'int' and 'str'
    `+` is not defined between an `int` and a `str`
TypeError: unsupported operand type(s) for >>: 'ABCMeta' and 'ABCMeta'
    `>>` is not defined between a class and a class
TypeError: unsupported operand type(s) for >>: '_GenericAlias' and 'Embedding'
    `>>` is not defined between a class with its types filled in and an `Embedding`
TypeError: ufunc 'bitwise_xor' not supported for the input types, and the inputs could not be
    `^` is not defined for numbers with a point
TypeError: can't multiply sequence by non-int of type 'numpy.float64'
    a tuple, a list or a text is multiplied, and not by a whole number
InvalidShapeError: Logits refuses shape (): it needs one row of at least one number
    `Logits` refuses a single number: it needs one row of at least one number
InvalidShapeError: Logits refuses shape (3, 2): it needs one row of at least one number
    `Logits` refuses a table, 3 by 2: it needs one row of at least one number
AttributeError: 'numpy.ndarray' object has no attribute 'index'
    an `ndarray` has no `index`
TypeError: '<' not supported between instances of 'Token' and 'Token'
    a `Token` and a `Token` have no order, so `<` cannot compare them
TypeError: 'NoneType' object is not iterable
    `None` arrived where a value was needed
TypeError: Token() takes no arguments
    `Token(...)` is given too many values
TypeError: Guess.__init__() missing 1 required positional argument: 'logit'
    `Guess(...)` is given too few values
TypeError: test_x.<locals>.Guess.__init__() takes 2 positional arguments but 3 were given
    `Guess(...)` is given too many values
TypeError: Guess.__init__() got an unexpected keyword argument 'logits'
    `Guess` has no argument called `logits`
TypeError: can only concatenate tuple (not "TokenId") to tuple
    a `tuple` and a `TokenId` can't be added: `+` joins a `tuple` only to another
TypeError: exceptions must derive from BaseException
    what is raised here is no exception
AttributeError: type object 'TokenId' has no attribute 'index'
    the class `TokenId` itself has no `index`
TypeError: tuple indices must be integers or slices, not Token
    a `tuple` is looked up by a place, which is an `int`, and is given a `Token`
TypeError: 'int' object is not callable
    an `int` is called as if it were a function
TypeError: 'int' object is not subscriptable
    an `int` holds no items to take out or go through
TypeError: 'tuple' object does not support item assignment
    a `tuple` cannot be changed item by item
AttributeError: 'NoneType' object has no attribute 'value'
    the value is `None`, and `None` has no `value`
AttributeError: 'Err' object has no attribute 'value'
    an `Err` has no `value`
FrozenInstanceError: cannot assign to field 'step'
    `step` is frozen: it is set once, when the value is made
ValueError: assignment destination is read-only
    the array may only be read, and is written to
ValueError: operands could not be broadcast together with shapes (3,) (2,)
    arrays of shape (3,) and (2,) do not fit together
ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0
    the two shapes do not fit in a product
ValueError: a probability of 1.5
    a probability of 1.5
IndexError: list index out of range
    the place asked for lies outside
KeyError: 'rust'
    there is no key `'rust'`
ZeroDivisionError: division by zero
    something is divided by zero
RecursionError: maximum recursion depth exceeded
    a function calls itself again and again without an end
EOFError: EOF when reading a line
    `input()` asks, and nobody is there to answer
MemoryError:
    more memory is asked for than may be used
ModuleNotFoundError: No module named 'torch'
    there is no module `torch` to import
ImportError: cannot import name 'x' from 'math' (unknown location)
    `math` has no `x`
SystemExit: 0
    the code ends the whole program
"""
"""The exception as Python prints it; below it what is said of it."""


def cases() -> list[tuple[str, str, str]]:
    lines = READ.splitlines()
    heads = [line.partition(":") for line in lines[::2]]
    return [
        (kind, message.strip(), means.strip())
        for (kind, _, message), means in zip(heads, lines[1::2], strict=True)
    ]


@pytest.mark.parametrize(("kind", "message", "means"), cases())
def test_an_exception_of_the_part_is_told_with_its_line(
    kind: str, message: str, means: str
) -> None:
    raised = TestFailure("test_mean", "", kind, message, line=2, check_line=9)
    verdict = Verdict("mean", Outcome.FAILED, test_failures=(raised,))
    assert [one.headline for one in explain(verdict, "")] == [
        f"`test_mean` stops: line 2 raises {kind}: {means}."
    ]


def test_a_name_of_another_language_is_answered_with_pythons_own() -> None:
    raised = TestFailure("", "", "NameError", "name 'string' is not defined", line=2)
    (one,) = explain(Verdict("mean", Outcome.FAILED, test_failures=(raised,)), "")
    assert one.detail == (
        "Python's text type is `str`. No test could run, since the file stops there."
    )


@pytest.mark.parametrize("name", sorted(IMPORTS))
def test_the_line_that_brings_in_a_missing_name_does_so(name: str) -> None:
    known: dict[str, object] = {}
    exec(IMPORTS[name], known)
    assert name in known
    raised = TestFailure("", "", "NameError", f"name '{name}' is not defined", line=2)
    (told,) = explain(Verdict("e", Outcome.FAILED, test_failures=(raised,)), "")
    assert told.detail.startswith(f"`{IMPORTS[name]}`, at the top, brings it in.")
