"""TokenId, VocabSize and ModelDimension: whole numbers with a meaning."""

import pickle
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import ModelDimension, TokenId, VocabSize
from ctml.errors import InvalidTypeError, InvalidValueError


@given(st.integers(min_value=0))
def test_a_token_id_keeps_its_index_and_equals_its_like(index: int) -> None:
    assert TokenId(index).index == index
    assert TokenId(index) == TokenId(index) != TokenId(index + 1)
    assert hash(TokenId(index)) == hash(TokenId(index))
    assert pickle.loads(pickle.dumps(TokenId(index))) == TokenId(index)


def test_equal_numbers_of_different_meaning_are_not_equal() -> None:
    assert len({TokenId(3), VocabSize(3), ModelDimension(3)}) == 3


@given(st.integers(max_value=-1))
def test_a_negative_index_is_refused_by_name(index: int) -> None:
    with pytest.raises(InvalidValueError) as caught:
        TokenId(index)
    assert str(caught.value) == f"TokenId refuses {index}: it needs a whole number of 0 or more"


@pytest.mark.parametrize("noun", [VocabSize, ModelDimension])
def test_a_size_of_zero_is_refused_by_name(noun: type[VocabSize] | type[ModelDimension]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        noun(0)
    assert str(caught.value) == f"{noun.__name__} refuses 0: it needs a whole number of 1 or more"


@pytest.mark.parametrize(
    ("stray", "text"),
    [
        (True, "True (bool): it needs a whole number of 0 or more"),
        (1.0, "1.0 (float): it needs a whole number of 0 or more"),
        ("1", "'1' (str): it needs a whole number of 0 or more"),
        (None, "None (NoneType): it needs a whole number of 0 or more"),
        (
            np.int64(1),
            "np.int64(1) (int64): it needs a whole number of 0 or more; convert it with int(...)",
        ),
    ],
)
def test_what_is_no_int_is_refused_with_what_is_needed(stray: int, text: str) -> None:
    with pytest.raises(InvalidTypeError) as caught:
        TokenId(stray)
    assert str(caught.value) == f"TokenId refuses {text}"


def test_a_token_id_can_not_be_changed_added_or_ordered() -> None:
    token = TokenId(7)
    with pytest.raises(FrozenInstanceError):
        token.index = 8  # type: ignore[misc]
    with pytest.raises(TypeError):
        _ = token + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = token < TokenId(8)  # type: ignore[operator]
    assert token == TokenId(7)


def test_errors_are_the_builtin_kinds_and_survive_pickling() -> None:
    assert issubclass(InvalidValueError, ValueError)
    assert issubclass(InvalidTypeError, TypeError)
    error = InvalidValueError("TokenId", "-1", "a whole number of 0 or more")
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.noun, copy.given) == (str(error), "TokenId", "-1")
