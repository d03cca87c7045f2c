"""The core answers as PyTorch did; its answers are kept in ``golden/``."""

import pytest
from tests.core.golden_cases import CASES
from tests.core.golden_files import FOLDER, assert_same, read_golden


@pytest.mark.parametrize("name", CASES)
def test_the_core_answers_as_pytorch_did(name: str) -> None:
    given, answered = read_golden(name)
    assert_same(CASES[name].ours(given), answered)


def test_every_golden_file_belongs_to_a_case() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(CASES)
