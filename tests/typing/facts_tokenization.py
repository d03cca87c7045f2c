"""Facts about the types of tokenization: checked by mypy and pyright, never run."""

from pathlib import Path
from typing import assert_type

from ctml.category import Compose
from ctml.domain import IntArray, StepCount, TokenId, TokenSequence, TokenStream, VocabSize
from ctml.tokenization import (
    Decode,
    Encode,
    LearnMerges,
    Pair,
    Tokenizer,
    load,
    merge,
    most_frequent,
    pair_counts,
)


def what_a_stream_is(stream: TokenStream, sequence: TokenSequence) -> None:
    assert_type(stream.ids, IntArray)
    assert_type(list(stream), list[TokenId])
    assert_type(stream.sequence(), TokenSequence)
    assert_type(TokenStream.of(sequence), TokenStream)


def what_a_tokenizer_is(tokenizer: Tokenizer, path: Path) -> None:
    assert_type(tokenizer.merges, tuple[Pair, ...])
    assert_type(tokenizer.vocabulary, tuple[bytes, ...])
    assert_type(tokenizer.vocab_size, VocabSize)
    assert_type(load(path), Tokenizer)


def what_the_arrows_are(tokenizer: Tokenizer, stream: TokenStream) -> None:
    assert_type(LearnMerges(StepCount(3))(b"aaab"), Tokenizer)
    assert_type(Encode(tokenizer) >> Decode(tokenizer), Compose[bytes, bytes])
    assert_type(Decode(tokenizer) >> Encode(tokenizer), Compose[TokenStream, TokenStream])
    assert_type(pair_counts(stream), dict[Pair, int])
    assert_type(merge(stream, most_frequent(pair_counts(stream)), TokenId(256)), TokenStream)


def refused(tokenizer: Tokenizer, stream: TokenStream) -> None:
    Encode(tokenizer)("text")  # type: ignore[arg-type]
    Decode(tokenizer)([1, 2])  # type: ignore[arg-type]
    Encode(tokenizer) >> Encode(tokenizer)  # type: ignore[operator]
    Pair(1, 2)  # type: ignore[arg-type]
    LearnMerges(512)  # type: ignore[arg-type]
    tokenizer.merges = ()  # type: ignore[misc]
    stream.ids = stream.ids  # type: ignore[misc]
    merge(stream, (97, 98), TokenId(256))  # type: ignore[arg-type]
