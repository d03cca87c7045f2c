"""Memory: how much so many numbers take, in words."""

_BYTES = 4
"""Of one number in 32 bits."""

_UNITS = ("kB", "MB", "GB", "TB")


def memory(numbers: int) -> str:
    """Return how much memory numbers of 32 bits take, such as ``about 24 GB``.

    Args:
        numbers: how many there are.
    """
    size = numbers * _BYTES / 1000
    for unit in _UNITS:
        if size < 999.5:
            return f"about {size:.2g} {unit}" if size < 99.5 else f"about {size:.0f} {unit}"
        size /= 1000
    return "more memory than any machine has"
