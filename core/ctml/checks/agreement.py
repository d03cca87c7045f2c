"""Agreement: are two values the same, down to their types?"""

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

import numpy as np

from ctml.checks.disagreement import Aspect, Disagreement
from ctml.checks.wording import type_texts
from ctml.domain import NamedArrays
from ctml.domain.wording import shown

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Array: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.number | np.bool]]

_PLAIN = (type(None), bool, int, float, str, bytes)
_NUMBERS = "biuf"
_ORDER = tuple(Aspect)


def agree(got: object, want: object, *, atol: float = 0.0) -> None:
    """Check that two values are the same: exact types, then shapes, dtypes and values.

    None, bools, ints, floats, text, bytes, tuples, lists, dicts, numpy arrays and scalars of
    numbers, and dataclasses that are equal by value, such as every noun of ``ctml.domain``, can
    be compared. ``True`` does not agree with ``1``, nor ``1`` with ``1.0``. NaN agrees with NaN
    alone. Wherever it stands, a difference of types is told before one of shapes, that before one
    of dtypes, and that before one of values.

    Args:
        got: the value to judge.
        want: the value that it should be.
        atol: how far two floats may lie apart: abs(got - want) <= atol.

    Raises:
        Disagreement: they differ; it says in what, and where.
        TypeError: ``want`` is, or holds, something that can't be compared as data.
        ValueError: ``atol`` is negative or not finite.
    """
    if not (math.isfinite(atol) and atol >= 0):
        raise ValueError(f"atol must be finite and 0 or more, not {atol}")
    found = list(_differences(got, want, "", atol))
    if found:
        raise min(found, key=lambda one: _ORDER.index(Aspect(one.aspect)))


def _differences(got: object, want: object, place: str, atol: float) -> Iterator[Disagreement]:
    if type(got) is not type(want):
        yield Disagreement(Aspect.TYPE, *type_texts(want, got), place)
    elif type(want) in _PLAIN:
        if not _same(got, want, atol):
            yield Disagreement(Aspect.VALUE, shown(want), shown(got), place)
    elif _is_row(want) and _is_row(got):
        yield from _in_rows(got, want, place, atol)
    elif _is_table(want) and _is_table(got):
        yield from _in_tables(got, want, place, atol)
    elif _is_array(want) and _is_array(got):
        yield from _in_arrays(np.asarray(got), np.asarray(want), place, atol)
    elif _is_noun(want):
        for name in _field_names(want):
            inner = f"{place}.{name}"
            yield from _differences(getattr(got, name), getattr(want, name), inner, atol)
    else:
        raise TypeError(f"a {type(want).__name__} can't be compared as data{_at(place)}")


def _is_row(value: object) -> TypeGuard[Sequence[object]]:
    return type(value) in {tuple, list}


def _is_table(value: object) -> TypeGuard[Mapping[object, object]]:
    return type(value) in {dict, NamedArrays}


def _is_array(value: object) -> TypeGuard[_Array]:
    return type(value) is np.ndarray or isinstance(value, np.generic)


def _is_noun(value: object) -> "TypeGuard[DataclassInstance]":
    by_value = type(value).__eq__ is not object.__eq__
    return by_value and dataclasses.is_dataclass(value) and not isinstance(value, type)


def _in_rows(
    got: Sequence[object], want: Sequence[object], place: str, atol: float
) -> Iterator[Disagreement]:
    if len(got) != len(want):
        yield Disagreement(Aspect.SHAPE, f"length {len(want)}", f"length {len(got)}", place)
        return
    for i, (inner_got, inner_want) in enumerate(zip(got, want, strict=True)):
        yield from _differences(inner_got, inner_want, f"{place}[{i}]", atol)


def _in_tables(
    got: Mapping[object, object], want: Mapping[object, object], place: str, atol: float
) -> Iterator[Disagreement]:
    got_keys = {(type(key), key) for key in got}
    want_keys = {(type(key), key) for key in want}
    if got_keys != want_keys:
        yield Disagreement(Aspect.SHAPE, _key_text(want), _key_text(got), place)
        return
    for key, inner_want in want.items():
        yield from _differences(got[key], inner_want, f"{place}[{key!r}]", atol)


def _in_arrays(got: _Array, want: _Array, place: str, atol: float) -> Iterator[Disagreement]:
    if want.dtype.kind not in _NUMBERS:
        raise TypeError(f"an array of {want.dtype} can't be compared as data{_at(place)}")
    if got.shape != want.shape:
        yield Disagreement(Aspect.SHAPE, f"shape {want.shape}", f"shape {got.shape}", place)
    elif got.dtype != want.dtype:
        yield Disagreement(Aspect.DTYPE, f"{want.dtype}", f"{got.dtype}", place)
    else:
        for index in np.argwhere(~_alike(got, want, atol))[:1].tolist():
            where = f"{place}{index}" if index else place
            expected, found = (shown(one[tuple(index)].item()) for one in (want, got))
            yield Disagreement(Aspect.VALUE, expected, found, where)


def _alike(
    got: _Array, want: _Array, atol: float
) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool]]":
    equal = np.equal(got, want)
    if want.dtype.kind != "f":
        return equal
    with np.errstate(all="ignore"):
        near = np.less_equal(np.abs(np.subtract(got, want)), atol)
    return equal | near | (np.isnan(got) & np.isnan(want))


def _same(got: object, want: object, atol: float) -> bool:
    if isinstance(got, float) and isinstance(want, float):
        both_nan = math.isnan(got) and math.isnan(want)
        return both_nan or got == want or abs(got - want) <= atol
    return got == want


def _field_names(noun: "DataclassInstance") -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(noun) if field.compare)


def _key_text(table: Mapping[object, object]) -> str:
    return "keys " + shown(list(table))


def _at(place: str) -> str:
    return f" (at {place})" if place else ""
