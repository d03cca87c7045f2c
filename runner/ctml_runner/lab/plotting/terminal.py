"""A chart in letters, for the terminal."""

from itertools import count

import plotext  # type: ignore[import-untyped]  # it has no types

from ctml_runner.lab.plotting.chart import Chart

_SIGNS = ("*", "+", "o", "x", "#")
_LEVEL = "-"
_WIDEST, _HIGHEST = 100, 24
_PLACES = 7  # that have room for their numbers side by side


def round_places(end: float) -> list[int]:
    """Return round numbers of steps from 0 up to the end, a few of them, evenly apart.

    Args:
        end: the last step.
    """
    apart = next(
        digit * 10**power
        for power in count()
        for digit in (1, 2, 5)
        if end <= _PLACES * digit * 10**power
    )
    return list(range(0, int(end) + 1, apart))


def in_letters(chart: Chart, width: int, height: int) -> str:
    """Return a chart as lines, in the terminal's own colours.

    Args:
        chart: what is drawn.
        width: columns of the terminal.
        height: its rows.
    """
    figure = plotext.figure
    figure.clear()
    figure.plot_size(min(width, _WIDEST), max(min(height - 4, _HIGHEST), 8))
    named = []
    if chart.level is not None:
        name, level = chart.level
        ends = [point[0] for line in chart.lines for point in line.points]
        figure.draw(figure.signal([min(ends), max(ends)], [level] * 2, marker=_LEVEL).lines())
        named.append(f"{_LEVEL} {name}")
    for sign, line in zip(_SIGNS, chart.lines, strict=False):
        across, up = [list(axis) for axis in zip(*line.points, strict=True)]
        figure.draw(figure.signal(across, up, marker=sign).lines())
        named.append(f"{sign} {line.name}")
    figure.label(chart.across, axis="x")
    places = round_places(max(point[0] for line in chart.lines for point in line.points))
    figure.ruler("x").ticks(places, [f"{place:,}" for place in places])
    drawn: str = plotext.uncolorize(str(figure.build()))
    legend = "   ".join([chart.title, *reversed(named)])
    return "\n".join([f"  {legend}", *(row.rstrip() for row in drawn.rstrip("\n").split("\n"))])
