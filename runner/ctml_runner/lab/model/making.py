"""Making a model: the sizes of a config as those of the core, and a model that knows nothing."""

from typing import assert_never

from ctml.attention import BlockCount, HeadCount
from ctml.data import LabelledImages, WindowLength
from ctml.domain import ModelDimension, VocabSize
from ctml.errors import DomainError, InvalidValueError
from ctml.models import (
    BigramSizes,
    Classifier,
    ClassifierKind,
    LanguageModel,
    MlpSizes,
    ModelSizes,
    TransformerSizes,
    initial_model,
)
from ctml.nn import Beginning, Spread
from ctml.tensor import Precision
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import (
    Bigram,
    ConfigFile,
    ImageMlp,
    ImageModel,
    LeNet,
    Mlp,
    TextModel,
    Transformer,
)
from ctml_runner.lab.model.extent import (
    numbers_for_pictures,
    numbers_in_tables,
    require_extent,
)
from ctml_runner.lab.model.room import require_room_for_pictures


def sizes_of(model: TextModel, vocab: VocabSize, context: WindowLength) -> ModelSizes:
    """Return the sizes of a language model.

    Args:
        model: what the config says.
        vocab: how many tokens the tokenizer has.
        context: how many tokens the model sees at once.

    Raises:
        InvalidValueError: the sizes don't fit together.
    """
    match model:
        case Bigram():
            return BigramSizes(vocab, context)
        case Mlp(width=width, hidden=hidden):
            return MlpSizes(vocab, context, ModelDimension(width), hidden)
        case Transformer():
            return TransformerSizes(
                vocab,
                context,
                ModelDimension(model.width),
                HeadCount(model.heads),
                BlockCount(model.blocks),
                model.positions,
                model.tied,
                model.dropout,
            )
        case _:
            assert_never(model)


def model_of(file: ConfigFile, model: TextModel, vocab: VocabSize) -> LanguageModel:
    """Return a language model with random numbers, as a config has it.

    Raises:
        LearnerError: the sizes don't fit together, or make too large a model.
    """
    training = file.config.training
    context = training.context

    def numbers(one: TextModel) -> int:
        return numbers_in_tables(one, min(one.vocab_size, vocab.size), context)

    require_extent(file, model, numbers)
    try:
        sizes = sizes_of(model, vocab, WindowLength(context))
        beginning = Beginning.seeded(training.seed, Spread.XAVIER, Precision.SINGLE)
    except InvalidValueError as error:
        raise _unfit(file, error) from error
    return initial_model(sizes, beginning)


def new_classifier(file: ConfigFile, model: ImageModel, images: LabelledImages) -> Classifier:
    """Return a classifier with random numbers, as a config has it.

    Raises:
        LearnerError: the pictures are too small for it, or it would be too large a model,
            or too large a batch.
    """
    require_extent(file, model, lambda one: numbers_for_pictures(one, images))
    require_room_for_pictures(file, model, images)
    beginning = Beginning.seeded(file.config.training.seed, Spread.HE, Precision.SINGLE)
    try:
        return _kind(model).initial(images, model.hidden, beginning)
    except InvalidValueError as error:
        raise _unfit(file, error) from error


def _kind(model: ImageModel) -> ClassifierKind:
    match model:
        case ImageMlp():
            return ClassifierKind.MLP
        case LeNet():
            return ClassifierKind.LENET
        case _:
            assert_never(model)


def _unfit(file: ConfigFile, error: DomainError) -> LearnerError:
    key = error.noun.rpartition(".")[2]
    what = f"[model] {_sizes(file, error, key)}; it needs {error.needed}"
    return file.wrong(what, "model", key, next_step="change the sizes below [model]")


def _sizes(file: ConfigFile, error: DomainError, key: str) -> str:
    """Return which sizes don't fit, as the config calls them."""
    match file.config.model, key:
        case Transformer(width=width, heads=heads), "heads":
            return f"heads can't be {heads} where the width is {width}"
        case Transformer(width=width, heads=heads), "width":
            return f"width can't be {width} where heads is {heads}: {width // heads} for each head"
        case _:
            return f"{key} can't be that: {error.given}"
