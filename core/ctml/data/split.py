"""Split: one part to learn from, and one to be judged by."""

from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from ctml.data.amounts import Seed
from ctml.data.labelled_images import LabelledImages
from ctml.domain import TokenStream
from ctml.domain.finite_number import share_below_one
from ctml.errors import InvalidValueError

A_co = TypeVar("A_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Split(Generic[A_co]):
    """Two parts with nothing in common.

    Attributes:
        training: what the model learns from.
        validation: what it never sees while it learns.
    """

    training: A_co
    validation: A_co


def split_stream(stream: TokenStream, share: float) -> Split[TokenStream]:
    """Return the text cut in two; the end is for validation.

    It is cut once and not shuffled: windows overlap, so that a window drawn from the one part
    would be known from the other.

    Args:
        stream: the text, N tokens.
        share: how much of it is for validation, between 0 and 1: round(share · N) tokens.

    Raises:
        InvalidTypeError: the share is not a number.
        InvalidValueError: one of the two parts would be empty.
    """
    cut = _cut("split_stream", len(stream), share)
    return Split(TokenStream(stream.ids[:cut]), TokenStream(stream.ids[cut:]))


def split_images(images: LabelledImages, share: float, seed: Seed) -> Split[LabelledImages]:
    """Return the images dealt in two by chance, for they may be sorted by label.

    Args:
        images: N of them.
        share: how much of it is for validation, between 0 and 1: round(share · N) images.
        seed: where chance begins.

    Raises:
        InvalidTypeError: the share is not a number.
        InvalidValueError: one of the two parts would be empty.
    """
    cut = _cut("split_images", len(images), share)
    places = np.random.default_rng(seed.value).permutation(len(images))
    return Split(images.at(places[:cut]), images.at(places[cut:]))


def _cut(noun: str, count: int, share: float) -> int:
    cut = count - round(share_below_one(noun, share) * count)
    if not 0 < cut < count:
        needed = "a share that leaves something in both parts"
        raise InvalidValueError(noun, f"the share {share} of {count}", needed)
    return cut
