"""``ctml generate``: a trained model goes on with a text."""

import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import numpy as np
from rich.text import Text

from ctml_runner.lab.config import Sampling, read_config
from ctml_runner.lab.model import Speaker, Written, load_speaker, speaking
from ctml_runner.lab.speaking import sampling_of, told_otherwise
from ctml_runner.lab.typed import as_text, read_leniently
from ctml_runner.screen.lines import encode
from ctml_runner.screen.prose import visible

STDIN = "-"
"""The prompt that stands for what comes on standard input."""


def generate(
    config: Path, prompt: str, options: Mapping[str, float | int | None], *, as_json: bool
) -> None:
    """Print a prompt and what the model writes after it, while it writes.

    Args:
        config: the config's file.
        prompt: what the text begins with; ``-`` for what comes on standard input.
        options: what the command line says in place of [sampling].
        as_json: whether a program reads it.

    Raises:
        LearnerError: the config or its weights are not as they must be, or an option's value.
    """
    file = read_config(config)
    told = told_otherwise(file.config.sampling, options)
    speaker, kept = load_speaker(file)
    read_leniently()
    text = as_text(sys.stdin.read() if prompt == STDIN else prompt)
    written = _written(speaker, text, told)
    with speaking(file):
        if not as_json:
            _stream(text, written)
            return
        pieces = list(written)
    print(
        encode(
            {
                "prompt": text,
                "text": "".join(one.text for one in pieces),
                "tokens": [one.token.index for one in pieces],
                "step": kept.step,
                "sampling": told,
            }
        )
    )


def _written(speaker: Speaker, prompt: str, told: Sampling) -> Iterator[Written]:
    sampling = sampling_of(told)
    draw = np.random.default_rng(told.seed)
    endless = speaker.goes_on(speaker.encoded(prompt), lambda: sampling, draw)
    return islice(endless, told.max_tokens)


def _stream(prompt: str, written: Iterator[Written]) -> None:
    _print(prompt)
    for one in written:
        _print(one.text)
    print()


def _print(text: str) -> None:
    """Print a piece at once; what a terminal would obey is spelled out there."""
    print(visible(Text(text)).plain if sys.stdout.isatty() else text, end="", flush=True)
