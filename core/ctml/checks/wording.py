"""Wording: values and types as short text."""

_LONGEST = 200
_PLAIN = (bool, int, float, str, bytes)


def shown(value: object) -> str:
    """Return the value as Python writes it, shortened when it is long."""
    try:
        text = repr(value)
    except ValueError:  # an int of more than some thousand digits has no decimal text
        return f"a very long {type(value).__name__}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


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
