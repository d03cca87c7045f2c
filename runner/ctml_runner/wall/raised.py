"""What was raised, as one name of a closed list: all that an exception may say across the wall."""

import builtins
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ctml import errors as core_errors

_BUILTIN = (
    "ArithmeticError", "AttributeError", "IndexError", "KeyError", "LookupError",
    "NotImplementedError", "OverflowError", "StopIteration", "TypeError", "ValueError",
    "ZeroDivisionError",
)  # fmt: skip
_SAID = "raised by the learner's part"


class Unlisted(Exception):  # noqa: N818  # what happened: the learner's part raised something
    """The learner's part raised what is on no list; no test can expect it."""


def _listed() -> Mapping[str, type[Exception]]:
    of_the_core = {
        name: one
        for name, one in vars(core_errors).items()
        if isinstance(one, type)
        and issubclass(one, Exception)
        and one.__module__ == core_errors.__name__
    }
    return MappingProxyType({name: getattr(builtins, name) for name in _BUILTIN} | of_the_core)


LISTED: Final = _listed()
"""The errors that a test may expect, by name."""

UNLISTED: Final = ""
"""The name of every other."""


def name_of(error: BaseException) -> str:
    """Return the listed name under which an exception would be caught, the nearest one."""
    return listed_name(type(error))


def listed_name(error: type[BaseException]) -> str:
    """Return the listed name under which such exceptions would be caught, the nearest one."""
    for kind in error.__mro__:
        if LISTED.get(kind.__name__) is kind:
            return kind.__name__
    return UNLISTED


def error_of(name: str) -> Exception:
    """Return the exception that a name stands for; its text is ours, whatever the part said."""
    kind = LISTED.get(name, Unlisted)
    if issubclass(kind, core_errors.DomainError):
        return kind("the learner's part", "a value", "another one")
    return kind(_SAID)
