"""Writing weights: the whole file or none of it, whatever happens meanwhile."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
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


def put_aside(path: Path) -> Path | None:
    """Keep a file that a new one will stand in for, under another name; None if there is none.

    Raises:
        OSError: it can't be renamed.
    """
    aside = path.with_name(f"{path.stem}.previous{path.suffix}")
    try:
        path.replace(aside)
    except FileNotFoundError:
        return None
    return aside


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
