"""Reading ``settings.toml``."""

from pathlib import Path

import msgspec

from ctml_runner.errors import LearnerError
from ctml_runner.settings.toml_text import NotTomlError, toml_tree
from ctml_runner.settings.values import Settings

FILE = "settings.toml"
"""Its name, in the workspace's folder."""


def read_settings(file: Path) -> Settings:
    """Return the settings in `file`; where there is no file, the defaults.

    Raises:
        LearnerError: the file can't be read, isn't TOML, or holds a key or a value that means
            nothing; the nearest one that does is told.
    """
    text = _text(file)
    if text is None:
        return Settings()
    tree = _tree(text, file)
    try:
        return msgspec.convert(tree, Settings)
    except msgspec.ValidationError:
        # Only now is it worth the time to find out what was meant.
        from ctml_runner.settings.checking import Source, check  # noqa: PLC0415

        check(tree, Source(file, text))
        raise


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise LearnerError(
            "the settings are not UTF-8 text", where=file, next_step="save the file as UTF-8"
        ) from None
    except OSError as error:
        raise LearnerError(
            f"the settings can't be read: {error.strerror}",
            where=file,
            next_step="move it away, then type: ctml init   (writes a new one)",
        ) from error


def _tree(text: str, file: Path) -> dict[str, object]:
    try:
        return toml_tree(text)
    except NotTomlError as error:
        raise LearnerError(
            f"the settings are not TOML: {error.why}",
            where=file,
            line=error.line,
            next_step='a line is like: theme = "dark"   (a text in quotes; true and false without)',
        ) from None
