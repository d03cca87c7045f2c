"""A training that goes wrong: told by step and array, with what to try, and never as our fault."""

from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file, save_file
from tests.lab.small import DIGITS, MLP, TRANSFORMER, trained, weights, written

from ctml_runner.commands.generate import generate
from ctml_runner.commands.train import Wanted, train
from ctml_runner.errors import LearnerError

FAR = {"learning_rate = 0.01": "learning_rate = 1e30"}
READABLE = {"log_every = 5": 'log_every = 5\nengine = "readable"'}
SAMPLES = {"log_every = 5": "log_every = 5\nsample_every = 1"}
NOTES = {"log_every = 5": "log_every = 1"}


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (MLP, {}),
        (TRANSFORMER, {}),
        (TRANSFORMER, READABLE),
        (TRANSFORMER, SAMPLES),
        (DIGITS, NOTES),
    ],
)
def test_it_names_the_step_the_array_and_a_smaller_rate(
    tmp_path: Path, text: str, change: dict[str, str]
) -> None:
    if text is DIGITS:
        pytest.importorskip("sklearn", reason="scikit-learn is not installed; it brings the digits")
    file = written(tmp_path, text, FAR | change)
    with pytest.raises(LearnerError) as told:
        train(file, Wanted(plain=True))
    what = told.value.what
    assert what.startswith("training went wrong: ")
    assert "after 1 step; first with " in what
    assert "where numbers reach " in what
    assert told.value.next_step.startswith("smaller steps: learning_rate = 1e+29")
    assert ("or set a clip" in told.value.next_step) is ("clip" not in text)


@pytest.mark.parametrize("change", [{}, READABLE, SAMPLES])
def test_a_rate_beyond_the_floats_of_the_model_is_told_the_same_way(
    tmp_path: Path, change: dict[str, str]
) -> None:
    far = {"learning_rate = 0.01": "learning_rate = 1e60"}
    with pytest.raises(LearnerError, match=r"training went wrong: .*, after [01] step"):
        train(written(tmp_path, TRANSFORMER, far | change), Wanted(plain=True))


def test_weights_that_nobody_can_compute_with_are_told_as_such(tmp_path: Path) -> None:
    file = trained(tmp_path, TRANSFORMER)
    with safe_open(weights(tmp_path), "np") as opened:
        about = opened.metadata()
    arrays = load_file(weights(tmp_path))
    huge = {name: np.full_like(one, 3e38) if one.ndim else one for name, one in arrays.items()}
    save_file(huge, weights(tmp_path), about)
    with pytest.raises(LearnerError, match="these weights are too large to compute with: ") as told:
        generate(file, "a", {}, as_json=True)
    assert told.value.next_step == "train anew with smaller steps, such as learning_rate = 0.001"
