"""PyTorch as an oracle: it and the core answer alike, also where nobody looked before."""

import pytest
from tests.core.golden_cases import CASES
from tests.core.golden_files import assert_same, read_golden

pytest.importorskip("torch", reason="PyTorch is not installed here; `make test-oracle` has it")

from tests.oracle.torch_says import TORCH


def test_pytorch_is_asked_in_every_case() -> None:
    assert set(TORCH) == set(CASES)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", CASES)
def test_the_core_and_pytorch_answer_alike(name: str, seed: int) -> None:
    given = CASES[name].draw(seed)
    assert_same(CASES[name].ours(given), TORCH[name](given))


@pytest.mark.parametrize("name", CASES)
def test_the_golden_file_holds_what_pytorch_answers(name: str) -> None:
    given, answered = read_golden(name)
    assert_same(TORCH[name](given), answered)
