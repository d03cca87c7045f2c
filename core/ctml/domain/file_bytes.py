"""Files, read whole: what the nouns that come from a file stand on."""

from pathlib import Path

from ctml.errors import InvalidValueError


def file_bytes(noun: str, path: Path, at_most: int | None = None) -> bytes:
    """Return what is in a file.

    Args:
        noun: the type that asks, for the error's text.
        path: where the file is.
        at_most: how many bytes it may have; None for any number. Not one byte more than is
            needed to tell is read, so that a device without end is refused as well.

    Raises:
        InvalidValueError: there is no such file, or it can't be read, or it has more bytes; the
            text says why.
    """
    content = _read(noun, path, -1 if at_most is None else at_most + 1)
    if at_most is not None and len(content) > at_most:
        raise InvalidValueError(noun, f"{path}", f"a file of at most {at_most:,} bytes")
    return content


def _read(noun: str, path: Path, count: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(count)
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise InvalidValueError(noun, f"{path} ({why})", "a file that can be read") from error
