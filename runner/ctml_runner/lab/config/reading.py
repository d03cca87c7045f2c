"""Reading a config."""

from pathlib import Path

import msgspec

from ctml_runner.errors import LearnerError
from ctml_runner.lab.config.checking import Tree, check, check_version
from ctml_runner.lab.config.config_file import ConfigFile
from ctml_runner.lab.config.finding import missing
from ctml_runner.lab.config.source import Source
from ctml_runner.lab.config.values import Config
from ctml_runner.settings.toml_text import NotTomlError, toml_tree


def read_config(file: Path) -> ConfigFile:
    """Return the config in ``file``.

    Raises:
        LearnerError: the file can't be read, isn't TOML, is of a newer version, or holds a table,
            a key or a value that means nothing; the nearest one that does is told.
    """
    source = Source(file, _text(file))
    tree = _tree(source)
    check_version(tree, source)
    check(tree, source)
    return ConfigFile(source, msgspec.convert(tree, Config))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise missing(file) from None
    except UnicodeDecodeError:
        raise LearnerError(
            "the config is not UTF-8 text", where=file, next_step="save the file as UTF-8"
        ) from None
    except OSError as error:
        raise LearnerError(
            f"the config can't be read: {error.strerror}",
            where=file,
            next_step="name a config's file, such as configs/bigram.toml",
        ) from error


def _tree(source: Source) -> Tree:
    try:
        return toml_tree(source.text)
    except NotTomlError as error:
        raise LearnerError(
            f"the config is not TOML: {error.why}",
            where=source.file,
            line=error.line,
            next_step='a line is like: name = "bigram" or steps = 1000   (a text in quotes)',
        ) from None
