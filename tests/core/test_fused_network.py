"""The fused path computes what the readable one does: the loss and every slope, in every form."""

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pytest
from tests.core import small_language_models as small
from tests.core.mutants import put_in_place

from ctml.calculus import central_differences
from ctml.data import WindowBatch
from ctml.domain import FloatArray, NamedArrays
from ctml.models import Positions, Transformer
from ctml.models.fused.exponentials import Exponentials
from ctml.models.fused.layout import ALIGNED, Layout
from ctml.models.fused.network import FusedNetwork
from ctml.models.fused.tables import Tables
from ctml.nn import Eval
from ctml.tensor import Array, Precision, gradients

RTOL = {Precision.DOUBLE: 1e-11, Precision.SINGLE: 1e-5}
"""Of the largest slope of an array, or of a tenth of the largest of all if that is more: float32
can't know a small sum of large numbers better. Measured: 4e-15 and 3e-6."""

CASES = [
    (*form, precision, length)
    for form in small.FORMS
    for precision in Precision
    for length in (small.CONTEXT, 4)
]


def fused(model: Transformer, batch: WindowBatch) -> tuple[float, Mapping[str, FloatArray]]:
    """Return the loss and its slopes, found over memory that was full of other numbers before."""
    layout, kind = Layout.of(model.sizes), model.embedding.table.values.dtype
    values, slopes = np.zeros(layout.length, kind), np.full(layout.length, 7, kind)
    layout.packed(model.arrays, values)
    tables = Tables.of(layout, values, slopes)
    network = FusedNetwork(model.sizes, tables, *batch.inputs.shape)
    network.slopes(batch.targets, batch.inputs, 1)
    loss = network.slopes(batch.inputs, batch.targets, batch.targets.size)
    assert {one.dtype for one in (values, slopes)} == {kind}
    return loss, layout.unpacked(slopes)


@cache
def readable(model: Transformer, batch: WindowBatch) -> tuple[float, Mapping[str, FloatArray]]:
    loss = model.loss(batch, Eval())
    return float(loss.values), model.by_name(gradients(loss))


def assert_equal(model: Transformer, batch: WindowBatch) -> None:
    rtol = RTOL[model.embedding.table.precision]
    (loss, slopes), (wanted, wanted_slopes) = fused(model, batch), readable(model, batch)
    np.testing.assert_allclose(loss, wanted, rtol)
    assert list(slopes) == list(wanted_slopes)
    of_all = max(np.abs(slope).max() for slope in wanted_slopes.values())
    for name, slope in wanted_slopes.items():
        largest = np.abs(slope).max()
        assert largest > 1e-4, f"{name} has no slope to speak of: nothing is tested"
        atol = rtol * max(largest, of_all / 10)
        np.testing.assert_allclose(slopes[name], slope, 0, atol, err_msg=name)


@pytest.mark.parametrize(("positions", "tied", "precision", "length"), CASES)
def test_loss_and_every_slope_are_those_of_the_readable_path(
    positions: Positions, tied: bool, precision: Precision, length: int
) -> None:
    model = small.transformer(positions, tied=tied, precision=precision)
    assert_equal(model, small.batch(3, length))


@pytest.mark.parametrize(("positions", "tied"), small.FORMS)
def test_every_slope_is_the_one_that_is_measured(positions: Positions, tied: bool) -> None:
    model = small.smallest(positions, tied=tied)
    _, slopes = fused(model, small.FEW)

    def value(at: NamedArrays) -> float:
        moved = model.with_arrays(at).without_gradient()
        return float(moved.loss(small.FEW, Eval()).values)

    for name, measured in central_differences(value, model.arrays).items():
        np.testing.assert_allclose(slopes[name], measured, 1e-6, 1e-9, err_msg=name)


@pytest.mark.parametrize(("texts", "length"), [(1, 1), (1, 7), (5, 1), (2, 3)])
def test_batches_of_every_shape_are_equal_too(texts: int, length: int) -> None:
    model, batch = small.transformer(Positions.SINUSOIDAL), small.batch(texts, length)
    (loss, slopes), (wanted, wanted_slopes) = fused(model, batch), readable(model, batch)
    np.testing.assert_allclose(loss, wanted, 1e-12)
    for name, slope in wanted_slopes.items():
        np.testing.assert_allclose(slopes[name], slope, 1e-9, 1e-12, err_msg=name)


def test_scores_far_from_0_are_equal_too() -> None:
    model = small.transformer()
    far = model.with_arrays(
        NamedArrays({n: a * (40 if "query" in n else 1) for n, a in model.arrays.items()})
    )
    assert_equal(far, small.batch(3))


@pytest.mark.parametrize("far", [0.0, 59.0, 61.0, 3000.0])
def test_exponentials_are_shares_however_large_the_scores(far: float) -> None:
    scores = np.random.default_rng(1).normal(0, 1, (2, 3, 5, 5)) + far
    shifted = np.where(np.tri(5, dtype=np.bool), scores - far, -np.inf)
    wanted = np.exp(shifted) / np.exp(shifted).sum(axis=-1, keepdims=True)
    per_sum = np.empty((2, 3, 5, 1))
    Exponentials(scores).forward(per_sum)
    np.testing.assert_allclose(scores * per_sum, wanted, 1e-11)


def test_every_table_begins_where_the_processor_reads_fastest_and_none_overlap() -> None:
    layout = Layout.of(small.sizes(Positions.LEARNED))
    row: Array = np.zeros(layout.length, np.float32)
    for number, view in enumerate(layout.views(row).values(), start=1):
        assert (view.ctypes.data - row.ctypes.data) % (4 * ALIGNED) == 0
        assert not view.any()
        view[...] = number


@pytest.mark.parametrize(("positions", "tied"), small.FORMS)
def test_arrays_come_back_from_the_row_as_they_went_in(positions: Positions, tied: bool) -> None:
    model = small.transformer(positions, tied=tied, precision=Precision.SINGLE)
    layout = Layout.of(model.sizes)
    row: Array = np.zeros(layout.length, np.float32)
    layout.packed(model.arrays, row)
    assert layout.unpacked(row) == model.arrays


MUTANTS: list[tuple[str, str, str]] = [
    ("layer_norm", "dy -= self._mean\n", "pass\n"),
    ("layer_norm", "dy -= work\n", "pass\n"),
    ("layer_norm", "dy *= self._per_deviation\n", "pass\n"),
    ("layer_norm", "into += dy\n", "into[...] = dy\n"),
    ("layer_norm", "(self._summing, work, out", "(self._summing, dy, out"),
    ("layer_norm", "per_deviation += EPSILON\n", "per_deviation += 0.01\n"),
    ("gelu", "square *= 6", "square *= 3"),
    ("gelu", "u += h\n", "u -= h\n"),
    ("gelu", "square *= g\n", "pass\n"),
    ("feed_forward", "self._du *= self._u\n", "pass\n"),
    ("feed_forward", "np.matmul(self._summing, self._du, out=self._b_in.slope)", "pass"),
    ("feed_forward", "self._w_out.value.T", "self._w_in.value"),
    ("attention", "ds -= r * self._scale\n", "pass\n"),
    ("attention", "ds -= r * self._scale", "ds -= r"),
    ("attention", "dg *= self._per_n\n", "pass\n"),
    ("attention", "np.matmul(ds, self._key, out=dq)", "np.matmul(ds, self._query, out=dq)"),
    ("attention", "ds *= self._e\n", "pass\n"),
    ("exponentials", "np.tri(length, dtype=kind)", "np.tri(length, dtype=kind).T"),
    ("turning", "self._turns.conj()", "self._turns"),
    ("turning", "*= self._turns", "*= self._back"),
    ("block", "x += self._added\n        self._feed", "self._feed"),
    ("embedding", "+= np.add.reduceat", "= np.add.reduceat"),
    ("embedding", "self._place.slope[self._shape[1] :] = 0\n", "pass\n"),
    ("embedding", "            dx *= self._root\n", "            pass\n"),
    ("readout", "z[places] -= 1 / count", "pass"),
    ("readout", "z *= self._sums\n", "pass\n"),
    ("readout", "np.matmul(self._summing, dz, out=self._bias.slope)", "pass"),
    ("network", "self._embedding_slope[...] = 0", "pass"),
    ("network", "reversed(self._blocks)", "self._blocks"),
]  # fmt: skip
"""The module, its own text, and the mutant's."""


@pytest.mark.parametrize(("module", "old", "new"), MUTANTS)
def test_a_wrong_term_is_noticed(
    module: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = small.batch(3, 4)
    models = [small.transformer(positions, tied=tied) for positions, tied in small.FORMS]
    for model in models:
        readable(model, batch)
    put_in_place(f"ctml.models.fused.{module}", old, new, monkeypatch)
    with pytest.raises((AssertionError, ValueError)):
        assert_all_equal(models, batch)


def assert_all_equal(models: Iterable[Transformer], batch: WindowBatch) -> None:
    for model in models:
        assert_equal(model, batch)
