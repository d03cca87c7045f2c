"""Facts about the types of models: checked by mypy and pyright, never run."""

from typing import assert_never, assert_type

from ctml.category import Compose, Morphism, lift
from ctml.data import Draw, ImageBatch, LabelledImages, WindowBatch, WindowLength
from ctml.domain import (
    AdamState,
    IntArray,
    Loss,
    ModelDimension,
    NamedArrays,
    Product,
    TokenStream,
    VocabSize,
)
from ctml.models import (
    Bigram,
    BigramSizes,
    Classifier,
    ClassifierKind,
    ClassifierStep,
    ImageMlp,
    LanguageModel,
    LeNet,
    Mlp,
    MlpSizes,
    ModelName,
    ModelSizes,
    TransformerSizes,
    bigram_entropy,
    counted_bigram,
    initial_model,
    name_of,
)
from ctml.nn import Beginning, Eval, Train
from ctml.optim import Adam, Trainable
from ctml.tensor import Tensor


def shape_of(scores: Tensor) -> tuple[int, ...]:
    """Stand for any arrow out of scores."""
    return scores.shape


def what_a_language_model_is(model: LanguageModel, tokens: IntArray, batch: WindowBatch) -> None:
    arrow: Morphism[IntArray, Tensor] = model
    assert_type(arrow(tokens), Tensor)
    assert_type(model >> lift(shape_of), Compose[IntArray, tuple[int, ...]])
    assert_type(model.scores(tokens, Train((1,))), Tensor)
    assert_type(model.loss(batch, Eval()), Tensor)
    assert_type(model.vocab, VocabSize)
    assert_type(model.context, WindowLength)
    trained: Trainable = model
    assert_type(trained.arrays, NamedArrays)


def what_a_new_model_is(sizes: ModelSizes, small: BigramSizes, beginning: Beginning) -> None:
    assert_type(initial_model(sizes, beginning), LanguageModel)
    assert_type(Bigram.initial(small, beginning), Bigram)
    assert_type(Bigram.initial(small, beginning).without_gradient(), Bigram)
    assert_type(name_of(sizes), ModelName)


def what_counting_gives(stream: TokenStream, vocab: VocabSize, context: WindowLength) -> None:
    assert_type(bigram_entropy(stream), Loss)
    assert_type(counted_bigram(stream, vocab, context, 0.5), Bigram)


def what_a_classifier_is(images: LabelledImages, beginning: Beginning, batch: ImageBatch) -> None:
    made = ClassifierKind.MLP.initial(images, 32, beginning)
    assert_type(made, Classifier)
    assert_type(made(batch), Tensor)
    assert_type(made.accuracy(images), float)
    assert_type(LeNet.initial(images, 32, beginning), LeNet)


def what_a_step_keeps(model: ImageMlp, draw: Draw[ImageBatch], adam: Adam) -> None:
    step = ClassifierStep[ImageMlp, AdamState](draw, adam)
    now = Product(model, adam.start(model))
    assert_type(step(now), Product[ImageMlp, AdamState])
    assert_type(step(now).first, ImageMlp)


def told(name: ModelName) -> str:
    match name:
        case ModelName.BIGRAM:
            return "the last token"
        case ModelName.MLP:
            return "a window"
        case ModelName.TRANSFORMER:
            return "all that it chooses to look at"
        case _:
            assert_never(name)


def forgotten(sizes: ModelSizes) -> str:
    match sizes:
        case BigramSizes() | TransformerSizes():
            return "known"
        case _:
            assert_never(sizes)  # type: ignore[arg-type]


def refused_of_sizes(sizes: BigramSizes, beginning: Beginning) -> None:
    Mlp.initial(sizes, beginning)  # type: ignore[arg-type]
    BigramSizes(256, WindowLength(8))  # type: ignore[arg-type]
    MlpSizes(VocabSize(5), WindowLength(3), ModelDimension(4), "wide")  # type: ignore[arg-type]


def refused(
    model: LanguageModel, tokens: IntArray, images: LabelledImages, batch: ImageBatch, adam: Adam
) -> None:
    model.scores(tokens)  # type: ignore[call-arg]
    model.loss(batch, Eval())  # type: ignore[arg-type]
    model.vocab = VocabSize(3)  # type: ignore[misc]
    LanguageModel()  # type: ignore[abstract]
    ClassifierKind.MLP.initial(batch, 8, Beginning.seeded(0))  # type: ignore[arg-type]
    model >> lift(images.take)  # type: ignore[arg-type]
    ClassifierStep[ImageMlp, AdamState](lift(images.take), adam)  # type: ignore[arg-type]
    bigram_entropy(tokens)  # type: ignore[arg-type]
