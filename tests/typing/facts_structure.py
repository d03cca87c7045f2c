"""Facts about functors, natural transformations and monoids: checked by mypy, never run."""

from typing import assert_type

from ctml.category import Compose, Endomorphism, lift
from ctml.domain import Batch, Logits, Nothing, Option, Some, Tally, TokenId, Trace, Vector
from ctml.pipeline import Embedding, LinearToLogits
from ctml.structure import (
    BatchToBatch,
    BatchToOption,
    EndomorphismMonoid,
    MapBatch,
    MapOption,
    Monoid,
    PipelineTrace,
    TallyMonoid,
    TraceMonoid,
    as_batch,
    first,
    fold,
    last,
    reverse,
    trace_of,
)


class ListMonoid:
    """It forgot what is empty."""

    def combine(self, left: list[int], right: list[int], /) -> list[int]:
        return left + right


def largest(batch: Batch[int], /) -> Option[int]:
    return Some(max(batch.items)) if batch.items else Nothing()


def what_mapping_gives(
    embed: Embedding, linear: LinearToLogits, tokens: Batch[TokenId], maybe: Option[TokenId]
) -> None:
    assert_type(MapBatch(embed), MapBatch[TokenId, Vector])
    assert_type(MapBatch(embed)(tokens), Batch[Vector])
    assert_type(MapOption(embed)(maybe), Some[Vector] | Nothing)
    assert_type(MapBatch(embed >> linear)(tokens), Batch[Logits])
    assert_type(MapBatch(embed) >> MapBatch(linear), Compose[Batch[TokenId], Batch[Logits]])


def what_families_are(tokens: Batch[TokenId], maybe: Option[TokenId]) -> None:
    pick: BatchToOption = first
    pick = last
    rearrange: BatchToBatch = reverse
    assert_type(pick(tokens), Some[TokenId] | Nothing)
    assert_type(rearrange(tokens), Batch[TokenId])
    assert_type(as_batch(maybe), Batch[TokenId])
    assert_type(pick(Batch((1,))), Some[int] | Nothing)


def what_monoids_give(embed: Embedding, double: Endomorphism[int], tallies: list[Tally]) -> None:
    assert_type(fold(TallyMonoid(), tallies), Tally)
    assert_type(fold(TallyMonoid(), tallies).mean, Some[float] | Nothing)
    assert_type(fold(TraceMonoid[str](), [trace_of(embed)]), Trace[str])
    assert_type(fold(EndomorphismMonoid[int](), [double]), Endomorphism[int])
    monoid: Monoid[PipelineTrace] = TraceMonoid[str]()
    assert_type(monoid.empty, Trace[str])


def what_is_covariant(batch: Batch[bool], some: Some[bool], trace: Trace[bool]) -> None:
    as_ints(batch, some, trace)


def as_ints(batch: Batch[int], some: Option[int], trace: Trace[int]) -> None:
    assert_type(batch.items, tuple[int, ...])
    assert_type(trace.entries, tuple[int, ...])
    assert_type(some, Some[int] | Nothing)


def refused(
    embed: Embedding, linear: LinearToLogits, tokens: Batch[TokenId], maybe: Option[TokenId]
) -> None:
    embed(tokens)  # type: ignore[arg-type]
    MapBatch(embed)(maybe)  # type: ignore[arg-type]
    MapBatch(linear)(tokens)  # type: ignore[arg-type]
    _ = MapBatch(embed) >> linear  # type: ignore[operator]
    _ = MapBatch(embed) >> MapOption(linear)  # type: ignore[operator]
    maybe.value  # type: ignore[union-attr]
    pick: BatchToOption = largest  # type: ignore[assignment]
    rearrange: BatchToBatch = first  # type: ignore[assignment]
    fold(ListMonoid(), [[1]])  # type: ignore[arg-type]
    fold(TallyMonoid(), [Trace([1])])  # type: ignore[misc]
    lift(first)(maybe)  # type: ignore[arg-type]
    Batch([1])  # type: ignore[arg-type]
    tokens.items = ()  # type: ignore[misc]
    pick(rearrange(tokens))
