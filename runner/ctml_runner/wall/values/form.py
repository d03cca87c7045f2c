"""The form of a value on its way: plain JSON, where a list begins with what it stands for.

=============================  ===================================================
None, bools, text              themselves
ints, finite floats            themselves; an int beyond 64 bits: ``["i", hexadecimal]``
NaN and the infinities         ``["f", "nan"]``, ``["f", "inf"]``, ``["f", "-inf"]``
bytes                          ``["b", base64]``
tuples, lists                  ``["t", item, …]``, ``["l", item, …]``
dicts                          ``["d", key, value, key, value, …]``
numpy arrays                   ``["a", dtype, [side, …], base64, can be written to]``
numpy scalars                  ``["n", dtype, base64]``
nouns of ``ctml.domain``       ``["o", name, argument of its constructor, …]``
an object of the worker's      ``["h", its number]``
a function of the checks'      ``["k", its number]``, to the worker alone
a class or function            ``["c", module, name]``, to the worker alone
=============================  ===================================================
"""

from typing import Final, TypeAlias

Form: TypeAlias = "bool | int | float | str | list[Form] | None"

NOT_FINITE: Final = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}
"""Floats that JSON has no number for."""

DTYPES: Final = frozenset(
    ("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8")
)
"""Numbers that an array may be made of."""


class NotCrossed(Exception):  # noqa: N818  # what happened, not whose fault it is
    """Something was to cross the wall that is no data and can't be asked about from here.

    No test can expect it: it is none of the listed errors.
    """


class Malformed(Exception):  # noqa: N818  # likewise
    """What came over the pipe is no value in its form."""
