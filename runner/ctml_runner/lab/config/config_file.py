"""ConfigFile: a config together with where it stands, by which its paths are understood."""

import os
import shlex
from dataclasses import dataclass, replace
from pathlib import Path

from ctml.data import CORPORA
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config.source import Source
from ctml_runner.lab.config.values import Config

DIGITS = "digits"
"""The pictures that come with scikit-learn, as a config calls them."""

CORPUS = "--corpus"
"""The option that names what to learn from, in place of what the config says."""

SWEEP = "--sweep"
"""The option that trains a config at several sizes."""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A config and its file.

    Attributes:
        source: the file and its text.
        config: what it says, or what the command line says in its place.
        options: those of the command line, for telling a command that does the same.
    """

    source: Source
    config: Config
    options: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """Where it stands."""
        return self.source.file

    @property
    def weights(self) -> Path:
        """The file of the weights."""
        return self._near(self.config.weights.path)

    @property
    def corpus(self) -> str | Path:
        """What is learned from: the name of what is always there, or else a path."""
        told = self.config.training.corpus
        return told if told in {*CORPORA, DIGITS} else self._near(told)

    def with_config(self, config: Config, *options: str) -> "ConfigFile":
        """Return the same file as if it said something else, because of these options."""
        return replace(self, config=config, options=(*self.options, *options))

    def has(self, option: str) -> bool:
        """Whether the command line has an option."""
        return option in self.options

    def command(self, *options: str) -> str:
        """Return the command that trains as this file says, with these options more."""
        return shlex.join(["ctml", "train", str(self.file), *self.options, *options])

    def wrong(self, what: str, table: str, key: str = "", *, next_step: str) -> LearnerError:
        """Return the error about a key of the config, with its line."""
        return self.source.wrong(what, table, key, next_step=next_step)

    def _near(self, path: str) -> Path:
        """Return a path that counts from the config's folder; ``~`` is the user's home."""
        return Path(os.path.normpath(self.file.parent / Path(path).expanduser()))
