"""A module is a frozen value with named numbers, which an optimiser can move."""

from collections.abc import Callable

import numpy as np
import pytest
from tests.core.slopes import drawn

from ctml.domain import LearningRate, ModelDimension, NamedArrays, Product, VocabSize
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.nn import (
    BatchNorm,
    Beginning,
    Dropout,
    Embedding,
    Eval,
    Layer,
    LayerNorm,
    Linear,
    Module,
    ReLU,
    Sequential,
    Tanh,
    Train,
    cross_entropy,
    mean_squared_error,
)
from ctml.optim import Adam
from ctml.tensor import Gradients, Precision, constant, gradients, parameter

TRAIN = Train((1,))


def network(precision: Precision = Precision.DOUBLE) -> Sequential[Train]:
    begin = Beginning.seeded(1, precision=precision)
    first, last = Linear.initial(3, 4, begin), Linear.initial(4, 2, begin)
    return Sequential(
        (
            first,
            BatchNorm.initial(4, TRAIN, begin),
            Tanh(),
            Dropout(0.5, TRAIN),
            last,
        )
    )


LEARNED = [
    "stages.0.bias", "stages.0.weight", "stages.1.bias", "stages.1.gain",
    "stages.4.bias", "stages.4.weight",
]  # fmt: skip
KEPT = ["stages.1.running_mean", "stages.1.running_variance"]


def test_numbers_are_named_by_the_way_to_them() -> None:
    assert list(network().arrays) == LEARNED
    assert sorted(network().state) == sorted(LEARNED + KEPT)
    assert network().arrays["stages.0.weight"].shape == (3, 4)


def test_numbers_taken_out_and_put_back_make_an_equal_module() -> None:
    model, x = network().evaluating(), constant(drawn(1, (5, 3)))
    other = network().evaluating().with_each("", lambda _name, old: parameter(old.values + 1))
    assert other(x).values.tolist() != model(x).values.tolist()
    back = model.with_arrays(model.arrays.mapped(lambda one: one * 2)).with_arrays(model.arrays)
    assert back(x).values.tolist() == model(x).values.tolist()
    assert back.arrays == model.arrays


def test_state_brings_back_what_is_kept_as_well_as_what_is_learned() -> None:
    model, x = network(), constant(drawn(1, (5, 3)) + 4)
    seen = model.observed(x)
    assert seen.arrays == model.arrays
    assert seen.state != model.state
    assert model.with_state(seen.state).state == seen.state
    assert not model.with_state(seen.state).tensors[KEPT[0]].tracked


def test_arrays_with_other_names_or_shapes_are_refused() -> None:
    linear = Linear.initial(2, 2, Beginning.seeded(1))
    other_names = NamedArrays({"weight": [[1.0, 2.0], [3.0, 4.0]]})
    for wrong in (other_names, NamedArrays({"weight": [[1.0]], "bias": [1.0]})):
        with pytest.raises(InvalidShapeError, match=r"^Linear.with_arrays refuses arrays"):
            linear.with_arrays(wrong)
        with pytest.raises(InvalidShapeError, match=r"^Linear.with_state refuses arrays"):
            linear.with_state(wrong)


def test_a_module_that_learns_nothing_says_so() -> None:
    for module in (ReLU(), network().without_gradient()):
        with pytest.raises(InvalidValueError, match=r"\.arrays refuses a module without any"):
            _ = module.arrays
        with pytest.raises(InvalidValueError, match=r"\.by_name refuses a module without any"):
            module.by_name(Gradients())


def test_without_gradient_it_computes_the_same_and_remembers_nothing() -> None:
    model, x = network(), constant(drawn(1, (5, 3)))
    result = model.without_gradient()(x)
    assert result.values.tolist() == model(x).values.tolist()
    assert (model(x).tracked, result.tracked) == (True, False)
    assert model.without_gradient().state == model.state


def test_a_module_keeps_its_precision() -> None:
    model, x = network(Precision.SINGLE), constant(drawn(1, (5, 3)), Precision.SINGLE)
    again = model.with_arrays(model.arrays).with_state(model.state).observed(x)
    for changed in (again, again.evaluating(), again.without_gradient()):
        assert {one.precision for one in changed.tensors.values()} == {Precision.SINGLE}
        assert changed(x).precision is Precision.SINGLE


def test_slopes_have_the_names_and_shapes_of_the_arrays() -> None:
    model, x = network(), constant(drawn(1, (5, 3)))
    found = gradients(cross_entropy(model(x), np.array([0, 1, 1, 0, 1])))
    model.arrays.require_fit("test", model.by_name(found))


def test_the_slopes_of_another_module_are_not_taken_for_its_own() -> None:
    model, x = network(), constant(drawn(1, (5, 3)))
    found = gradients(cross_entropy(model(x), np.array([0, 1, 1, 0, 1])))
    with pytest.raises(InvalidValueError) as caught:
        model.with_arrays(model.arrays).by_name(found)
    assert str(caught.value) == (
        "Sequential.by_name refuses slopes of other numbers: it needs those of its own parameters"
    )


def test_adam_of_the_core_trains_a_module() -> None:
    begin = Beginning.seeded(3)
    model: Layer[Train] = Sequential(
        (
            Linear.initial(2, 8, begin),
            Tanh(),
            Linear.initial(8, 1, begin),
        )
    )
    inputs = constant([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    targets = constant([[0.0], [1.0], [1.0], [0.0]])
    adam = Adam(LearningRate(0.05))
    now = Product(model, adam.start(model))
    for _ in range(200):
        loss = mean_squared_error(now.first(inputs), targets)
        now = adam.step(now, now.first.by_name(gradients(loss)))
    assert float(loss.values) < 1e-3


def test_a_frozen_part_stays_as_it_is() -> None:
    begin = Beginning.seeded(3)
    base = Linear.initial(2, 2, begin).without_gradient()
    model = Sequential(
        (
            base,
            Linear.initial(2, 1, begin),
        )
    )
    assert list(model.arrays) == ["stages.1.bias", "stages.1.weight"]
    moved = model.with_arrays(model.arrays.mapped(lambda one: one + 1))
    assert moved.stages[0].state == base.state


def test_modules_refuse_numbers_that_do_not_fit_together() -> None:
    row, table = parameter([1.0, 2.0]), parameter([[1.0, 2.0]])
    refused: dict[str, Callable[[], object]] = {
        "Linear.weight": lambda: Linear(row, row),
        "Linear.bias": lambda: Linear(table, parameter([1.0])),
        "Embedding.table": lambda: Embedding(row),
        "LayerNorm.gain": lambda: LayerNorm(table, row),
        "LayerNorm.bias": lambda: LayerNorm(row, table),
        "BatchNorm.running_mean": lambda: BatchNorm(row, row, table, row, Eval()),
        "Sequential": lambda: Sequential(()),
        "Dropout.rate": lambda: Dropout(1.0, TRAIN),
        "Train.seed": lambda: Train((-1,)),
        "Fan.into": lambda: Linear.initial(0, 1, Beginning.seeded(1)),
        "BatchNorm": lambda: BatchNorm.initial(2, Eval(), Beginning.seeded(1))(row),
        "Tensor @": lambda: Linear.initial(2, 1, Beginning.seeded(1))(parameter([[1.0]])),
    }
    for start, make in refused.items():
        with pytest.raises(InvalidValueError) as caught:
            make()
        assert str(caught.value).startswith(f"{start} refuses "), str(caught.value)


def test_embedding_looks_up_a_row_for_each_index() -> None:
    table = Embedding.initial(VocabSize(5), ModelDimension(4), Beginning.seeded(1))
    indices = np.array([[1, 4], [1, 0]])
    assert table(indices).shape == (2, 2, 4)
    one_hot = np.eye(5)[indices]
    np.testing.assert_allclose(table(indices).values, one_hot @ table.table.values, 1e-15)
    with pytest.raises(InvalidValueError, match="indices from 0 to below 5"):
        table(np.array([5]))


def test_a_module_compares_by_identity_and_shows_its_name() -> None:
    module: Module = ReLU()
    assert (module == module, module == ReLU(), repr(module)) == (True, False, "ReLU")  # noqa: PLR0124
