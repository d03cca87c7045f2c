"""Slopes: measured, and computed backwards through a composition."""

from ctml.calculus.differences import central_differences

__all__ = ["central_differences"]
