"""Enrolment: from a config to a pupil that is ready to learn, or to go on learning."""

import math
from dataclasses import dataclass
from typing import assert_never

from ctml.category import Morphism
from ctml.domain import LearningRate, StepCount
from ctml.errors import InvalidValueError, LostWorkerError
from ctml.models import Engine as CoreEngine
from ctml.models import (
    EngineState,
    LanguageModel,
    ReadableEngine,
    TrainingRule,
    bigram_entropy,
    start_engine,
)
from ctml.nn import Module
from ctml_runner.errors import ToolError
from ctml_runner.lab.config import (
    Bigram,
    ConfigFile,
    Engine,
    ImageMlp,
    ImageModel,
    LeNet,
    Mlp,
    TextModel,
    Training,
    Transformer,
)
from ctml_runner.lab.model import model_of, new_classifier, require_room
from ctml_runner.lab.training.loop import Plan
from ctml_runner.lab.training.messages import Begun
from ctml_runner.lab.training.picture_pupil import PicturePupil
from ctml_runner.lab.training.pictures import read_pictures
from ctml_runner.lab.training.rates import schedule
from ctml_runner.lab.training.rule import rule_of
from ctml_runner.lab.training.text_pupil import TextPupil
from ctml_runner.lab.training.texts import read_texts
from ctml_runner.lab.weights import Kept, with_weights


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
    training, split = file.config.training, texts.split
    model = model_of(file, told, texts.tokenizer.vocab_size)
    require_room(file, told, model.vocab.size)
    count = training.batch * training.context
    plan = _plan(training, len(split.training) / count)
    rates = _rates(file, plan)
    engine = _engine(file, model, kept)
    pupil = TextPupil(engine, texts, training, rates)
    begun = Begun(
        model=file.config.model_name,
        parameters=_parameters(pupil.state),
        engine="readable" if isinstance(engine, ReadableEngine) else "fused",
        corpus=texts.corpus.name,
        unit="tokens",
        count=len(split.training),
        validation_count=len(split.validation),
        kinds=model.vocab.size,
        step=pupil.taken,
        steps=plan.steps,
        count_a_step=count,
        guessing=math.log(model.vocab.size),
        entropy=bigram_entropy(split.training).value if isinstance(told, Bigram) else None,
        bytes_a_token=texts.bytes_a_token,
    )
    return Enrolled(pupil, plan, begun, texts.corpus.digest)


def _pictures(file: ConfigFile, told: ImageModel, kept: Kept | None) -> Enrolled:
    pictures, training = read_pictures(file), file.config.training
    split, kinds = pictures.split, pictures.images.classes
    model = new_classifier(file, told, pictures.images)
    plan = _plan(training, len(split.training) / training.batch)
    pupil = PicturePupil(model, pictures, training, _rates(file, plan), _state(file, model, kept))
    begun = Begun(
        model=file.config.model_name,
        parameters=_parameters(pupil.state),
        engine="readable",
        corpus=pictures.name,
        unit="pictures",
        count=len(split.training),
        validation_count=len(split.validation),
        kinds=kinds,
        step=pupil.taken,
        steps=plan.steps,
        count_a_step=training.batch,
        guessing=math.log(kinds),
        entropy=None,
        bytes_a_token=None,
    )
    return Enrolled(pupil, plan, begun, pictures.digest)


def _state(file: ConfigFile, model: Module, kept: Kept | None) -> EngineState | None:
    """Return where a training goes on; weights of another shape are refused by name."""
    if kept is None:
        return None
    with_weights(file, model, kept.state.arrays)
    return kept.state


def _plan(training: Training, steps_an_epoch: float) -> Plan:
    epochs = training.epochs or 0.0
    steps = training.steps or max(1, math.ceil(epochs * steps_an_epoch))
    return Plan(steps, training.log_every, training.sample_every)


def _rates(file: ConfigFile, plan: Plan) -> Morphism[StepCount, LearningRate]:
    try:
        return schedule(file.config.training, StepCount(plan.steps))
    except InvalidValueError as error:
        key = error.noun.rpartition(".")[2]
        raise file.wrong(
            f"[training] {key} can't be {error.given}; it needs {error.needed}",
            "training",
            key,
            next_step="change it, or the steps, or the learning_rate",
        ) from error


def _engine(file: ConfigFile, model: LanguageModel, kept: Kept | None) -> CoreEngine:
    training, state = file.config.training, _state(file, model, kept)
    rule = rule_of(training)
    match training.engine:
        case Engine.READABLE:
            return ReadableEngine(model, rule, state)
        case Engine.FUSED:
            return _fastest(file, model, rule, state)
        case _:
            assert_never(training.engine)


def _fastest(
    file: ConfigFile, model: LanguageModel, rule: TrainingRule, state: EngineState | None
) -> CoreEngine:
    try:
        return start_engine(model, rule, file.config.training.workers, state)
    except LostWorkerError as error:
        raise ToolError(
            f"{error}", where=file.file, next_step="write below [training]: workers = 1"
        ) from error


def _parameters(state: EngineState) -> int:
    return sum(array.size for array in state.arrays.values())
