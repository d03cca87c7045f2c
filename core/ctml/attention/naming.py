"""Naming: the arrays of a part, as seen from the whole: ``gain`` becomes ``final_norm.gain``."""

from collections.abc import Mapping

from ctml.domain import FloatArray, NamedArrays


def prefixed(part: str, arrays: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """Return the arrays under longer names, ``part.name``.

    Args:
        part: what the whole calls the part.
        arrays: by the names that the part uses.
    """
    return {f"{part}.{name}": array for name, array in arrays.items()}


def under(part: str, arrays: Mapping[str, FloatArray]) -> NamedArrays:
    """Return the arrays of one part, by the names that it uses itself.

    Args:
        part: what the whole calls the part.
        arrays: the arrays of the whole.

    Raises:
        InvalidValueError: there is none for this part.
    """
    start = f"{part}."
    return NamedArrays(
        {
            name.removeprefix(start): array
            for name, array in arrays.items()
            if name.startswith(start)
        }
    )
