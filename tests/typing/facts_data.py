"""Facts about the types of the data: checked by mypy and pyright, never run."""

from collections.abc import Iterator
from pathlib import Path
from typing import assert_type

from ctml.category import Compose, Morphism, lift
from ctml.data import (
    BatchSize,
    Corpus,
    Draw,
    Examples,
    ImageBatch,
    LabelledImages,
    Seed,
    Split,
    WindowBatch,
    WindowLength,
    Windows,
    digits,
    file_corpus,
    in_order,
    mnist,
    own_words,
    shuffled,
    split_images,
    split_stream,
)
from ctml.domain import FloatArray, IntArray, StepCount, TokenStream


def targets_of(batch: WindowBatch) -> IntArray:
    """Stand for any arrow out of a batch of windows."""
    return batch.targets


def what_texts_are(path: Path) -> None:
    assert_type(file_corpus(path), Corpus)
    assert_type(own_words().utf8, bytes)
    assert_type(own_words().text, str)


def what_windows_are(windows: Windows, size: BatchSize, seed: Seed) -> None:
    examples: Examples[WindowBatch] = windows
    assert_type(examples.take([0]), WindowBatch)
    assert_type(shuffled(windows, size, seed, StepCount(0)), Iterator[WindowBatch])
    assert_type(Draw(windows, size, seed), Draw[WindowBatch])
    assert_type(Draw(windows, size, seed) >> lift(targets_of), Compose[StepCount, IntArray])


def what_images_are(images: LabelledImages, size: BatchSize, seed: Seed, path: Path) -> None:
    draw: Morphism[StepCount, ImageBatch] = Draw(images, size, seed)
    assert_type(draw(StepCount(0)).features, FloatArray)
    assert_type(in_order(images, size), Iterator[ImageBatch])
    assert_type(mnist(path, path), LabelledImages)
    assert_type(digits(), LabelledImages)


def what_splits_are(stream: TokenStream, images: LabelledImages) -> None:
    assert_type(split_stream(stream, 0.1), Split[TokenStream])
    assert_type(split_images(images, 0.1, Seed(1)).validation, LabelledImages)


def refused(stream: TokenStream, windows: Windows, images: LabelledImages, size: BatchSize) -> None:
    Windows(stream, 8)  # type: ignore[arg-type]
    Windows(b"text", WindowLength(8))  # type: ignore[arg-type]
    Draw(windows, size, 7)  # type: ignore[arg-type]
    Draw(images, size, Seed(7)) >> lift(targets_of)  # type: ignore[arg-type]
    in_order(stream, size)  # type: ignore[arg-type]
    split_stream(images, 0.1)  # type: ignore[arg-type]
    windows.length = WindowLength(9)  # type: ignore[misc]
