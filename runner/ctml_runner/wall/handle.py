"""Handles: what a test holds in place of an object that lives in the worker.

Whatever a test does with one is asked of the worker; the answer is data, or another handle. What
can't be asked raises ``NotCrossed``, which no test expects: it is never answered by a default of
Python's, which might please the test.
"""

import operator
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final, NoReturn, Protocol

from ctml_runner.wall.messages import Act
from ctml_runner.wall.values import NotCrossed

OPERATORS: Final = MappingProxyType(
    {
        "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "le": operator.le,
        "gt": operator.gt, "ge": operator.ge, "add": operator.add, "sub": operator.sub,
        "mul": operator.mul, "matmul": operator.matmul, "truediv": operator.truediv,
        "floordiv": operator.floordiv, "mod": operator.mod, "pow": operator.pow,
        "lshift": operator.lshift, "rshift": operator.rshift, "and": operator.and_,
        "or": operator.or_, "xor": operator.xor,
    }
)  # fmt: skip
"""The operators of two operands, by the names of Python's own methods."""

LONGEST: Final = 1 << 20
"""The largest ``len``: Python reserves memory for what it is told."""

_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
_ARITHMETIC = tuple(name for name in OPERATORS if name not in _COMPARISONS)
_NEVER = (
    "hash", "neg", "pos", "abs", "invert", "int", "float", "complex", "index", "round", "setitem",
    "delitem", "enter", "exit", "reversed", "str", "format", "dir",
)  # fmt: skip


class Asking(Protocol):
    """Who asks the worker; see ``room.py``."""

    def ask(
        self, act: Act, *values: object, name: str = "", named: dict[str, object] | None = None
    ) -> object:
        """Return what comes of an act in the worker."""

    def break_off(self, why: str) -> NoReturn:
        """Break the room: nothing that the worker says counts any more."""


class Handle:
    """Stands for one object of the worker's.

    Args:
        room: who asks the worker.
        number: which object it is.
    """

    __slots__ = ("_number", "_room")
    _room: Asking
    _number: int

    def __init__(self, room: Asking, number: int) -> None:
        object.__setattr__(self, "_room", room)
        object.__setattr__(self, "_number", number)

    def __call__(self, *given: object, **named: object) -> object:
        """Let the worker call its object."""
        return self._room.ask("call", self, *given, named=named)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(f"{name} is private, and does not cross the wall")
        return self._room.ask("attribute", self, name=name)

    def __getitem__(self, place: object) -> object:
        return self._room.ask("item", self, place)

    def __bool__(self) -> bool:
        return self._claim(self._room.ask("truth", self))

    def __contains__(self, other: object) -> bool:
        return self._claim(self._room.ask("holds", self, other))

    def __instancecheck__(self, other: object) -> bool:
        return self._claim(self._room.ask("kind", other, self))

    def __len__(self) -> int:
        length = self._room.ask("length", self)
        if type(length) is not int or not 0 <= length <= LONGEST:
            self._room.break_off("a length that can't be")
        return length

    def __iter__(self) -> Iterator[object]:
        items = self._room.ask("items", self)
        if not isinstance(items, list):
            self._room.break_off("items that are no list")
        return iter(items)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise NotCrossed(f"a change of {name!r} in place")

    def __delattr__(self, name: str) -> NoReturn:
        raise NotCrossed(f"the deletion of {name!r}")

    def __subclasscheck__(self, other: object) -> NoReturn:
        raise NotCrossed("issubclass")

    def __mro_entries__(self, bases: object) -> NoReturn:
        raise NotCrossed("a subclass of the learner's class")

    def __repr__(self) -> str:
        return "<an object of the learner's part>"

    def _claim(self, answer: object) -> bool:
        if type(answer) is not bool:
            self._room.break_off("a claim that is neither True nor False")
        return answer


def number_of(handle: Handle, room: Asking) -> int:
    """Return which object a handle stands for in this room.

    Raises:
        NotCrossed: it belongs to another room, whose worker has ended.
    """
    if handle._room is not room:  # a handle has no public names, which are the learner's
        raise NotCrossed("an object of another room")
    return handle._number  # likewise


def _compare(name: str) -> Callable[[Handle, object], object]:
    def compare(self: Handle, other: object) -> object:
        if type(other) is not Handle:
            raise NotCrossed(f"a comparison ({name}) of the learner's object with data")
        return self._room.ask("operator", self, other, name=name)

    return compare


def _combine(name: str) -> Callable[[Handle, object], object]:
    def combine(self: Handle, other: object) -> object:
        return self._room.ask("operator", self, other, name=name)

    return combine


def _combine_reflected(name: str) -> Callable[[Handle, object], object]:
    def combine(self: Handle, other: object) -> object:
        return self._room.ask("operator", other, self, name=name)

    return combine


def _never(name: str) -> Callable[..., NoReturn]:
    def never(*_: object) -> NoReturn:
        raise NotCrossed(f"{name} of the learner's object")

    return never


for _name in _COMPARISONS:
    setattr(Handle, f"__{_name}__", _compare(_name))
for _name in _ARITHMETIC:
    setattr(Handle, f"__{_name}__", _combine(_name))
    setattr(Handle, f"__r{_name}__", _combine_reflected(_name))
for _name in _NEVER:
    setattr(Handle, f"__{_name}__", _never(_name))
