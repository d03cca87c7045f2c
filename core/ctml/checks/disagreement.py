"""Disagreement: what differs between two values, and where."""

from enum import StrEnum


class Aspect(StrEnum):
    """What can differ; the order is the order of telling."""

    TYPE = "type"
    SHAPE = "shape"
    DTYPE = "dtype"
    VALUE = "value"


class Disagreement(AssertionError):  # noqa: N818 - it is a finding, and read as one
    """Two values differ.

    Attributes:
        aspect: what differs: ``type``, ``shape``, ``dtype`` or ``value``.
        expected: what was wanted there, as text.
        got: what was found there, as text.
        place: where inside the value, such as ``[2].index``; empty for the value itself.
    """

    def __init__(self, aspect: str, expected: str, got: str, place: str = "") -> None:
        super().__init__(aspect, expected, got, place)
        self.aspect = aspect
        self.expected = expected
        self.got = got
        self.place = place

    def __str__(self) -> str:
        where = f" at {self.place}" if self.place else ""
        return f"the {self.aspect}{where} differs: expected {self.expected}, got {self.got}"
