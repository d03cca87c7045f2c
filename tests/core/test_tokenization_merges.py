"""Pairs are counted, merged and learned as five readable lines would do it."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctml.domain import StepCount, TokenId, TokenStream
from ctml.errors import InvalidTypeError, InvalidValueError
from ctml.tokenization import (
    Encode,
    LearnMerges,
    Pair,
    Tokenizer,
    merge,
    most_frequent,
    pair_counts,
)

ids = st.lists(st.integers(0, 3), max_size=30)
texts = st.text("ab c", max_size=60).map(str.encode) | st.binary(max_size=60)


def pair(left: int, right: int) -> Pair:
    return Pair(TokenId(left), TokenId(right))


def plain(tokenizer: Tokenizer) -> list[tuple[int, int]]:
    return [one.indices for one in tokenizer.merges]


def merged(row: list[int], two: tuple[int, int], new: int) -> list[int]:
    """Go from left to right, as one would with a pencil."""
    after: list[int] = []
    while row:
        hit = tuple(row[:2]) == two
        after, row = [*after, new if hit else row[0]], row[2 if hit else 1 :]
    return after


def learned(text: bytes, count: int) -> tuple[list[tuple[int, int]], list[list[int]]]:
    """Count anew after every merge: the reference that the fast way is held to."""
    rows, merges = [list(text)], list[tuple[int, int]]()
    while len(merges) < count and (counts := Counter(pairwise(rows[-1]))):
        merges.append(min(counts, key=lambda two: (-counts[two], two)))
        rows.append(merged(rows[-1], merges[-1], 255 + len(merges)))
    return merges, rows


@given(ids)
def test_pairs_are_counted_as_counter_and_pairwise_count_them(row: list[int]) -> None:
    counts = {two.indices: count for two, count in pair_counts(TokenStream(row)).items()}
    assert counts == Counter(pairwise(row))


@given(ids, st.integers(0, 3), st.integers(0, 3))
@example([1, 1, 1, 0, 1, 1, 1, 1], 1, 1)
def test_a_merge_goes_from_left_to_right(row: list[int], left: int, right: int) -> None:
    after = merge(TokenStream(row), pair(left, right), TokenId(9))
    assert after == TokenStream(merged(row, (left, right), 9))


def test_of_overlapping_pairs_the_left_one_is_merged() -> None:
    three, four = TokenStream(list(b"aaa")), TokenStream(list(b"aaaa"))
    assert merge(three, pair(97, 97), TokenId(256)) == TokenStream([256, 97])
    assert merge(four, pair(97, 97), TokenId(256)) == TokenStream([256, 256])


def test_a_merge_leaves_the_stream_before_it_alone() -> None:
    before = TokenStream([1, 1])
    merge(before, pair(1, 1), TokenId(2))
    assert before == TokenStream([1, 1])


def test_of_equally_frequent_pairs_the_smallest_is_chosen() -> None:
    assert most_frequent({pair(2, 1): 3, pair(1, 9): 3, pair(1, 8): 3, pair(0, 0): 2}) == pair(1, 8)


def test_three_merges_of_aaab() -> None:
    text = b"aaab"
    rows = [Encode(LearnMerges(StepCount(n))(text))(text).ids.tolist() for n in (1, 2, 3)]
    assert rows == [[256, 97, 98], [256, 257], [258]]


def test_the_cat_is_one_token_after_fifteen_merges() -> None:
    text = b"the cat sat on the mat"
    lengths = [len(Encode(LearnMerges(StepCount(n))(text))(text)) for n in range(16)]
    assert lengths == [22, 19, 17, 15, 13, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_learning_ends_when_nothing_is_left_to_merge() -> None:
    assert len(LearnMerges(StepCount(99))(b"the cat sat on the mat").merges) == 15
    assert LearnMerges(StepCount(9))(b"a") == LearnMerges(StepCount(9))(b"") == Tokenizer()


@given(texts, st.integers(0, 12))
@example(b"aaaaaaaaabaaaaaaaaaa", 12)
@example(b"abababab", 3)
@example(b"ababba", 9)
def test_the_fast_way_learns_and_encodes_as_the_readable_one(text: bytes, count: int) -> None:
    merges, rows = learned(text, count)
    tokenizer = LearnMerges(StepCount(count))(text)
    assert plain(tokenizer) == merges
    assert Encode(tokenizer)(text).ids.tolist() == rows[-1]


def test_prose_is_learned_alike_over_many_merges() -> None:
    text = " ".join(f"the {n} cats sat where {n * n} mats were" for n in range(40)).encode()
    assert plain(LearnMerges(StepCount(120))(text)) == learned(text, 120)[0]


def test_what_can_not_be_merged_is_refused_by_name() -> None:
    with pytest.raises(InvalidTypeError) as no_token:
        Pair(TokenId(1), 2)  # type: ignore[arg-type]
    assert str(no_token.value) == "Pair.right refuses 2 (int): it needs a TokenId"
    with pytest.raises(InvalidValueError) as no_pair:
        most_frequent({})
    assert str(no_pair.value) == "most_frequent refuses no pair: it needs at least one pair"
    for stream, new in ((TokenStream([2**31]), 5), (TokenStream([1]), 2**31)):
        with pytest.raises(InvalidValueError, match="merge refuses the token id 2147483648: "):
            merge(stream, pair(1, 1), TokenId(new))
    with pytest.raises(InvalidTypeError, match=r"LearnMerges refuses 'text' \(str\): "):
        LearnMerges(StepCount(1))("text")  # type: ignore[arg-type]
