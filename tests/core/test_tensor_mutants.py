"""The gradient check fails when a slope is wrong: in sign, in scale, or by a term.

Every way back of every operation is spoilt in turn. Terms inside a way back are spoilt by an
edit of the module's own text.
"""

import importlib
from collections.abc import Callable
from itertools import count

import numpy as np
import pytest
from tests.core.mutants import put_in_place
from tests.core.tensor_cases import CASES, Case

from ctml.checks import Disagreement
from ctml.tensor import Array, Edge, Tensor, check_gradients, computed, parameter

SPOILT: dict[str, Callable[[Array], Array]] = {
    "sign": lambda slope: -slope,
    "scale": lambda slope: slope * 1.001,
    "missing": np.zeros_like,
}

MUTANTS: list[tuple[str, str, str, str]] = [
    ("broadcasting", "slope.sum(axis=tuple", "slope.mean(axis=tuple", "add_in_front"),
    ("broadcasting", "return slope.sum(axis=ones", "return slope.max(axis=ones", "add_column"),
    ("tensor", "dz / y.values)", "dz)", "divide"),
    ("tensor", "-dz * z / y.values", "-dz * z", "divide"),
    ("tensor", "dz * self.values))", "dz))", "multiply"),
    ("tensor", "rows.T @ dz", "rows[::-1].T @ dz", "matmul_one_right_for_all"),
    ("tensor", "np.swapaxes(other.values, -1, -2)", "other.values.reshape(2, 4)", "matmul"),
    ("tensor", "whole[index] = slope", "whole[index] = slope[::-1]", "part_backwards"),
    ("elementwise", "dy * (1 - y * y)", "dy * (1 - y)", "tanh"),
    ("elementwise", "dy * y * (1 - y)", "dy * y", "sigmoid"),
    ("elementwise", "dy * (x.values > 0)", "dy", "relu"),
    ("elementwise", "dy / (2 * y)", "dy / y", "sqrt"),
    ("elementwise", "3 * dy * square", "dy * square", "cubed"),
    ("elementwise", "_PER_ROOT_PI * np", "np", "erf"),
    ("reductions", "np.put_along_axis(whole, where, dy, axis=side)", "whole += dy", "largest"),
    ("reductions", "np.broadcast_to(dy, x", "np.broadcast_to(dy / 3, x", "total_over_rows"),
    ("views", "np.argsort(order).tolist()", "order", "permuted"),
    ("indexing", "np.add.reduceat(rows, firsts, axis=0)", "rows[firsts]", "rows_at_repeated"),
    ("indexing", "slice(start, end)", "slice(0, end - start)", "joined"),
    ("indexing", "whole[rows, indices] = dy", "whole[rows, 0] = dy", "one_of_each_row"),
    ("shares", "(dp - expected)", "dp", "softmax"),
    ("shares", "p * (dp - expected)", "dp - expected", "masked_softmax"),
    ("shares", "- np.exp(y) * dy.sum", "- np.exp(y) * dy.mean", "log_softmax"),
    ("standardising", "dy - towards_mean -", "dy -", "standardised_rows"),
    ("standardising", " - y * towards_spread)", ")", "standardised_batch"),
    ("standardising", "towards_spread) / deviation", "towards_spread)", "standardised_rows"),
]  # fmt: skip
"""The module, its own text, the mutant's text, and the case that has to notice."""

MODULES = sorted({module for module, *_ in MUTANTS} - {"broadcasting"})


def edges_of(case: Case) -> list[int]:
    """Return a number for each way back that the case builds, in the order of building."""
    made = count()
    with pytest.MonkeyPatch.context() as patch:
        spoil(patch, lambda edge: edge.source.tracked and next(made) < 0, np.negative)
        case.compute(*(parameter(array) for array in case.at.values()))
    return list(range(next(made)))


def spoil(
    patch: pytest.MonkeyPatch, chosen: Callable[[Edge], bool], change: Callable[[Array], Array]
) -> None:
    def spoilt(values: Array, *edges: Edge) -> Tensor:
        return computed(values, *(worse(edge) if chosen(edge) else edge for edge in edges))

    def worse(edge: Edge) -> Edge:
        return Edge(edge.source, lambda slope: change(edge.back(slope)))

    for module in MODULES:
        patch.setattr(f"ctml.tensor.{module}.computed", spoilt)


EVERY_EDGE = [
    (name, edge, way) for name, case in CASES.items() for edge in edges_of(case) for way in SPOILT
]


@pytest.mark.parametrize(("name", "edge", "way"), EVERY_EDGE)
def test_a_spoilt_way_back_is_noticed(
    name: str, edge: int, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, made = CASES[name], count()

    spoil(monkeypatch, lambda one: one.source.tracked and next(made) == edge, SPOILT[way])
    with pytest.raises(Disagreement, match=r"the (slope|shape) at"):
        check_gradients(case.loss, case.at)


@pytest.mark.parametrize(("module", "old", "new", "name"), MUTANTS)
def test_a_wrong_term_is_noticed(
    module: str, old: str, new: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute = CASES[name].compute.__name__
    put_in_place(f"ctml.tensor.{module}", old, new, monkeypatch)
    mutated = getattr(importlib.import_module(f"ctml.tensor.{module}"), compute, None)
    case = Case(mutated, CASES[name].shapes, CASES[name].positive) if mutated else CASES[name]
    with pytest.raises(Disagreement, match=r"the (slope|shape) at"):
        check_gradients(case.loss, case.at)
