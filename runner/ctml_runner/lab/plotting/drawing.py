"""Drawing a chart where it was asked for: a file, or the terminal."""

import importlib.util
from pathlib import Path

from ctml_runner.errors import LearnerError
from ctml_runner.lab.plotting.chart import Chart

TERMINAL = "-"
"""The name that stands for the terminal."""

_FORMS = (".png", ".svg")


def require_drawable(target: str) -> None:
    """Do nothing, if a chart can be drawn there; asked before a training, not after it.

    Raises:
        LearnerError: the file's form is unknown, matplotlib isn't installed, or there is no such
            folder.
    """
    if target == TERMINAL:
        return
    path = Path(target)
    if path.suffix.lower() not in _FORMS:
        raise LearnerError(
            f"--plot can't be {target!r}: a picture's name ends in .png or .svg",
            next_step="ctml train CONFIG --plot loss.svg   (or --plot - for the terminal)",
        )
    if not path.absolute().parent.is_dir():
        raise LearnerError(
            "--plot: there is no such folder",
            where=path.parent,
            next_step="make it, or name another",
        )
    if importlib.util.find_spec("matplotlib") is None:
        raise LearnerError(
            "--plot: a picture is drawn by matplotlib, which isn't installed",
            next_step="pip install 'ctml[plot]'   (or --plot - for the terminal)",
        )


def draw(chart: Chart, target: str, width: int, height: int) -> str:
    """Draw a chart; return what is to be printed: the chart itself, or where it is.

    Args:
        chart: what is drawn.
        target: a file that ends in .png or .svg, or ``-`` for the terminal.
        width: columns of the terminal.
        height: its rows.

    Raises:
        LearnerError: the file can't be written.
    """
    if target == TERMINAL:
        from ctml_runner.lab.plotting.terminal import in_letters  # noqa: PLC0415  # seldom

        return in_letters(chart, width, height)
    from ctml_runner.lab.plotting.picture import save_picture  # noqa: PLC0415  # slow to load

    try:
        save_picture(chart, Path(target))
    except OSError as error:
        raise LearnerError(
            f"the picture can't be written: {error.strerror}",
            where=Path(target),
            next_step="make room, or name another file",
        ) from error
    return f"picture: {target}"
