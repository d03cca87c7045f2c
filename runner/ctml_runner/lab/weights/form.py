"""The form of a file of weights: a safetensors file, and what its metadata is called."""

from typing import Final

FORM: Final = "1"
"""Which form this ctml writes; it is raised when an older ctml could not read it."""

FORM_KEY: Final = "ctml_weights"
CONFIG_KEY: Final = "config"
DIGEST_KEY: Final = "config_digest"
TOKENIZER_KEY: Final = "tokenizer"
CORPUS_KEY: Final = "corpus_digest"
STEP_KEY: Final = "step"
LOSSES_KEY: Final = "losses"
VERSION_KEY: Final = "ctml_version"

FIRST: Final = "adamw.first/"
"""Stands before the names of AdamW's means of the gradients."""

SECOND: Final = "adamw.second/"
"""Stands before the names of its means of their squares."""
