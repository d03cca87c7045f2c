"""Writing weights: the whole file or none of it, whatever happens meanwhile."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from itertools import count
from pathlib import Path

import msgspec
import numpy as np
from safetensors.numpy import save

from ctml.domain import FloatArray
from ctml.tensor import Array
from ctml.tokenization import to_text
from ctml_runner.course.placing import place
from ctml_runner.lab.config import Config
from ctml_runner.lab.weights import form
from ctml_runner.lab.weights.kept import Kept


def write_weights(path: Path, kept: Kept) -> None:
    """Put the weights in the place of what was there.

    Raises:
        OSError: it can't be written; what stood there is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    place(path, save(dict(_arrays(kept)), _metadata(kept)))


def put_aside(path: Path, *others: Path) -> Path | None:
    """Keep a file that a new one will stand in for, under a name that no file has yet.

    Args:
        path: the file; if there is none, nothing happens.
        others: files that belong to it, where they are there; they get the same ending.

    Returns:
        Where the file is now; None if there was none.

    Raises:
        OSError: it can't be renamed.
    """
    if not path.exists():
        return None
    number = next(n for n in count(1) if not _aside(path, n).exists())
    for one in (*others, path):
        if one.exists():
            one.replace(_aside(one, number))
    return _aside(path, number)


def put_back(aside: Path, path: Path, *others: Path) -> None:
    """Undo what ``put_aside`` did.

    Args:
        aside: what that returned.
        path: the file that is to be there again.
        others: files that belong to it.

    Raises:
        OSError: it can't be renamed.
    """
    ending = aside.stem.removeprefix(path.stem)
    for one in (*others, path):
        kept = one.with_name(f"{one.stem}{ending}{one.suffix}")
        if kept.exists():
            kept.replace(one)


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.previous-{number}{path.suffix}")


def config_digest(config: Config) -> str:
    """Return the SHA-256 of what a config says."""
    return hashlib.sha256(msgspec.json.encode(config, order="deterministic")).hexdigest()


def _arrays(kept: Kept) -> Iterator[tuple[str, Array]]:
    memory = kept.state.memory
    parts = (("", kept.state.arrays), (form.FIRST, memory.first), (form.SECOND, memory.second))
    for prefix, arrays in parts:
        for name, array in arrays.items():
            yield prefix + name, _short(array)


def _short(array: FloatArray) -> Array:
    """Return an array in 32 bits if that loses nothing, else as it is."""
    with np.errstate(over="ignore", under="ignore"):
        short = array.astype(np.float32)
    return short if np.array_equal(short, array) else np.ascontiguousarray(array)


def _metadata(kept: Kept) -> dict[str, str]:
    about = form.About(
        form=form.FORM,
        version=version("ctml"),
        step=kept.step,
        config=kept.config,
        config_digest=config_digest(kept.config),
        corpus_digest=kept.corpus,
        tokenizer=None if kept.tokenizer is None else to_text(kept.tokenizer),
        losses=kept.losses,
    )
    return {form.KEY: msgspec.json.encode(about).decode()}
