"""Whatever is encoded comes back; what is no text, or no token, is refused."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml import laws
from ctml.domain import StepCount, TokenId, TokenStream, VocabSize
from ctml.errors import InvalidTypeError, InvalidValueError
from ctml.tokenization import Decode, Encode, LearnMerges, Pair, Tokenizer

PROSE = b"the cat sat on the mat, and the cat that sat was the cat that the mat was for"
PROSE_TOKENIZER = LearnMerges(StepCount(40))(PROSE)


def doubling(times: int) -> list[Pair]:
    """Return merges of which each makes a token twice as long as the last one."""
    tokens = [97, *range(256, 255 + times)]
    return [Pair(TokenId(one), TokenId(one)) for one in tokens]


@given(st.binary(max_size=200), st.integers(0, 20))
def test_any_bytes_come_back_from_a_tokenizer_that_learned_them(text: bytes, count: int) -> None:
    tokenizer = LearnMerges(StepCount(count))(text)
    assert (Encode(tokenizer) >> Decode(tokenizer))(text) == text


@given(st.binary(max_size=200) | st.text("thecatsmo ", max_size=99).map(str.encode))
def test_any_bytes_come_back_from_a_tokenizer_that_learned_others(text: bytes) -> None:
    tokens = Encode(PROSE_TOKENIZER)(text)
    assert Decode(PROSE_TOKENIZER)(tokens) == text
    assert len(tokens) <= len(text)


def test_every_byte_alone_comes_back() -> None:
    encode, decode = Encode(Tokenizer()), Decode(Tokenizer())
    for byte in range(256):
        assert encode(bytes([byte])) == TokenStream([byte])
        assert decode(TokenStream([byte])) == bytes([byte])


def test_no_text_is_no_tokens() -> None:
    assert Encode(PROSE_TOKENIZER)(b"") == TokenStream([])
    assert Decode(PROSE_TOKENIZER)(TokenStream([])) == b""


def test_merges_are_done_in_the_order_in_which_they_were_learned() -> None:
    late, early = Pair(TokenId(97), TokenId(98)), Pair(TokenId(98), TokenId(99))
    assert Encode(Tokenizer((early, late)))(b"abc").ids.tolist() == [97, 256]
    assert Encode(Tokenizer((late, early)))(b"abc").ids.tolist() == [256, 99]


def test_a_token_stands_for_what_its_pair_stands_for() -> None:
    tokenizer = Tokenizer((Pair(TokenId(97), TokenId(98)), Pair(TokenId(256), TokenId(99))))
    assert tokenizer.vocabulary[:256] == tuple(bytes([byte]) for byte in range(256))
    assert tokenizer.vocabulary[256:] == (b"ab", b"abc")
    assert tokenizer.vocab_size == VocabSize(258)
    assert repr(tokenizer) == "Tokenizer(2 merges)"


def test_tokenizers_are_their_merges() -> None:
    again = Tokenizer(iter(PROSE_TOKENIZER.merges))
    assert again == PROSE_TOKENIZER
    assert hash(again) == hash(PROSE_TOKENIZER)
    assert again != Tokenizer(PROSE_TOKENIZER.merges[:-1])


def test_the_arrows_of_tokenization_keep_the_laws_of_arrows() -> None:
    encode, decode = Encode(PROSE_TOKENIZER), Decode(PROSE_TOKENIZER)
    laws.walking_again(LearnMerges(StepCount(5)), PROSE).check()
    laws.walking_again(encode, PROSE).check()
    laws.identity_after(encode, PROSE).check()
    laws.identity_before(decode, encode(PROSE)).check()
    assert (encode >> decode).name == "Encode >> Decode"


REFUSED: dict[str, Callable[[], object]] = {
    "Encode refuses 'text' (str): it needs bytes; a text gives them by .encode()": (
        lambda: Encode(Tokenizer())("text")  # type: ignore[arg-type]
    ),
    "Decode refuses the token 256: it needs tokens of its vocabulary, with ids below 256": (
        lambda: Decode(Tokenizer())(TokenStream([97, 256]))
    ),
    "Tokenizer refuses the pair (97, 97) again: it needs each pair once": (
        lambda: Tokenizer(doubling(1) * 2)
    ),
    "Tokenizer refuses the pair (256, 256): "
    "it needs pairs of tokens that are there by then, with ids below 256": (
        lambda: Tokenizer(doubling(2)[1:])
    ),
    "Tokenizer refuses the pair (279, 279): "
    "it needs tokens that stand for at most 67108864 bytes together": (
        lambda: Tokenizer(doubling(64))
    ),
    "Tokenizer refuses (97, 98) (tuple): it needs Pairs only": (
        lambda: Tokenizer([(97, 98)])  # type: ignore[list-item]
    ),
    "Tokenizer refuses 7 (int): it needs values to go through": (
        lambda: Tokenizer(7)  # type: ignore[arg-type]
    ),
}


@pytest.mark.parametrize("says", REFUSED)
def test_what_is_no_text_no_token_or_no_merge_is_refused_by_name(says: str) -> None:
    with pytest.raises((InvalidTypeError, InvalidValueError)) as caught:
        REFUSED[says]()
    assert str(caught.value) == says
