"""Pictures come from idx files or from scikit-learn; a damaged file is refused by its name."""

import gzip
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ctml.data import (
    BatchSize,
    ImageBatch,
    LabelledImages,
    Pixels,
    digits,
    in_order,
    mnist,
    read_idx,
)
from ctml.errors import DomainError, InvalidValueError, MissingPackageError

PIXELS = np.array([[[0, 51], [102, 255]], [[255, 0], [0, 0]]], dtype=np.uint8)
TWO = LabelledImages(PIXELS, [3, 9], brightest=255, classes=10)


def idx(array: Pixels) -> bytes:
    """Write the bytes as the format's description says."""
    head = bytes([0, 0, 8, array.ndim])
    return head + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.chdir(tmp_path)
    Path("images").write_bytes(gzip.compress(idx(PIXELS)))
    Path("labels").write_bytes(idx(np.array([3, 9], dtype=np.uint8)))
    return Path("images"), Path("labels")


def test_pictures_and_labels_are_read_packed_or_not(files: tuple[Path, Path]) -> None:
    assert mnist(*files) == TWO
    assert repr(mnist(*files)) == "LabelledImages(2 of 2 x 2, 10 classes)"


@given(arrays.arrays(np.uint8, arrays.array_shapes(max_dims=9, max_side=3)), st.booleans())
def test_any_array_of_bytes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, array: Pixels, packed: bool
) -> None:
    path = tmp_path_factory.mktemp("idx") / "file"
    path.write_bytes(gzip.compress(idx(array)) if packed else idx(array))
    again = read_idx(path)
    assert np.array_equal(again, array)
    assert not again.flags.writeable


def test_a_batch_goes_from_black_to_white() -> None:
    first, second = in_order(TWO, BatchSize(1))
    assert first == ImageBatch([[0, 0.2, 0.4, 1]], [3])
    assert second == ImageBatch([[1, 0, 0, 0]], [9])
    assert TWO.take([1, 0]) == ImageBatch([[1.0, 0, 0, 0], [0, 0.2, 0.4, 1.0]], [9, 3])


def test_white_is_the_brightest_that_a_pixel_can_be() -> None:
    pixels = np.array([[[0, 4, 16]]], dtype=np.uint8)
    images = LabelledImages(pixels, [1], brightest=16, classes=2)
    assert images.take([0]) == ImageBatch([[0, 0.25, 1.0]], [1])


def test_changing_the_array_it_was_made_of_leaves_it_alone() -> None:
    pixels = PIXELS.copy()
    images = LabelledImages(pixels, [3, 9], brightest=255, classes=10)
    pixels[:] = 0
    assert images == TWO


IDX = idx(PIXELS)
DAMAGED = {
    b"": "images refuses b'': it needs an idx file of bytes, which begins with 0, 0, 8 and 1 to 9 "
    "dimensions",
    IDX[:3]: r"images refuses b'\x00\x00\x08': it needs an idx file of bytes, which begins with "
    "0, 0, 8 and 1 to 9 dimensions",
    b"\0\0\x0d\3" + IDX[4:]: r"images refuses b'\x00\x00\r\x03': it needs an idx file of bytes, "
    "which begins with 0, 0, 8 and 1 to 9 dimensions",
    b"\0\0\x08\xff" + b"\0\0\0\1" * 255 + b"a": r"images refuses b'\x00\x00\x08\xff': it needs an "
    "idx file of bytes, which begins with 0, 0, 8 and 1 to 9 dimensions",
    IDX[:10]: "images refuses 6 bytes after the first four: it needs 12, for 3 dimensions",
    IDX[:-1]: "images refuses 7 bytes: it needs 8 bytes after its head, for shape (2, 2, 2)",
    IDX + b"a": "images refuses 9 bytes: it needs 8 bytes after its head, for shape (2, 2, 2)",
    idx(PIXELS[:0]): "images refuses shape (0, 2, 2): it needs at least one entry",
    idx(PIXELS[0]): "images refuses 2 dimensions: it needs 3: pictures [N, H, W]",
    idx(PIXELS[:1]): "labels refuses 2 labels: it needs 1, one for each picture of images",
    gzip.compress(IDX)[:-9]: "images refuses its content (Compressed file ended before the "
    "end-of-stream marker was reached): it needs a whole gzip file",
}


@pytest.mark.parametrize("content", DAMAGED, ids=list(map(str, range(len(DAMAGED)))))
def test_a_damaged_file_is_refused_by_its_name(content: bytes, files: tuple[Path, Path]) -> None:
    files[0].write_bytes(content)
    with pytest.raises(InvalidValueError) as caught:
        mnist(*files)
    assert str(caught.value) == DAMAGED[content]


@given(st.integers(0, 40), st.integers(0, 255))
def test_a_packed_file_with_a_wrong_byte_is_refused_or_unharmed(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int
) -> None:
    content = bytearray(gzip.compress(IDX, mtime=0))
    content[place % len(content)] = byte
    path = tmp_path_factory.mktemp("idx") / "file"
    path.write_bytes(content)
    assert read_or_refused(path) in {"read", str(path)}


def read_or_refused(path: Path) -> str:
    try:
        return "read" if np.array_equal(read_idx(path), PIXELS) else "misread"
    except InvalidValueError as error:
        return error.noun


def test_labels_that_are_no_digits_are_refused(files: tuple[Path, Path]) -> None:
    files[1].write_bytes(idx(np.array([3, 10], dtype=np.uint8)))
    with pytest.raises(InvalidValueError) as caught:
        mnist(*files)
    assert str(caught.value) == "labels refuses the label 10: it needs labels from 0 to 9"


def test_a_file_that_is_not_there_is_refused(files: tuple[Path, Path]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        mnist(files[0], Path("none"))
    needed = "it needs a file that can be read"
    assert str(caught.value) == f"read_idx refuses none (No such file or directory): {needed}"


def test_without_scikit_learn_the_digits_say_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(MissingPackageError) as caught:
        digits()
    assert str(caught.value) == (
        "digits refuses a Python without scikit-learn: "
        "it needs it; the command is: python -m pip install scikit-learn"
    )


def test_scikit_learns_digits_are_all_there() -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    images = digits()
    assert repr(images) == "LabelledImages(1797 of 8 x 8, 10 classes)"
    assert images.labels[:10].tolist() == list(range(10))
    assert images.pixels[0, 0].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert np.bincount(images.labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


REFUSED: dict[str, Callable[[], object]] = {
    "LabelledImages.pixels refuses [[[1]]]: it needs an array of bytes (uint8)": (
        lambda: LabelledImages([[[1]]], [0], 255, 10)  # type: ignore[arg-type]
    ),
    "LabelledImages.pixels refuses shape (2, 2): it needs pictures [N, H, W], not empty": (
        lambda: LabelledImages(PIXELS[0], [0], 255, 10)
    ),
    "LabelledImages.pixels refuses 255: it needs bytes of at most 16": (
        lambda: LabelledImages(PIXELS, [0, 1], 16, 10)
    ),
    "LabelledImages.labels refuses shape (1,): it needs shape (2,), one for each picture": (
        lambda: LabelledImages(PIXELS, [0], 255, 10)
    ),
    "LabelledImages.labels refuses 2: it needs labels from 0 to 1": (
        lambda: LabelledImages(PIXELS, [0, 2], 255, 2)
    ),
    "LabelledImages.brightest refuses 0: it needs a whole number of 1 or more": (
        lambda: LabelledImages(PIXELS, [0, 1], 0, 10)
    ),
    "LabelledImages.classes refuses '2' (str): it needs a whole number of 1 or more": (
        lambda: LabelledImages(PIXELS, [0, 1], 255, "2")  # type: ignore[arg-type]
    ),
    "LabelledImages refuses the place 2: it needs places from 0 to 1": lambda: TWO.take([2]),
    "ImageBatch.features refuses 1.5: it needs numbers from 0 to 1": (
        lambda: ImageBatch([[1.5]], [0])
    ),
    "ImageBatch.features refuses shape (1,): it needs a table [B, H · W], not empty": (
        lambda: ImageBatch([0.5], [0])
    ),
    "ImageBatch.labels refuses shape (2,): it needs shape (1,), one for each picture": (
        lambda: ImageBatch([[0.5]], [0, 1])
    ),
    "ImageBatch.labels refuses -1: it needs labels of 0 or more": lambda: ImageBatch([[0]], [-1]),
}


@pytest.mark.parametrize("says", REFUSED)
def test_what_is_no_picture_is_refused_by_name(says: str) -> None:
    with pytest.raises(DomainError) as caught:
        REFUSED[says]()
    assert str(caught.value) == says
