"""A text becomes windows, windows become batches, and nothing leaks from one part to the other."""

import copy
import pickle
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml import laws
from ctml.category import lift
from ctml.data import (
    BatchSize,
    Draw,
    LabelledImages,
    Seed,
    Split,
    WindowBatch,
    WindowLength,
    Windows,
    in_order,
    shuffled,
    split_images,
    split_stream,
)
from ctml.domain import IntArray, StepCount, TokenId, TokenSequence, TokenStream
from ctml.errors import DomainError

TEXT = TokenStream([4, 8, 15, 16, 23, 42])
THREES = Windows(TEXT, WindowLength(3))
SEED = Seed(7)


def images(count: int) -> LabelledImages:
    """Return pictures of one point, each as bright as its place."""
    pixels = np.arange(count, dtype=np.uint8).reshape(-1, 1, 1)
    return LabelledImages(pixels, [n % 3 for n in range(count)], brightest=255, classes=3)


def inputs_of(batch: WindowBatch) -> IntArray:
    return batch.inputs


def rows(batches: list[WindowBatch]) -> list[list[int]]:
    return [row for batch in batches for row in batch.inputs.tolist()]


def test_each_window_has_the_same_row_one_later_as_its_targets() -> None:
    want = WindowBatch(
        inputs=[[4, 8, 15], [8, 15, 16], [15, 16, 23]],
        targets=[[8, 15, 16], [15, 16, 23], [16, 23, 42]],
    )
    assert THREES.take([0, 1, 2]) == want
    assert want != WindowBatch(want.inputs, want.inputs)
    assert len(THREES) == 3
    assert THREES.take([2, 0]) == WindowBatch(
        [[15, 16, 23], [4, 8, 15]], [[16, 23, 42], [8, 15, 16]]
    )


def test_windows_side_by_side_ask_for_each_token_once() -> None:
    windows = Windows(TEXT, WindowLength(2), stride=2)
    assert windows.take(range(len(windows))) == WindowBatch([[4, 8], [15, 16]], [[8, 15], [16, 23]])


@given(st.integers(2, 40), st.integers(1, 9), st.integers(1, 9))
def test_windows_are_as_many_as_fit(count: int, length: int, stride: int) -> None:
    starts = [start for start in range(0, count, stride) if start + length < count]
    if starts:
        windows = Windows(TokenStream(range(count)), WindowLength(length), stride)
        batch = windows.take(range(len(windows)))
        assert batch.inputs[:, 0].tolist() == starts
        assert batch.targets[:, -1].tolist() == [start + length for start in starts]
    else:
        with pytest.raises(DomainError):
            Windows(TokenStream(range(count)), WindowLength(length), stride)


@given(st.integers(2, 40), st.integers(1, 9), st.integers(0, 3))
def test_a_shuffled_pass_shows_each_window_once(count: int, size: int, seed: int) -> None:
    windows = Windows(TokenStream(range(count)), WindowLength(1))
    batches = list(shuffled(windows, BatchSize(size), Seed(seed), StepCount(0)))
    assert sorted(rows(batches)) == [[n] for n in range(count - 1)]
    assert all(len(batch) == size for batch in batches[:-1])


def test_each_pass_and_each_seed_has_its_own_order_and_keeps_it() -> None:
    windows = Windows(TokenStream(range(50)), WindowLength(1))

    def order(seed: int, passes: int) -> list[list[int]]:
        return rows(list(shuffled(windows, BatchSize(8), Seed(seed), StepCount(passes))))

    first, second, other = order(1, 0), order(1, 1), order(2, 0)
    assert (first, second, other) == (order(1, 0), order(1, 1), order(2, 0))
    assert len({str(first), str(second), str(other), str(sorted(first))}) == 4


def test_in_order_the_last_batch_may_be_smaller() -> None:
    batches = list(in_order(THREES, BatchSize(2)))
    assert batches == [THREES.take([0, 1]), THREES.take([2])]


def test_the_batch_of_a_step_depends_on_seed_and_step_alone() -> None:
    draw = Draw(THREES, BatchSize(4), SEED)
    forward = [draw(StepCount(n)) for n in range(5)]
    resumed = [Draw(THREES, BatchSize(4), SEED)(StepCount(n)) for n in range(3, 5)]
    assert forward[3:] == resumed
    assert len(set(forward)) > 1
    assert Draw(THREES, BatchSize(4), Seed(8))(StepCount(0)) != forward[0]


def test_every_window_is_drawn_about_as_often() -> None:
    draw = Draw(THREES, BatchSize(100), SEED)
    seen = Counter(row[0] for row in rows([draw(StepCount(n)) for n in range(30)]))
    assert set(seen) == {4, 8, 15}
    assert all(900 < count < 1100 for count in seen.values())


def test_a_draw_is_an_arrow() -> None:
    draw = Draw(THREES, BatchSize(4), SEED)
    laws.walking_again(draw, StepCount(3)).check()
    laws.identity_before(draw, StepCount(3)).check()
    assert (draw >> lift(inputs_of)).name == "Draw >> inputs_of"


def test_the_end_of_a_text_is_for_validation() -> None:
    want = Split(TokenStream([4, 8, 15, 16]), TokenStream([23, 42]))
    assert split_stream(TEXT, 0.3) == want


@given(st.integers(2, 30), st.integers(0, 9))
def test_images_are_dealt_in_two_and_keep_their_labels(count: int, seed: int) -> None:
    both = split_images(images(count), 0.5, Seed(seed))
    parts = (both.training, both.validation)
    pixels = [part.pixels.ravel().tolist() for part in parts]
    assert sorted(pixels[0] + pixels[1]) == list(range(count))
    for part, shown in zip(parts, pixels, strict=True):
        assert part.labels.tolist() == [n % 3 for n in shown]
    assert both == split_images(images(count), 0.5, Seed(seed))


def test_images_are_shuffled_before_they_are_dealt() -> None:
    shown = split_images(images(30), 0.5, SEED).training.pixels.ravel().tolist()
    assert shown != sorted(shown)


def test_a_stream_and_a_sequence_say_the_same() -> None:
    sequence = TokenSequence(map(TokenId, [4, 8, 15, 16, 23, 42]))
    assert TokenStream.of(sequence) == TEXT
    assert TEXT.sequence() == sequence
    assert list(TEXT) == list(sequence)
    assert repr(TEXT) == "TokenStream([4, 8, 15, 16, 23, 42], 6 tokens)"


@pytest.mark.parametrize(
    "value", [TEXT, THREES, THREES.take([0]), images(3), images(3).take([1])], ids=repr
)
def test_a_copy_is_equal_and_as_read_only(value: object) -> None:
    for again in (copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value
        assert hash(again) == hash(value)
        for name in ("ids", "inputs", "targets", "pixels", "labels", "features"):
            array = getattr(again, name, None)
            assert array is None or not array.flags.writeable


REFUSED: dict[str, Callable[[], object]] = {
    "Windows refuses a text of 3 tokens: "
    "it needs 4 tokens or more, one window and what follows it": (
        lambda: Windows(TokenStream([1, 2, 3]), WindowLength(3))
    ),
    "Windows.stride refuses 0: it needs a whole number of 1 or more": (
        lambda: Windows(TEXT, WindowLength(3), 0)
    ),
    "Windows.length refuses 3 (int): it needs a WindowLength": (
        lambda: Windows(TEXT, 3)  # type: ignore[arg-type]
    ),
    "Windows.stream refuses [1, 2] (list): it needs a TokenStream": (
        lambda: Windows([1, 2], WindowLength(1))  # type: ignore[arg-type]
    ),
    "Windows refuses the place 3: it needs places from 0 to 2": lambda: THREES.take([0, 3]),
    "Windows refuses the place -1: it needs places from 0 to 2": lambda: THREES.take([-1]),
    "Windows refuses places of shape (0,): it needs one row, not empty": lambda: THREES.take([]),
    "WindowLength refuses 0: it needs a whole number of 1 or more": lambda: WindowLength(0),
    "BatchSize refuses True (bool): it needs a whole number of 1 or more": lambda: BatchSize(True),
    "Seed refuses -1: it needs a whole number of 0 or more": lambda: Seed(-1),
    "WindowBatch.targets refuses shape (1, 1): it needs shape (1, 2), that of the inputs": (
        lambda: WindowBatch([[1, 2]], [[1]])
    ),
    "WindowBatch.inputs refuses shape (2,): it needs a table [B, T], not empty": (
        lambda: WindowBatch([1, 2], [1, 2])
    ),
    "WindowBatch.inputs refuses -1: it needs token ids of 0 or more": (
        lambda: WindowBatch([[-1]], [[1]])
    ),
    "split_stream refuses the share 0 of 6: it needs a share that leaves something in both parts": (
        lambda: split_stream(TEXT, 0)
    ),
    "split_stream refuses the share 0.99 of 6: "
    "it needs a share that leaves something in both parts": lambda: split_stream(TEXT, 0.99),
    "split_stream refuses 1.0: it needs a number from 0 to below 1": (
        lambda: split_stream(TEXT, 1.0)
    ),
    "TokenStream refuses -1: it needs token ids of 0 or more": lambda: TokenStream([1, -1]),
    "TokenStream refuses shape (1, 1): it needs one row of token ids": lambda: TokenStream([[1]]),
    "TokenStream refuses [1.0]: it needs whole numbers of at most 64 bits": (
        lambda: TokenStream([1.0])  # type: ignore[arg-type]
    ),
    "TokenStream refuses [True]: it needs whole numbers of at most 64 bits": (
        lambda: TokenStream([True])
    ),
    "TokenStream refuses 'ab': it needs whole numbers of at most 64 bits": (
        lambda: TokenStream("ab")  # type: ignore[arg-type]
    ),
    "TokenStream refuses [[1], [1, 2]]: it needs whole numbers, in rows of one length": (
        lambda: TokenStream([[1], [1, 2]])
    ),
    "TokenStream refuses 7 (int): it needs TokenIds only": (
        lambda: TokenStream.of([TokenId(1), 7])  # type: ignore[list-item]
    ),
    "TokenStream refuses 7 (int): it needs values to go through": (
        lambda: TokenStream.of(7)  # type: ignore[arg-type]
    ),
    f"TokenStream refuses [{2**64}]: it needs whole numbers of at most 64 bits": (
        lambda: TokenStream.of([TokenId(2**64)])
    ),
    f"TokenStream refuses [{2**63}]: it needs whole numbers of at most 64 bits": (
        lambda: TokenStream([2**63])
    ),
    f"TokenStream refuses [{10**99}]: it needs whole numbers of at most 64 bits": (
        lambda: TokenStream([10**99])
    ),
}


@pytest.mark.parametrize("says", REFUSED)
def test_what_makes_no_window_is_refused_by_name(says: str) -> None:
    with pytest.raises(DomainError) as caught:
        REFUSED[says]()
    assert str(caught.value) == says
