"""``ctml chat``: talk with a trained model, on a screen or in lines."""

import os
import sys
from itertools import islice
from pathlib import Path

import numpy as np

from ctml.domain import TokenStream
from ctml_runner.course.workspace import current_folder, find_workspace
from ctml_runner.errors import FINE, INTERRUPTED, LearnerError
from ctml_runner.lab.config import ConfigFile, read_config
from ctml_runner.lab.model import Speaker, load_speaker, speaking
from ctml_runner.lab.speaking import sampling_of
from ctml_runner.lab.typed import read_leniently
from ctml_runner.screen.live.terminal import is_for_drawing
from ctml_runner.screen.prose import visible
from ctml_runner.settings import FILE, Settings, Style, read_settings


def chat(config: Path, *, plain: bool) -> int:
    """Talk until it is left; return the exit code.

    Args:
        config: the config's file.
        plain: only lines, whatever the terminal can do.

    Raises:
        LearnerError: the config, its weights or the settings are not as they must be.
    """
    file = read_config(config)
    speaker, kept = load_speaker(file)
    settings = _settings()
    numbers = sum(array.size for array in kept.state.arrays.values())
    title = f"{file.config.model_name}, {numbers:,} parameters, step {kept.step:,}"
    with speaking(file):
        if plain or settings.screen.style is Style.PLAIN or not is_for_drawing(os.environ):
            _in_lines(file, speaker, title)
            return FINE
        return _on_screen(file, speaker, settings, title)


def _settings() -> Settings:
    """Return the settings of the workspace, if there is one here."""
    try:
        root = find_workspace(current_folder()).root
    except LearnerError:
        return Settings()
    return read_settings(root / FILE)


def _on_screen(file: ConfigFile, speaker: Speaker, settings: Settings, title: str) -> int:
    # Only here, because a program that draws is slow to load.
    from ctml_runner.lab.chat.app import ChatApp  # noqa: PLC0415
    from ctml_runner.lab.chat.talk import Talk  # noqa: PLC0415
    from ctml_runner.screen.live.look import look_for  # noqa: PLC0415

    look = look_for(settings, os.environ, sys.stdout.encoding)
    app = ChatApp(speaker, Talk(title, file.config.sampling), look)
    app.run(mouse=False)
    if app.fault is not None:
        raise app.fault
    return INTERRUPTED if app.interrupted else FINE


def _in_lines(file: ConfigFile, speaker: Speaker, title: str) -> None:
    """Read a line, write what the model makes of it, and so on until the lines end."""
    told = file.config.sampling
    sampling, draw = sampling_of(told), np.random.default_rng(told.seed)
    asked = sys.stdin.isatty()
    if asked:
        print(
            title, "type how a text begins; the model goes on with it   (Ctrl-D leaves)", sep="\n"
        )
    read_leniently()
    tokens = TokenStream([])
    while line := _line(asked=asked):
        text = ("\n" if len(tokens) else "") + line.rstrip("\n")
        tokens = TokenStream(np.concatenate([tokens.ids, speaker.encoded(text).ids]))
        for one in islice(speaker.goes_on(tokens, lambda: sampling, draw), told.max_tokens):
            _print(one.text)
            tokens = TokenStream(np.append(tokens.ids, one.token.index))
        print()


def _line(*, asked: bool) -> str:
    """Return the next line of input with its end; nothing at the end of all."""
    if asked:
        print("> ", end="", flush=True)
    line = sys.stdin.readline()
    if asked and not line:
        print()
    return line


def _print(text: str) -> None:
    from rich.text import Text  # noqa: PLC0415

    print(visible(Text(text)).plain if sys.stdout.isatty() else text, end="", flush=True)
