"""agree: exact types, then shapes, dtypes and values; frozen: nobody writes."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.nouns import ARRAYS, EXAMPLES, names_of_nouns

from ctml.checks import Disagreement, agree, frozen
from ctml.domain import (
    AdamState,
    ModelDimension,
    NamedArrays,
    Ok,
    Parameters,
    Product,
    StepCount,
    TokenId,
    VocabSize,
)

plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
data = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(data)
def test_data_agrees_with_itself(value: object) -> None:
    agree(value, value)


def test_the_examples_show_every_noun() -> None:
    assert {type(noun).__name__ for noun in EXAMPLES} == names_of_nouns()


@pytest.mark.parametrize("noun", EXAMPLES, ids=lambda noun: type(noun).__name__)
def test_every_noun_agrees_with_itself_and_with_no_number(noun: object) -> None:
    agree(noun, noun)
    with pytest.raises(Disagreement) as caught:
        agree(1, noun)
    assert caught.value.aspect == "type"


@pytest.mark.parametrize("noun", EXAMPLES, ids=lambda noun: type(noun).__name__)
def test_every_noun_is_a_frozen_dataclass(noun: object) -> None:
    assert dataclasses.is_dataclass(noun)
    for field in dataclasses.fields(noun):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(noun, field.name, None)


def found(got: object, want: object, atol: float = 0.0) -> tuple[str, str, str, str]:
    with pytest.raises(Disagreement) as caught:
        agree(got, want, atol=atol)
    error = caught.value
    return (error.aspect, error.place, error.expected, error.got)


@dataclasses.dataclass(frozen=True)
class Sized:
    """A noun of somebody else's, with a part that equality passes over."""

    size: int
    remark: str = dataclasses.field(default="", compare=False)


@dataclasses.dataclass(frozen=True, eq=False)
class Place:
    """It is equal to itself alone, whatever it holds."""

    number: int


def test_any_dataclass_that_is_equal_by_value_can_be_compared_in_what_counts() -> None:
    agree(Sized(1, "one"), Sized(1, "another"))
    assert found(Sized(1), Sized(2)) == ("value", ".size", "2", "1")
    with pytest.raises(TypeError, match="a Place can't be compared as data"):
        agree(Place(1), Place(1))
    with pytest.raises(TypeError, match="a type can't be compared as data"):
        agree(Sized, Sized)


def test_types_are_exact() -> None:
    assert found(True, 1) == ("type", "", "int 1", "bool True")
    assert found(1, 1.0) == ("type", "", "float 1.0", "int 1")
    assert found(np.float64(1.0), 1.0) == ("type", "", "float 1.0", "float64")
    assert found([1], (1,)) == ("type", "", "tuple", "list")
    assert found(None, 0) == ("type", "", "int 0", "None")
    assert found({True: 1}, {1: 1}) == ("shape", "", "keys [1]", "keys [True]")


def test_types_of_one_name_are_told_apart_by_their_modules() -> None:
    other = dataclasses.make_dataclass("TokenId", ["index"], frozen=True)
    expected, got = found(other(1), TokenId(1))[2:]
    assert expected == "ctml.domain.token_id.TokenId"
    assert got != expected


def test_a_type_is_told_before_a_shape_before_a_dtype_before_a_value() -> None:
    ints, floats = np.array([1, 2]), frozen([1, 2])
    wrong_type, wrong_shape = (1, 1.0), ((1,), (1, 2))
    wrong_dtype, wrong_value = (ints, floats), (1, 2)
    pairs = [wrong_value, wrong_dtype, wrong_shape, wrong_type]
    aspects = ["value", "dtype", "shape", "type"]
    for n, aspect in enumerate(aspects, start=1):
        got, want = zip(*pairs[:n], strict=True)
        assert found(got, want)[:2] == (aspect, f"[{n - 1}]")


def test_the_place_leads_to_the_difference() -> None:
    assert found((1, [2, 3]), (1, [2, 4])) == ("value", "[1][1]", "4", "3")
    assert found({"a": 1}, {"a": 2}) == ("value", "['a']", "2", "1")
    assert found(Ok(TokenId(1)), Ok(TokenId(2))) == ("value", ".value.index", "2", "1")
    assert found(frozen([[1, 2]]), frozen([[1, 3]])) == ("value", "[0, 1]", "3.0", "2.0")
    other = NamedArrays({"bias": [2.0]})
    assert found(other, ARRAYS) == ("value", "['bias'][0]", "1.0", "2.0")
    assert found(NamedArrays({"b": [1.0]}), ARRAYS) == ("shape", "", "keys ['bias']", "keys ['b']")
    assert found([1], [1, 2]) == ("shape", "", "length 2", "length 1")
    assert found(frozen([1]), frozen([[1]])) == ("shape", "", "shape (1, 1)", "shape (1,)")


def test_the_place_leads_into_the_memory_that_moves_along() -> None:
    def trained(steps: int) -> Product[Parameters, AdamState]:
        parameters = Parameters.deterministic(VocabSize(3), ModelDimension(2))
        return Product(parameters, AdamState(StepCount(steps), ARRAYS, ARRAYS))

    assert found(trained(1), trained(2)) == ("value", ".second.step.count", "2", "1")


def test_the_text_is_one_sentence() -> None:
    with pytest.raises(Disagreement) as caught:
        agree((1, 2.0), (1, 3.0))
    assert str(caught.value) == "the value at [1] differs: expected 3.0, got 2.0"


@given(st.floats(allow_nan=False, allow_infinity=False, width=32), st.floats(0.01, 1.0))
def test_atol_forgives_this_much_and_no_more(want: float, atol: float) -> None:
    near, far = want + atol / 2, want + 4 * atol
    if abs(near - want) <= atol < abs(far - want):
        agree(near, want, atol=atol)
        agree(frozen([near]), frozen([want]), atol=atol)
        assert found(far, want, atol)[0] == "value"
        assert found(frozen([far]), frozen([want]), atol)[0] == "value"


def test_atol_never_forgives_an_int() -> None:
    assert found(1, 2, atol=5.0)[0] == "value"
    assert found(np.array([1]), np.array([2]), atol=5.0)[0] == "value"


def test_nan_agrees_with_nan_alone_and_infinity_with_itself() -> None:
    agree(math.nan, math.nan)
    agree(frozen([math.nan, math.inf]), frozen([math.nan, math.inf]), atol=1.0)
    assert found(math.nan, 1.0, atol=9.0) == ("value", "", "1.0", "nan")
    assert found(1.0, math.nan, atol=9.0) == ("value", "", "nan", "1.0")
    assert found(math.inf, -math.inf, atol=9.0)[0] == "value"


@pytest.mark.parametrize("want", [{1}, 1 + 0j, object(), np.array([object()]), np.array(["a"])])
def test_what_is_no_data_can_not_be_wanted(want: object) -> None:
    with pytest.raises(TypeError, match="can't be compared as data"):
        agree(want, want)


@pytest.mark.parametrize("atol", [-1.0, math.nan, math.inf])
def test_a_senseless_tolerance_is_the_authors_mistake(atol: float) -> None:
    with pytest.raises(ValueError, match="atol must be finite"):
        agree(1.0, 1.0, atol=atol)


def test_a_frozen_array_is_a_read_only_copy_in_float64() -> None:
    source = np.array([[1, 2], [3, 4]])
    copy = frozen(source.astype(np.float64))
    source[0, 0] = 9
    agree(copy, np.array([[1.0, 2.0], [3.0, 4.0]]))
    agree(frozen([]), np.zeros(0))
    with pytest.raises(ValueError, match="read-only"):
        copy += 1.0
    with pytest.raises(ValueError, match="real numbers"):
        frozen(["a"])  # type: ignore[arg-type]
