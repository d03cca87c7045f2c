"""The form of a file of weights: safetensors, with one entry of metadata that is JSON.

One entry, because safetensors writes several in any order: so equal trainings give equal files.
"""

from typing import Final

from msgspec import Struct

from ctml_runner.lab.config import Config

KEY: Final = "ctml"
"""The name of the entry."""

FORM: Final = 1
"""Which form this ctml writes; it is raised when an older ctml could not read it."""

FIRST: Final = "adamw.first/"
"""Stands before the names of AdamW's means of the gradients."""

SECOND: Final = "adamw.second/"
"""Stands before the names of its means of their squares."""


class Head(Struct, frozen=True):
    """What every form says.

    Attributes:
        form: which one it is.
        version: the ctml that wrote it.
    """

    form: int
    version: str


class About(Struct, frozen=True):
    """What the file says beside its arrays.

    Attributes:
        form: which form it is of.
        version: the ctml that wrote it.
        step: how many steps were taken.
        config: what the training was told.
        config_digest: the SHA-256 of that.
        corpus_digest: the SHA-256 of what was learned from.
        tokenizer: the text of its file; None for a model of pictures.
        losses: those since the last line of the log.
    """

    form: int
    version: str
    step: int
    config: Config
    config_digest: str
    corpus_digest: str
    tokenizer: str | None
    losses: tuple[float, ...]
