"""A checkpoint fits to the last number, or everything that is wrong with it is told at once."""

import numpy as np
from tests.core.tuned_models import MLP

from ctml.checks import agree
from ctml.domain import Err, FloatArray, Ok
from ctml.finetune import (
    AnyArray,
    Misfit,
    Missing,
    NotFinite,
    Unknown,
    WrongKind,
    WrongShape,
    fitted,
)
from ctml.models import Mlp
from ctml.nn import BatchNorm, Beginning, Module, Train
from ctml.tensor import Precision


def checkpoint_of(model: Module) -> dict[str, AnyArray]:
    return {name: one.values.copy() for name, one in model.tensors.items()}


def misfit(model: Module, checkpoint: dict[str, AnyArray]) -> Misfit:
    result = fitted(model, checkpoint)
    assert isinstance(result, Err)
    return result.error


def test_a_model_comes_back_from_its_own_arrays_to_the_bit() -> None:
    for precision in Precision:
        before = Mlp.initial(MLP.sizes, Beginning.seeded(5, precision=precision))
        other = Mlp.initial(MLP.sizes, Beginning.seeded(6, precision=precision))
        result = fitted(other, checkpoint_of(before))
        assert isinstance(result, Ok)
        agree(result.value.state, before.state)
        tokens = np.array([[1, 2, 3]])
        agree(result.value(tokens).values, before(tokens).values)


def test_what_is_kept_and_not_learned_comes_back_too() -> None:
    blank = BatchNorm.initial(3, Train((1,)), Beginning.seeded(0))
    seen = blank.with_state(blank.state.mapped(lambda array: array + 0.25))
    result = fitted(blank, checkpoint_of(seen))
    assert isinstance(result, Ok)
    assert result.value.state == seen.state
    assert result.value.arrays == seen.arrays


def test_all_that_is_wrong_is_told_at_once_and_by_name() -> None:
    checkpoint = checkpoint_of(MLP)
    del checkpoint["hidden.bias"]
    checkpoint["extra"] = np.zeros((2, 3))
    checkpoint["hidden.weight"] = checkpoint["hidden.weight"].T
    checkpoint["readout.weight"] = checkpoint["readout.weight"].astype(np.float16)
    checkpoint["readout.bias"] = np.full(6, np.nan)
    assert misfit(MLP, checkpoint) == Misfit(
        (
            Unknown("extra", (2, 3)),
            Missing("hidden.bias", (4,)),
            WrongShape("hidden.weight", (4, 15), (15, 4)),
            NotFinite("readout.bias"),
            WrongKind("readout.weight", "float16", "float64"),
        )
    )


def test_a_misfit_is_a_line_for_each_problem() -> None:
    checkpoint = checkpoint_of(MLP)
    del checkpoint["hidden.bias"]
    checkpoint["extra"] = np.zeros((2, 3))
    checkpoint["hidden.weight"] = np.array([["a"]])
    checkpoint["readout.bias"] = np.full(6, np.inf)
    assert str(misfit(MLP, checkpoint)) == (
        "extra: shape (2, 3), unknown to the model\n"
        "hidden.bias: missing, needed in shape (4,)\n"
        "hidden.weight: shape (1, 1), needed (15, 4)\n"
        "hidden.weight: numbers of str32, needed float64\n"
        "readout.bias: a number that is NaN or infinite"
    )


def test_nothing_is_quietly_converted() -> None:
    for kind in (np.float32, np.int64, np.bool):
        checkpoint = {name: one.astype(kind) for name, one in checkpoint_of(MLP).items()}
        problems = misfit(MLP, checkpoint).problems
        assert {type(problem) for problem in problems} == {WrongKind}
        assert len(problems) == 5


def test_the_checkpoint_can_be_written_to_afterwards_without_harm() -> None:
    arrays: dict[str, FloatArray] = {name: one.copy() for name, one in MLP.state.items()}
    result = fitted(MLP, arrays)
    assert isinstance(result, Ok)
    arrays["readout.bias"][:] = 99
    assert result.value.state == MLP.state
