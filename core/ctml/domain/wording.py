"""Wording: what was given, as short text."""

_LONGEST = 200


def shown(value: object) -> str:
    """Return the value as Python writes it, shortened when it is long."""
    try:
        text = repr(value)
    except ValueError:  # an int of more than some thousand digits has no decimal text
        return f"a very long {type(value).__name__}"
    except Exception:  # noqa: BLE001 - somebody else's repr may fail in any way
        return f"a {type(value).__name__} without a text"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def described(value: object) -> str:
    """Return the value and, in brackets, its type: ``'7' (str)``."""
    return f"{shown(value)} ({type(value).__name__})"
