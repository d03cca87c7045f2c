"""Wording: types as short text, and values beside them."""

from ctml.domain.wording import shown

_PLAIN = (bool, int, float, str, bytes)


def type_texts(want: object, got: object) -> tuple[str, str]:
    """Return the names of both types, with their modules where the short names are equal.

    A plain value is shown beside its type. Nothing is asked of any other object than its type.
    """
    wanted, found = type(want).__qualname__, type(got).__qualname__
    if wanted == found:
        return f"{type(want).__module__}.{wanted}", f"{type(got).__module__}.{found}"
    return _with_value(want, wanted), _with_value(got, found)


def _with_value(value: object, name: str) -> str:
    if value is None:
        return "None"
    return f"{name} {shown(value)}" if type(value) in _PLAIN else name
