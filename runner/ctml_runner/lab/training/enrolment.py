"""Enrolment: from a config to a pupil that is ready to learn, or to go on learning."""

import math
from dataclasses import dataclass
from typing import assert_never

from ctml.category import Morphism
from ctml.domain import LearningRate, StepCount
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.models import (
    Engine as CoreEngine,
)
from ctml.models import (
    EngineState,
    LanguageModel,
    ReadableEngine,
    bigram_entropy,
    start_engine,
)
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import (
    Bigram,
    ConfigFile,
    Engine,
    ImageMlp,
    LeNet,
    Mlp,
    TextModel,
    Training,
    Transformer,
)
from ctml_runner.lab.model import model_of, new_classifier
from ctml_runner.lab.training.loop import Plan
from ctml_runner.lab.training.messages import Begun
from ctml_runner.lab.training.picture_pupil import PicturePupil
from ctml_runner.lab.training.pictures import read_pictures
from ctml_runner.lab.training.rates import schedule
from ctml_runner.lab.training.rule import rule_of
from ctml_runner.lab.training.text_pupil import TextPupil
from ctml_runner.lab.training.texts import Texts, read_texts
from ctml_runner.lab.weights import Kept


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Who learns, and what there is to say of it.

    Attributes:
        pupil: who learns.
        plan: how long.
        begun: what is told at the start.
        corpus: the SHA-256 of what is learned from.
    """

    pupil: TextPupil | PicturePupil
    plan: Plan
    begun: Begun
    corpus: str


def enrol(file: ConfigFile, kept: Kept | None) -> Enrolled:
    """Return a pupil that is ready for its next step.

    Args:
        file: the config.
        kept: where to go on; None begins anew.

    Raises:
        LearnerError: the config names nothing to learn from, sizes that don't fit together, or
            weights of another model.
    """
    model = file.config.model
    match model:
        case Bigram() | Mlp() | Transformer():
            return _text(file, model, kept)
        case ImageMlp() | LeNet():
            return _pictures(file, model, kept)
        case _:
            assert_never(model)


def _text(file: ConfigFile, told: TextModel, kept: Kept | None) -> Enrolled:
    texts = read_texts(file, told.vocab_size, kept.tokenizer if kept else None)
    training, vocab = file.config.training, texts.tokenizer.vocab_size
    model = model_of(file, told, vocab)
    tokens = training.batch * training.context
    plan = _plan(training, len(texts.split.training) / tokens)
    rates = _rates(file, plan)
    engine = _engine(file, model, kept.state if kept else None)
    pupil = TextPupil(engine, texts, training, rates)
    begun = Begun(
        model=file.config.model_name,
        parameters=_count(pupil.state),
        engine=type(engine).__name__,
        corpus=texts.corpus.name,
        tokens=len(texts.split.training),
        validation_tokens=len(texts.split.validation),
        vocab_size=vocab.size,
        step=pupil.taken,
        steps=plan.steps,
        tokens_a_step=tokens,
        guessing=math.log(vocab.size),
        entropy=_entropy(told, texts),
    )
    return Enrolled(pupil, plan, begun, texts.corpus.digest)


def _pictures(file: ConfigFile, told: ImageMlp | LeNet, kept: Kept | None) -> Enrolled:
    pictures, training = read_pictures(file), file.config.training
    model = new_classifier(file, told, pictures.images)
    plan = _plan(training, len(pictures.split.training) / training.batch)
    try:
        state = kept.state if kept else None
        pupil = PicturePupil(model, pictures, training, _rates(file, plan), state)
    except InvalidShapeError as error:
        raise wrong_shape(file, error) from error
    begun = Begun(
        model=file.config.model_name,
        parameters=_count(pupil.state),
        engine="ClassifierStep",
        corpus=pictures.name,
        tokens=len(pictures.split.training),
        validation_tokens=len(pictures.split.validation),
        vocab_size=pictures.images.classes,
        step=pupil.taken,
        steps=plan.steps,
        tokens_a_step=training.batch,
        guessing=math.log(pictures.images.classes),
        entropy=None,
    )
    return Enrolled(pupil, plan, begun, pictures.digest)


def _plan(training: Training, steps_an_epoch: float) -> Plan:
    epochs = training.epochs or 0.0
    steps = training.steps or max(1, math.ceil(epochs * steps_an_epoch))
    return Plan(steps, training.log_every, training.sample_every)


def _rates(file: ConfigFile, plan: Plan) -> Morphism[StepCount, LearningRate]:
    try:
        return schedule(file.config.training, StepCount(plan.steps))
    except InvalidValueError as error:
        raise file.wrong(
            f"[training] warmup can't be {error.given}: the training has {plan.steps} steps",
            "training",
            "warmup",
            next_step="a shorter warm-up, or more steps",
        ) from error


def _engine(file: ConfigFile, model: LanguageModel, state: EngineState | None) -> CoreEngine:
    training = file.config.training
    rule = rule_of(training)
    try:
        match training.engine:
            case Engine.READABLE:
                return ReadableEngine(model, rule, state)
            case Engine.FUSED:
                return start_engine(model, rule, training.workers, state)
            case _:
                assert_never(training.engine)
    except InvalidShapeError as error:
        raise wrong_shape(file, error) from error


def wrong_shape(file: ConfigFile, error: InvalidShapeError) -> LearnerError:
    """Return the error that weights belong to another model."""
    return LearnerError(
        f"these weights are of another model: {error.given}; the config needs {error.needed}",
        where=file.weights,
        next_step=f"{file.command()}   (trains anew; what is there is put aside)",
    )


def _entropy(told: TextModel, texts: Texts) -> float | None:
    return bigram_entropy(texts.split.training).value if isinstance(told, Bigram) else None


def _count(state: EngineState) -> int:
    return sum(array.size for array in state.arrays.values())
