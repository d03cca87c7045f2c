"""Byte-pair encoding on a megabyte of prose: learning merges, encoding, decoding."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from time import perf_counter

from benchmarks.figure import TOLD, Bound, Figure

from ctml.data import python_docs
from ctml.domain import StepCount
from ctml.tokenization import Decode, Encode, LearnMerges

_MERGES = 1000
_BYTES = 1_000_000
_FEW, _SHORT = 50, 50_000
"""What is also learned by hand, which would take hours on all of it."""


def figures(times: int) -> Iterator[Figure]:
    """Learn, encode and decode some times over; the text is Python's own topics, twice over."""
    text = (python_docs().utf8 * 3)[:_BYTES]
    learn = LearnMerges(StepCount(_MERGES))
    tokenizer = learn(text)
    encode, decode = Encode(tokenizer), Decode(tokenizer)
    stream = encode(text)
    took = [_seconds(lambda: learn(text)) for _ in range(times)]
    yield Figure("1,000 merges learned from 1 MB", "s", tuple(took), Bound(10))
    speeds = [_BYTES / 1e6 / _seconds(lambda: encode(text)) for _ in range(3 * times)]
    yield Figure("encoded with 1,000 merges", "MB/s", tuple(speeds), Bound(1, at_least=True))
    speeds = [_BYTES / 1e6 / _seconds(lambda: decode(stream)) for _ in range(3 * times)]
    yield Figure("decoded", "MB/s", tuple(speeds), TOLD)
    ratios = [_times_faster(text[:_SHORT]) for _ in range(times)]
    yield Figure("times faster than counting anew, 50 merges of 50 kB", "x", tuple(ratios), TOLD)


def _times_faster(text: bytes) -> float:
    """Return how often faster it is than by hand, one right after the other, with equal merges."""
    learn = LearnMerges(StepCount(_FEW))
    ours, by_hand = _seconds(lambda: learn(text)), _seconds(lambda: _learned(text, _FEW))
    assert [pair.indices for pair in learn(text).merges] == _learned(text, _FEW)
    return by_hand / ours


def _seconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


def _learned(text: bytes, count: int) -> list[tuple[int, int]]:
    """Count anew after every merge, as one would write it first."""
    row, merges = list(text), list[tuple[int, int]]()
    while len(merges) < count and (counts := Counter(pairwise(row))):
        merges.append(min(counts, key=lambda two: (-counts[two], two)))
        row = _merged(row, merges[-1], 255 + len(merges))
    return merges


def _merged(row: list[int], two: tuple[int, int], new: int) -> list[int]:
    after: list[int] = []
    place = 0
    while place < len(row):
        hit = tuple(row[place : place + 2]) == two
        after.append(new if hit else row[place])
        place += 2 if hit else 1
    return after
