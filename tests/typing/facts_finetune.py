"""Facts about the types of fine-tuning: checked by mypy and pyright, never run."""

from collections.abc import Mapping
from typing import assert_type

from ctml.domain import AdamState, Err, NamedArrays, Ok, Product, Result, StepCount, TokenStream
from ctml.finetune import (
    Adapted,
    AnswerBatch,
    Answered,
    AnyArray,
    LossStep,
    Misfit,
    Preference,
    PreferenceBatch,
    Problem,
    Reference,
    RewardModel,
    adapted,
    answer_loss,
    dpo_loss,
    drift,
    fitted,
)
from ctml.models import LanguageModel, Transformer
from ctml.nn import Beginning, Eval, Train
from ctml.optim import Adam
from ctml.tensor import Tensor


def what_a_checkpoint_gives(model: Transformer, kept: Mapping[str, AnyArray]) -> None:
    result = fitted(model, kept)
    assert_type(result, Result[Transformer, Misfit])
    match result:
        case Ok(value=loaded):
            assert_type(loaded, Transformer)
        case Err(error=misfit):
            assert_type(misfit.problems, tuple[Problem, ...])


def what_adapting_keeps(model: Transformer, beginning: Beginning) -> None:
    tuned = adapted(model, ["blocks.0.attention.query"], 2, 4.0, beginning)
    assert_type(tuned, Adapted[Transformer])
    assert_type(tuned.base, Transformer)
    assert_type(tuned.merged(), Transformer)
    as_a_model: LanguageModel = tuned
    assert_type(as_a_model.arrays, NamedArrays)


def what_losses_are(
    policy: Transformer, reference: Reference, batch: PreferenceBatch, taste: RewardModel
) -> None:
    assert_type(answer_loss(policy, batch.chosen, Train((0,))), Tensor)
    assert_type(dpo_loss(policy, reference, batch, 0.1, Train((0,))), Tensor)
    assert_type(drift(policy, reference, batch.chosen, Eval()), Tensor)
    assert_type(taste.rewards(batch.chosen, Eval()), Tensor)
    assert_type(taste.loss(batch, Eval()), Tensor)
    assert_type(reference.log_probabilities(batch.chosen), Tensor)


def what_a_step_keeps(
    model: Transformer, reference: Reference, batch: PreferenceBatch, adam: Adam
) -> None:
    def loss(policy: Transformer, _taken: StepCount) -> Tensor:
        return dpo_loss(policy, reference, batch, 0.1, Train((0,)))

    step = LossStep(loss, adam)
    assert_type(step, LossStep[Transformer, AdamState])
    assert_type(step(Product(model, adam.start(model))), Product[Transformer, AdamState])


def refused_of_references(
    policy: Transformer, reference: Reference, batch: PreferenceBatch, adam: Adam
) -> None:
    adam.start(reference)  # type: ignore[arg-type]
    adam.step(Product(reference, adam.start(policy)), policy.arrays)  # type: ignore[type-var]
    dpo_loss(policy, policy, batch, 0.1, Eval())  # type: ignore[arg-type]
    dpo_loss(reference, reference, batch, 0.1, Eval())  # type: ignore[arg-type]
    drift(policy, policy, batch.chosen, Eval())  # type: ignore[arg-type]
    answer_loss(reference, batch.chosen, Eval())  # type: ignore[arg-type]
    reference.arrays  # type: ignore[attr-defined]
    RewardModel(reference, policy)  # type: ignore[arg-type]


def refused(
    policy: Transformer,
    reference: Reference,
    batch: PreferenceBatch,
    stream: TokenStream,
    kept: Mapping[str, AnyArray],
) -> None:
    dpo_loss(policy, reference, batch.chosen, 0.1, Eval())  # type: ignore[arg-type]
    answer_loss(policy, batch, Eval())  # type: ignore[arg-type]
    fitted(policy, kept).value  # type: ignore[union-attr]
    Answered(stream, "yes")  # type: ignore[arg-type]
    Preference(stream, stream)  # type: ignore[call-arg]
    AnswerBatch.of([stream])  # type: ignore[list-item]
