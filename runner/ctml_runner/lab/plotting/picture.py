"""A chart as a PNG or an SVG."""

import io
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from ctml_runner.course.placing import place
from ctml_runner.lab.plotting.chart import Chart

_INCHES = 6.4, 3.6


def save_picture(chart: Chart, path: Path) -> None:
    """Draw a chart into a file; equal charts give equal files.

    Raises:
        OSError: it can't be written; what stood there is as it was.
    """
    with mpl.rc_context({"svg.hashsalt": "ctml", "svg.fonttype": "none"}):
        figure = Figure(figsize=_INCHES, layout="constrained")
        axes = figure.add_subplot()
        for line in chart.lines:
            across, up = zip(*line.points, strict=True) if line.points else ((), ())
            axes.plot(across, up, label=line.name, linewidth=1.6)
        if chart.level is not None:
            name, height = chart.level
            axes.axhline(height, color="0.4", linestyle="--", linewidth=1.0, label=name)
        axes.set_title(chart.title)
        axes.set_xlabel(chart.across)
        axes.set_ylabel(chart.up)
        axes.grid(visible=True, alpha=0.25)
        axes.legend(frameon=False)
        drawn = io.BytesIO()
        form = path.suffix.lower().removeprefix(".")
        unstamped = {"Date": None} if form == "svg" else {}
        figure.savefig(drawn, format=form, dpi=120, metadata=unstamped)
    place(path, drawn.getvalue())
