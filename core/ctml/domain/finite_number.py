"""Finite numbers, checked: what the nouns that hold one number stand on."""

import math

from ctml.domain.wording import described
from ctml.errors import InvalidTypeError, InvalidValueError


def finite_number(noun: str, given: object, needed: str) -> float:
    """Return ``given`` as a float if it is a real number and finite; its range is up to the noun.

    Args:
        noun: the type that asks, for the error's text.
        given: what it was given; an int becomes a float, a bool is refused.
        needed: what the noun needs, for the error's text.

    Raises:
        InvalidTypeError: ``given`` is not a number.
        InvalidValueError: it is NaN, infinite, or an int beyond every float.
    """
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise InvalidTypeError(noun, described(given), needed)
    try:
        number = float(given)
    except OverflowError as error:
        raise InvalidValueError(noun, "an int beyond every float", needed) from error
    if not math.isfinite(number):
        raise InvalidValueError(noun, f"{number}", needed)
    return number


def positive_number(noun: str, given: object) -> float:
    """Return ``given`` as a float if it is finite and above 0.

    Args:
        noun: the type that asks, for the error's text.
        given: what it was given.

    Raises:
        InvalidTypeError: ``given`` is not a number.
        InvalidValueError: it is 0, negative, NaN or infinite.
    """
    needed = "a finite number above 0"
    number = finite_number(noun, given, needed)
    if number <= 0:
        raise InvalidValueError(noun, f"{number}", needed)
    return number


def non_negative_number(noun: str, given: object) -> float:
    """Return ``given`` as a float if it is finite and 0 or more.

    Args:
        noun: the type that asks, for the error's text.
        given: what it was given.

    Raises:
        InvalidTypeError: ``given`` is not a number.
        InvalidValueError: it is negative, NaN or infinite.
    """
    needed = "a finite number of 0 or more"
    number = finite_number(noun, given, needed)
    if number < 0:
        raise InvalidValueError(noun, f"{number}", needed)
    return number


def share_below_one(noun: str, given: object) -> float:
    """Return ``given`` as a float if it is a share of what is there: 0 <= share < 1.

    Args:
        noun: the type that asks, for the error's text.
        given: what it was given.

    Raises:
        InvalidTypeError: ``given`` is not a number.
        InvalidValueError: it is negative, 1 or more, NaN or infinite.
    """
    needed = "a number from 0 to below 1"
    number = finite_number(noun, given, needed)
    if not 0 <= number < 1:
        raise InvalidValueError(noun, f"{number}", needed)
    return number
