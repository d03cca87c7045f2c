"""Snippets that misuse arrows and what is built of them, each with what mypy says about it."""

ARROWS = {
    "a_stage_is_skipped": (
        """
        from ctml.domain import ModelDimension, Parameters, VocabSize
        from ctml.pipeline import Embedding, Softmax
        start = Parameters.deterministic(VocabSize(5), ModelDimension(4))
        Embedding(start) >> Softmax()
        """,
        'Unsupported operand types for >> ("Embedding" and "Softmax")  [operator]',
    ),
    "a_bare_function_does_not_compose": (
        """
        from ctml.domain import Distribution, Logits, ModelDimension, Parameters, VocabSize
        from ctml.pipeline import LinearToLogits, Softmax
        start = Parameters.deterministic(VocabSize(5), ModelDimension(4))
        def softmax(logits: Logits) -> Distribution:
            return Softmax()(logits)
        LinearToLogits(start) >> softmax
        """,
        (
            'Unsupported operand types for >> ("LinearToLogits" '
            'and "Callable[[Logits], Distribution]")  [operator]'
        ),
    ),
    "an_arrow_says_how_it_is_walked": (
        """
        from ctml.category import Morphism
        class Nowhere(Morphism[int, str]):
            pass
        Nowhere()
        """,
        (
            'Cannot instantiate abstract class "Nowhere" '
            'with abstract attribute "__call__"  [abstract]'
        ),
    ),
    "a_loss_is_no_place_to_step_on_from": (
        """
        from ctml.category import Morphism
        from ctml.domain import Loss, Parameters
        class TrainStep(Morphism[Parameters, Loss]):
            def __call__(self, parameters: Parameters, /) -> Loss:
                return Loss(0.0)
        def iterate(step: Morphism[Parameters, Parameters], times: int) -> None: ...
        iterate(TrainStep(), 3)
        """,
        (
            'Argument 1 to "iterate" has incompatible type "TrainStep"; '
            'expected "Morphism[Parameters, Parameters]"  [arg-type]'
        ),
    ),
    "the_states_step_is_read_only": (
        """
        from ctml.domain import StepCount
        from ctml.optim import AdamState
        def forget(state: AdamState) -> None:
            state.step = StepCount(0)
        """,
        'Property "step" defined in "AdamState" is read-only  [misc]',
    ),
    "items_of_another_type": (
        """
        from typing import TypeVar
        from ctml.category import Morphism
        from ctml.domain import Batch
        A = TypeVar("A")
        B = TypeVar("B")
        def fmap(arrow: Morphism[A, B], batch: Batch[A]) -> Batch[B]:
            return Batch(batch.items)
        """,
        (
            'Argument 1 to "Batch" has incompatible type "tuple[A, ...]"; '
            'expected "tuple[B, ...]"  [arg-type]'
        ),
    ),
    "a_family_for_one_type_only": (
        """
        from ctml.domain import Batch, Nothing, Option, Some
        from ctml.structure import BatchToOption
        def largest(batch: Batch[int], /) -> Option[int]:
            return Some(max(batch.items)) if batch.items else Nothing()
        pick: BatchToOption = largest
        """,
        (
            "Incompatible types in assignment (expression has type "
            '"Callable[[Batch[int]], Some[int] | Nothing]", variable has type "BatchToOption")'
            '  [assignment] / "BatchToOption.__call__" has type '
            '"Callable[[Batch[A]], Some[A] | Nothing]"'
        ),
    ),
    "a_monoid_without_its_empty": (
        """
        from ctml.domain import Trace
        from ctml.structure import fold
        class TraceMonoid:
            def combine(self, left: Trace[str], right: Trace[str], /) -> Trace[str]:
                return Trace(left.entries + right.entries)
        fold(TraceMonoid(), [Trace(["Embedding"])])
        """,
        (
            'Argument 1 to "fold" has incompatible type "TraceMonoid"; '
            'expected "Monoid[Trace[str]]"  [arg-type] / '
            '"TraceMonoid" is missing following "Monoid" protocol member: / '
            "    empty"
        ),
    ),
    "a_way_to_come_to_be_is_forgotten": (
        """
        from typing import assert_never
        from ctml.calculus import Given, OfOne, Origin
        def sources(origin: Origin) -> int:
            match origin:
                case Given():
                    return 0
                case OfOne():
                    return 1
                case _:
                    assert_never(origin)
        """,
        'Argument 1 to "assert_never" has incompatible type "OfTwo"; expected "Never"  [arg-type]',
    ),
    "a_constant_stays_what_it_is": (
        """
        from typing import Final
        BETA2: Final = 0.999
        def faster() -> None:
            global BETA2
            BETA2 = 0.9
        """,
        'Cannot assign to final name "BETA2"  [misc]',
    ),
    "positions_are_no_tokens": (
        """
        from ctml.attention import Matrix, Model, Row, Seq, Vocab
        def mean_over_vocabulary(table: Matrix[Vocab, Model]) -> Row[Model]:
            return table.column_sums()
        def mean(text: Matrix[Seq, Model]) -> Row[Model]:
            return mean_over_vocabulary(text)
        """,
        (
            'Argument 1 to "mean_over_vocabulary" has incompatible type "Matrix[Seq, Model]"; '
            'expected "Matrix[Vocab, Model]"  [arg-type]'
        ),
    ),
    "what_was_asked_of_the_chain_is_no_request": (
        """
        from typing import TypeVar
        from ctml.calculus import Learner
        P = TypeVar("P")
        A = TypeVar("A")
        B = TypeVar("B")
        C = TypeVar("C")
        def update_first(first: Learner[P, A, B], known: P, a: A, c: C) -> P:
            return first.update(known, a, c)
        """,
        ('Argument 3 to "update" of "Learner" has incompatible type "C"; expected "B"  [arg-type]'),
    ),
    "scores_need_a_transpose": (
        """
        from ctml.attention import Key, Query
        def scores(query: Query, key: Key) -> None:
            query.matrix @ key.matrix
        """,
        (
            "Unsupported operand types for @ "
            '("Matrix[Seq, HeadDim]" and "Matrix[Seq, HeadDim]")  [operator]'
        ),
    ),
    "a_residual_keeps_its_width": (
        """
        from ctml.attention import HeadDim, Matrix, Model, Seq
        def residual(wide: Matrix[Seq, Model], narrow: Matrix[Seq, HeadDim]) -> None:
            wide + narrow
        """,
        (
            "Unsupported operand types for + "
            '("Matrix[Seq, Model]" and "Matrix[Seq, HeadDim]")  [operator]'
        ),
    ),
    "a_key_is_no_query": (
        """
        from ctml.attention import AttentionScores, Key, Query, attention_scores
        def scores(key: Key) -> AttentionScores:
            return attention_scores(key, key)
        """,
        (
            'Argument 1 to "attention_scores" has incompatible type "Key"; '
            'expected "Query"  [arg-type]'
        ),
    ),
    "bare_booleans_have_no_polarity": (
        """
        from ctml.attention import AttentionScores, AttentionWeights, masked_softmax
        def weights(scores: AttentionScores, hidden: list[list[bool]]) -> AttentionWeights:
            return masked_softmax(scores, hidden)
        """,
        (
            'Argument 2 to "masked_softmax" has incompatible type "list[list[bool]]"; '
            'expected "AttentionMask"  [arg-type]'
        ),
    ),
    "a_readout_is_no_block": (
        """
        from ctml.attention import Hidden, Readout
        from ctml.category import Endomorphism
        def blocks(first: Endomorphism[Hidden]) -> None: ...
        def stack(readout: Readout) -> None:
            blocks(readout)
        """,
        (
            'Argument 1 to "blocks" has incompatible type "Readout"; '
            'expected "Morphism[Hidden, Hidden]"  [arg-type]'
        ),
    ),
}
