"""Files, read whole: what the nouns that come from a file stand on."""

from pathlib import Path

from ctml.errors import InvalidValueError


def file_bytes(noun: str, path: Path) -> bytes:
    """Return what is in a file.

    Args:
        noun: the type that asks, for the error's text.
        path: where the file is.

    Raises:
        InvalidValueError: there is no such file, or it can't be read; the text says why.
    """
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise InvalidValueError(noun, f"{path} ({why})", "a file that can be read") from error
