"""The models of a config: each name has a table of its own, with the sizes that it needs."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from ctml.models import Positions

VocabSize = Annotated[
    int,
    Meta(
        ge=1,
        le=65_536,
        description="How many tokens there are. 256: the bytes alone; each one more is a merge"
        " of byte-pair encoding, learned from the corpus.",
    ),
]


class Bigram(Struct, frozen=True, forbid_unknown_fields=True, tag="bigram", tag_field="name"):
    """A table: how likely each token is after each other one."""

    vocab_size: VocabSize = 256


class Mlp(Struct, frozen=True, forbid_unknown_fields=True, tag="mlp", tag_field="name"):
    """A few tokens are looked up, put side by side, and go through one hidden layer."""

    vocab_size: VocabSize = 256
    width: Annotated[int, Meta(ge=1, description="Numbers that describe one token.")] = 16
    hidden: Annotated[int, Meta(ge=1, description="Numbers in the hidden layer.")] = 128


class Transformer(
    Struct, frozen=True, forbid_unknown_fields=True, tag="transformer", tag_field="name"
):
    """Blocks of attention and feed-forward layers, one after the other."""

    vocab_size: VocabSize = 256
    width: Annotated[int, Meta(ge=1, description="Numbers that describe one place.")] = 64
    heads: Annotated[
        int, Meta(ge=1, description="How many heads look at the text; they divide the width.")
    ] = 4
    blocks: Annotated[int, Meta(ge=1, le=1000, description="How many blocks there are.")] = 2
    positions: Annotated[Positions, Meta(description="How a place is told.")] = Positions.LEARNED
    tied: Annotated[
        bool, Meta(description="Whether the embedding, turned around, is the readout as well.")
    ] = False
    dropout: Annotated[
        float, Meta(ge=0, lt=1, description="The share that is left out while training.")
    ] = 0.0


class ImageMlp(Struct, frozen=True, forbid_unknown_fields=True, tag="image-mlp", tag_field="name"):
    """A picture as one row of numbers, and one hidden layer."""

    hidden: Annotated[int, Meta(ge=1, description="Numbers in the hidden layer.")] = 64


class LeNet(Struct, frozen=True, forbid_unknown_fields=True, tag="lenet", tag_field="name"):
    """Small windows slide over a picture, twice; then one hidden layer."""

    hidden: Annotated[int, Meta(ge=1, description="Numbers in the hidden layer.")] = 64


TextModel: TypeAlias = Bigram | Mlp | Transformer
ImageModel: TypeAlias = ImageMlp | LeNet
Model: TypeAlias = TextModel | ImageModel

MODELS: dict[str, type[Model]] = {
    "bigram": Bigram,
    "mlp": Mlp,
    "transformer": Transformer,
    "image-mlp": ImageMlp,
    "lenet": LeNet,
}
"""The models by the names that a config calls them."""
