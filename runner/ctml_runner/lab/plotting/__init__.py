"""Plotting: a log as curves, in a picture or on the terminal."""

from ctml_runner.lab.plotting.chart import Chart, Line, chart_of_log
from ctml_runner.lab.plotting.drawing import TERMINAL, draw, require_drawable

__all__ = ["TERMINAL", "Chart", "Line", "chart_of_log", "draw", "require_drawable"]
