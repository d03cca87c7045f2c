"""``ctml train``: a model learns, and what it learned is kept."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec
from rich.console import Console

from ctml_runner.errors import FINE, INTERRUPTED
from ctml_runner.lab.config import CORPUS, ConfigFile, read_config
from ctml_runner.lab.plotting import TERMINAL, Chart, Line, chart_of_log, draw, require_drawable
from ctml_runner.lab.training.interrupt import Interrupt, interruptible
from ctml_runner.lab.training.log import log_path
from ctml_runner.lab.training.messages import Begun, Noted
from ctml_runner.lab.training.running import run_training
from ctml_runner.lab.training.screens import Lines, Objects, bar
from ctml_runner.lab.training.session import Screen
from ctml_runner.lab.training.sweep import Size, sizes_of
from ctml_runner.lab.training.sweep_table import Swept, chart_of, table_lines
from ctml_runner.screen.lines import encode
from ctml_runner.screen.live.terminal import is_for_drawing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted beside the config.

    Attributes:
        resume: whether to go on where a training stopped.
        corpus: what to learn from, in place of what the config says.
        plot: where to draw the curves of the loss, if anywhere.
        as_json: whether a program reads it.
        plain: only lines, whatever the terminal can do.
    """

    resume: bool = False
    corpus: Path | None = None
    plot: str | None = None
    as_json: bool = False
    plain: bool = False


def train(config: Path, wanted: Wanted) -> int:
    """Train what a config asks for; return the exit code.

    Args:
        config: the config's file.
        wanted: what is wanted beside it.

    Raises:
        LearnerError: the config, the corpus or the weights are not as they must be, or a number
            was NaN or infinite on the way.
        ToolError: a process that computes is gone.
    """
    file = _prepared(config, wanted)
    with _screen(wanted) as screen, interruptible() as wish:
        trained = run_training(file, screen, wish, resume=wanted.resume)
    if wanted.plot is not None:
        _draw(chart_of_log(log_path(file.weights)), wanted.plot, wanted)
    return FINE if trained.done else INTERRUPTED


def sweep(config: Path, wanted: Wanted) -> int:
    """Train at half the width, at the width and at twice the width; return the exit code.

    Args:
        config: the config's file.
        wanted: what is wanted beside it; without a place for the plot it is the terminal.

    Raises:
        LearnerError: as for ``train``; or the model has no width.
        ToolError: a process that computes is gone.
    """
    file = _prepared(config, wanted)
    sizes = list(sizes_of(file))
    with _screen(wanted) as screen, interruptible() as wish:
        rows = list(_swept(sizes, screen, wish))
    if len(rows) < len(sizes):
        return INTERRUPTED
    if wanted.as_json:
        print(encode({"event": "swept", "sizes": [asdict(row) for row in rows]}))
    else:
        print("", *table_lines(rows), "", sep="\n")
    chart = chart_of(f"{file.config.model_name}, three sizes", rows)
    _draw(chart, wanted.plot or TERMINAL, wanted)
    return FINE


def _swept(sizes: list[Size], screen: Screen, wish: Interrupt) -> Iterator[Swept]:
    """Train one size after the other, until one is interrupted."""
    for size in sizes:
        trained = run_training(size.file, screen, wish, resume=False)
        if not trained.done or trained.last is None:
            return
        chart = chart_of_log(log_path(size.file.weights))
        yield _row(size, trained.begun, trained.last, chart)


def _row(size: Size, begun: Begun, last: Noted, chart: Chart) -> Swept:
    return Swept(
        size.name,
        begun.parameters,
        last.step * begun.count_a_step,
        last.loss,
        last.validation,
        last.seconds,
        Line(size.name, chart.lines[-1].points),
    )


def _prepared(config: Path, wanted: Wanted) -> ConfigFile:
    """Return the config; what can be refused before a training is refused now."""
    if wanted.plot is not None:
        require_drawable(wanted.plot)
    file = read_config(config)
    if wanted.corpus is None:
        return file
    corpus = str(wanted.corpus.absolute())
    training = msgspec.structs.replace(file.config.training, corpus=corpus)
    changed = msgspec.structs.replace(file.config, training=training)
    return file.with_config(changed, CORPUS, str(wanted.corpus))


def _draw(chart: Chart, target: str, wanted: Wanted) -> None:
    if wanted.as_json and target == TERMINAL:  # a program draws for itself
        return
    size = Console()
    told = draw(chart, target, size.width, size.height)
    if not wanted.as_json:
        print("", told, sep="\n")


@contextmanager
def _screen(wanted: Wanted) -> Iterator[Screen]:
    console = Console(highlight=False, markup=False, emoji=False)
    if wanted.as_json:
        yield Objects()
    elif wanted.plain or not is_for_drawing(os.environ):
        yield Lines(console)
    else:
        with bar(console) as drawn:
            yield drawn
