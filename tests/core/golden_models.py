"""What models and the losses of fine-tuning are compared in with PyTorch."""

from collections.abc import Mapping

import numpy as np
from tests.core.golden_graph import At, Graph, of_module
from tests.core.golden_layers import BEGINNING, IDS, NEXT, VOCAB, WIDTH

from ctml.attention import BlockCount, HeadCount
from ctml.data import ImageBatch, WindowBatch, WindowLength
from ctml.domain import ModelDimension, TokenStream
from ctml.finetune import (
    AnswerBatch,
    Answered,
    LowRank,
    Preference,
    PreferenceBatch,
    Reference,
    RewardModel,
    answer_loss,
    bradley_terry_loss,
    dpo_loss,
    drift,
)
from ctml.models import (
    Bigram,
    BigramSizes,
    ImageMlp,
    LanguageModel,
    LeNet,
    Mlp,
    MlpSizes,
    Positions,
    Transformer,
    TransformerSizes,
)
from ctml.nn import (
    Conv2d,
    Linear,
    Train,
)
from ctml.tensor import (
    Tensor,
)

LABELS = np.array([2, 0])


def stream(*ids: int) -> TokenStream:
    return TokenStream(ids)


ANSWERS = AnswerBatch.of(
    [Answered(stream(1, 2), stream(3, 4)), Answered(stream(5), stream(0, 3, 1, 2))]
)
PREFERENCES = PreferenceBatch.of(
    [
        Preference(stream(1, 2), stream(3, 4), stream(0)),
        Preference(stream(5), stream(2), stream(0, 4, 1)),
    ]
)


def loss_of(model: LanguageModel) -> Tensor:
    return model.loss(WindowBatch(IDS, NEXT), Train((0,)))


def bigram(table: Tensor) -> Bigram:
    return Bigram(BigramSizes(VOCAB, CONTEXT), table)


def pictures(side: int) -> ImageBatch:
    return ImageBatch(np.arange(2 * side * side).reshape(2, -1) % 7 / 6, LABELS)


def dpo(at: At) -> Tensor:
    reference = Reference(bigram(at["reference"]))
    return dpo_loss(bigram(at["policy"]), reference, PREFERENCES, 0.3, Train((0,)))


def drifted(at: At) -> Tensor:
    return drift(bigram(at["policy"]), Reference(bigram(at["reference"])), ANSWERS, Train((0,)))


def low_rank(at: At) -> Tensor:
    return LowRank(at["a"], at["b"], 6.0).added_to(at["table"])


CONTEXT = WindowLength(5)
MLP = Mlp.initial(MlpSizes(VOCAB, CONTEXT, ModelDimension(3), 4), BEGINNING)
LENET = LeNet(
    Conv2d.initial(1, 2, 3, BEGINNING, padding=1),
    Conv2d.initial(2, 3, 3, BEGINNING, padding=1),
    Linear.initial(3, 4, BEGINNING),
    Linear.initial(4, 3, BEGINNING),
    4,
    4,
)
IMAGE_MLP = ImageMlp(Linear.initial(16, 4, BEGINNING), Linear.initial(4, 3, BEGINNING))


def transformer(positions: Positions, *, tied: bool) -> Transformer:
    sizes = TransformerSizes(VOCAB, CONTEXT, WIDTH, HeadCount(2), BlockCount(2), positions, tied)
    return Transformer.initial(sizes, BEGINNING)


SQUARE = {"policy": (6, 6), "reference": (6, 6), "upstream": ()}

MODELS: Mapping[str, Graph] = {
    "model_bigram": Graph(
        {"table": (6, 6), "upstream": ()}, lambda at: loss_of(bigram(at["table"]))
    ),
    "model_mlp": of_module(MLP, loss_of),
    "model_transformer": of_module(transformer(Positions.LEARNED, tied=False), loss_of),
    "model_transformer_rotary": of_module(transformer(Positions.ROTARY, tied=True), loss_of),
    "model_image_mlp": of_module(IMAGE_MLP, lambda one: one.loss(pictures(4))),
    "model_lenet": of_module(LENET, lambda one: one.loss(pictures(4))),
    "tuned_answers": of_module(MLP, lambda one: answer_loss(one, ANSWERS, Train((0,)))),
    "tuned_low_rank": Graph(
        {"table": (4, 3), "a": (4, 2), "b": (2, 3), "upstream": (4, 3)}, low_rank
    ),
    "tuned_bradley_terry": Graph(
        {"chosen": (4,), "rejected": (4,), "upstream": ()},
        lambda at: bradley_terry_loss(at["chosen"], at["rejected"]),
    ),
    "tuned_reward": of_module(
        RewardModel.initial(MLP, BEGINNING), lambda one: one.loss(PREFERENCES, Train((0,)))
    ),
    "tuned_dpo": Graph(SQUARE, dpo),
    "tuned_drift": Graph(SQUARE, drifted),
}
