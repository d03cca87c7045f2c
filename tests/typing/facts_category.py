"""Facts about arrows and their composition: checked by mypy and pyright, never run."""

from typing import Never, assert_type

from ctml.category import AnyMorphism, Compose, Endomorphism, Identity, Morphism, iterate, lift
from ctml.domain import (
    Distribution,
    Err,
    Logits,
    Loss,
    Ok,
    Parameters,
    Result,
    StepCount,
    TokenId,
    Vector,
)
from ctml.pipeline import Embedding, LinearToLogits, Softmax


class TrainStep(Morphism[Parameters, Parameters]):
    """Stand for any endomorphism."""

    def __call__(self, parameters: Parameters, /) -> Parameters:
        return parameters


class LossOf(Morphism[Parameters, Loss]):
    """Stand for any arrow that ends elsewhere."""

    def __call__(self, parameters: Parameters, /) -> Loss:
        return Loss(0.0)


class Parse(Morphism[str, Ok[TokenId]]):
    """Stand for any arrow that promises more than it has to."""

    def __call__(self, text: str, /) -> Ok[TokenId]:
        return Ok(TokenId(len(text)))


class Report(Morphism[Result[TokenId, str], str]):
    """Stand for any arrow that takes more than it is asked to."""

    def __call__(self, result: Result[TokenId, str], /) -> str:
        return result.error if isinstance(result, Err) else "ok"


def softmax(logits: Logits) -> Distribution:
    return Softmax()(logits)


def what_composition_gives(embed: Embedding, linear: LinearToLogits, soft: Softmax) -> None:
    assert_type(embed >> linear, Compose[TokenId, Logits])
    assert_type(embed.then(linear), Compose[TokenId, Logits])
    assert_type(embed >> linear >> soft, Compose[TokenId, Distribution])
    assert_type(embed >> (linear >> soft), Compose[TokenId, Distribution])
    assert_type((embed >> linear)(TokenId(1)), Logits)
    assert_type(Compose(embed, linear), Compose[TokenId, Logits])
    assert_type((embed >> linear).name, str)
    assert_type((embed >> linear).stages, tuple[AnyMorphism, ...])


def what_the_identity_is(embed: Embedding) -> None:
    assert_type(Identity[TokenId]()(TokenId(1)), TokenId)
    assert_type(Identity[TokenId]() >> embed, Compose[TokenId, Vector])
    assert_type(embed >> Identity[Vector](), Compose[TokenId, Vector])


def a_bare_identity_knows_no_type_to_begin_at(embed: Embedding) -> None:
    lost: Compose[Never, Vector] = Identity() >> embed
    lost(TokenId(1))  # type: ignore[arg-type]


def what_iterating_gives(step: TrainStep, start: Parameters) -> None:
    endo: Endomorphism[Parameters] = step
    assert_type(iterate(step, StepCount(3)), Morphism[Parameters, Parameters])
    assert_type(iterate(endo, StepCount(3))(start), Parameters)
    assert_type(step >> iterate(step, StepCount(3)) >> LossOf(), Compose[Parameters, Loss])


def what_lifting_gives(linear: LinearToLogits) -> None:
    assert_type(lift(softmax), Morphism[Logits, Distribution])
    assert_type(linear >> lift(softmax), Compose[Vector, Distribution])


def an_arrow_may_promise_more_and_take_more_than_asked(parse: Parse, report: Report) -> None:
    assert_type(parse >> report, Compose[str, str])
    wider: Morphism[Ok[TokenId], str] = report
    promised: Morphism[str, Result[TokenId, str]] = parse
    assert_type(promised >> report, Compose[str, str])
    assert_type(parse >> wider, Compose[str, str])


def refused(embed: Embedding, linear: LinearToLogits, soft: Softmax) -> None:
    _ = embed >> soft  # type: ignore[operator]
    _ = soft >> linear  # type: ignore[operator]
    _ = linear >> softmax  # type: ignore[operator]
    _ = softmax >> linear  # type: ignore[operator]
    _ = embed >> LinearToLogits  # type: ignore[operator]
    _ = embed >> Identity[TokenId]()  # type: ignore[operator]
    embed.then(soft)  # type: ignore[arg-type]
    embed(1)  # type: ignore[arg-type]
    (embed >> linear)(Vector([1.0]))  # type: ignore[arg-type]
    iterate(LossOf(), StepCount(3))  # type: ignore[misc]
    iterate(TrainStep(), 3)  # type: ignore[arg-type]
    lift(Logits([1.0]))  # type: ignore[arg-type]
    Morphism()  # type: ignore[abstract]
    (embed >> linear).stages = ()  # type: ignore[misc]
    less: Morphism[str, TokenId] = Parse()  # type: ignore[assignment]
    softmax(less)  # type: ignore[arg-type]
