"""Kinds, checked: what a noun that holds another noun stands on."""

from ctml.domain.wording import described
from ctml.errors import InvalidTypeError


def require_kind(noun: str, given: object, kind: type[object], needed: str) -> None:
    """Do nothing, if ``given`` is of that kind.

    Args:
        noun: the type that asks, for the error's text.
        given: what it was given.
        kind: what it should be.
        needed: the kind in words, for the error's text.

    Raises:
        InvalidTypeError: it is something else.
    """
    if not isinstance(given, kind):
        raise InvalidTypeError(noun, described(given), needed)
