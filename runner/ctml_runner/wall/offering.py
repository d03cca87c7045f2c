"""What the trusted side hands over that is no data: handles, functions, names of the core."""

import builtins
import dataclasses
import functools
import sys
import types
from collections.abc import Callable
from typing import Final

from ctml_runner.wall.handle import Asking, Handle, number_of
from ctml_runner.wall.values import Encoder, Form, Malformed, NotCrossed

_FUNCTIONS: Final = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    functools.partial,
)


class Offering:
    """Gives forms to what is no data, and takes handles back.

    Args:
        room: whose worker it is handed to.
    """

    def __init__(self, room: Asking) -> None:
        self._room = room
        self._functions: list[Callable[..., object]] = []
        self._encoder = Encoder(self.form_of)

    def form_of(self, value: object) -> Form:
        """Return the form of what is no data.

        Raises:
            NotCrossed: nobody on the other side could do anything with it.
        """
        if type(value) is Handle:
            return ["h", number_of(value, self._room)]
        if (place := _place(value)) is not None:
            return ["c", *place]
        if isinstance(value, _FUNCTIONS):
            self._functions.append(value)
            return ["k", len(self._functions) - 1]
        if (place := _place(type(value))) is not None and (names := _fields(value)) is not None:
            given = (getattr(value, name) for name in names)
            return ["m", *place, *map(self._encoder.encode, given)]
        raise NotCrossed(f"a {type(value).__name__}")

    def value_of(self, letter: str, rest: list[object]) -> object:
        """Return the handle of a form; the worker has nothing else to hand over.

        Raises:
            Malformed: it is no handle's form.
        """
        match letter, rest:
            case "h", [int() as number] if type(number) is int and 0 <= number < 1 << 31:
                return Handle(self._room, number)
            case _:
                raise Malformed("a form that nobody knows")

    def function(self, number: int) -> Callable[..., object]:
        """Return a function that was handed over; any other number breaks the room."""
        if not 0 <= number < len(self._functions):
            self._room.break_off("a call of a function that it was not given")
        return self._functions[number]


def _place(value: object) -> tuple[str, str] | None:
    """Return where the worker finds a public class or function of the core, or of Python's own."""
    if not isinstance(value, type | types.FunctionType):
        return None
    module, name = value.__module__, value.__name__
    if module != builtins.__name__ and module.partition(".")[0] != "ctml":
        return None
    found = getattr(sys.modules.get(module), name, None)
    return (module, name) if found is value and not name.startswith("_") else None


def _fields(value: object) -> tuple[str, ...] | None:
    """Return what something of the core is made of; None if its constructor takes other things."""
    if not dataclasses.is_dataclass(value):
        return None
    names = tuple(field.name for field in dataclasses.fields(value))
    return None if any(name.startswith("_") for name in names) else names
