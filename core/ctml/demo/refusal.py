"""What a noun says when it refuses, as text for a demo."""

from collections.abc import Callable

from ctml.errors import DomainError, InvalidValueError


def refusal(attempt: Callable[[], object]) -> str:
    """Return what a noun says when it refuses what it is given.

    Args:
        attempt: makes the noun.

    Raises:
        InvalidValueError: it was not refused; then the demo is wrong.
    """
    try:
        made = attempt()
    except DomainError as error:
        return str(error)
    raise InvalidValueError("refusal", f"{made!r}, which was made", "something that is refused")
