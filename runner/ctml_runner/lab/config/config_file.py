"""ConfigFile: a config together with where it stands, by which its paths are understood."""

import os
from dataclasses import dataclass
from pathlib import Path

from ctml.data import CORPORA
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config.source import Source
from ctml_runner.lab.config.values import Config

DIGITS = "digits"
"""The pictures that come with scikit-learn, as a config calls them."""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A config and its file.

    Attributes:
        source: the file and its text.
        config: what it says.
    """

    source: Source
    config: Config

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

    def with_config(self, config: Config) -> "ConfigFile":
        """Return the same file as if it said something else."""
        return ConfigFile(self.source, config)

    def wrong(self, what: str, table: str, key: str = "", *, next_step: str) -> LearnerError:
        """Return the error about a key of the config, with its line."""
        return self.source.wrong(what, table, key, next_step=next_step)

    def _near(self, path: str) -> Path:
        """Return a path that counts from the config's folder; ``~`` is the user's home."""
        return Path(os.path.normpath(self.file.parent / Path(path).expanduser()))
