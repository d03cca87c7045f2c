"""Members, checked: what the nouns that hold several values stand on."""

from collections.abc import Iterable
from typing import TypeVar

from ctml.domain.wording import described, shown
from ctml.errors import InvalidTypeError, InvalidValueError

A = TypeVar("A")


def members(noun: str, kind: type[A], given: Iterable[object]) -> tuple[A, ...]:
    """Return what is in ``given``, if there is anything, and nothing but ``kind``.

    Args:
        noun: the type that asks, for the error's text.
        kind: the type of each member.
        given: what it was given, to be gone through once.

    Raises:
        InvalidTypeError: nothing can be taken out of it, or something in it is of another kind.
        InvalidValueError: there is nothing in it.
    """
    items = taken(noun, given)
    if not items:
        raise InvalidValueError(noun, "nothing", f"at least one {kind.__name__}")
    for place, item in enumerate(items):
        if not isinstance(item, kind):
            raise InvalidTypeError(
                noun, f"{shown(item)} at position {place}", f"{kind.__name__}s only"
            )
    return tuple(item for item in items if isinstance(item, kind))


def require_tuple(noun: str, given: object) -> None:
    """Do nothing, if ``given`` is a tuple; a list could be changed behind its owner's back.

    Args:
        noun: the type that asks, for the error's text.
        given: what it was given.

    Raises:
        InvalidTypeError: it is something else.
    """
    if not isinstance(given, tuple):
        raise InvalidTypeError(noun, f"a {type(given).__name__}", "a tuple")


def taken(noun: str, given: Iterable[A]) -> tuple[A, ...]:
    """Return what is in ``given``, whatever it is.

    Args:
        noun: the type that asks, for the error's text.
        given: what it was given, to be gone through once.

    Raises:
        InvalidTypeError: nothing can be taken out of it.
    """
    try:
        each = iter(given)
    except TypeError as error:
        raise InvalidTypeError(noun, described(given), "values to go through") from error
    return tuple(each)
