"""Whole numbers, checked: what the counting nouns stand on."""

from ctml.domain.wording import described, shown
from ctml.errors import InvalidTypeError, InvalidValueError


def whole_number(noun: str, given: object, *, at_least: int) -> int:
    """Return ``given`` if it is a plain int that is large enough.

    A bool is an int to Python, but nobody counts with True. A numpy integer is no int to the type
    checker, so it is refused here as well, and both say the same: convert it with ``int(...)``.

    Args:
        noun: the type that asks, for the error's text.
        given: what it was given.
        at_least: the smallest number it takes.

    Raises:
        InvalidTypeError: ``given`` is not exactly an int.
        InvalidValueError: it is smaller than ``at_least``.
    """
    needed = f"a whole number of {at_least} or more"
    if type(given) is not int:
        counts = hasattr(given, "__index__") and not isinstance(given, bool)
        hint = "; convert it with int(...)" if counts else ""
        raise InvalidTypeError(noun, described(given), f"{needed}{hint}")
    if given < at_least:
        raise InvalidValueError(noun, shown(given), needed)
    return given
