"""TokenSequence: never empty, never changing, made of TokenIds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import TokenId, TokenSequence
from ctml.errors import InvalidTypeError, InvalidValueError

token_lists = st.lists(st.builds(TokenId, st.integers(0, 100)), min_size=1)


@given(token_lists)
def test_it_gives_back_its_tokens_in_order(tokens: list[TokenId]) -> None:
    sequence = TokenSequence(tokens)
    assert list(sequence) == tokens
    assert len(sequence) == len(tokens)
    assert sequence == TokenSequence(iter(tokens))


@given(token_lists)
def test_changing_the_list_it_was_made_of_leaves_it_alone(tokens: list[TokenId]) -> None:
    before = tuple(tokens)
    sequence = TokenSequence(tokens)
    tokens.clear()
    assert sequence.tokens == before


def test_nothing_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        TokenSequence([])
    assert str(caught.value) == "TokenSequence refuses nothing: it needs at least one TokenId"


def test_a_bare_number_is_refused_with_its_position() -> None:
    with pytest.raises(InvalidTypeError) as caught:
        TokenSequence([TokenId(1), 2])  # type: ignore[list-item]
    assert str(caught.value) == "TokenSequence refuses 2 at position 1: it needs TokenIds only"
