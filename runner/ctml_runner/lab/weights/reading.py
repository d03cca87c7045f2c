"""Reading weights: whatever is wrong with the file is told, and nothing is made of half of it."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from safetensors import SafetensorError, safe_open

from ctml.domain import AdamState, NamedArrays, StepCount
from ctml.errors import DomainError
from ctml.models import EngineState
from ctml.tensor import Array
from ctml.tokenization import from_text
from ctml_runner.errors import LearnerError
from ctml_runner.lab.weights import form
from ctml_runner.lab.weights.kept import Kept


def read_weights(path: Path, train: str) -> Kept:
    """Return what a file of weights holds.

    Args:
        path: the file.
        train: the command that makes it.

    Raises:
        LearnerError: it isn't there, is damaged, is not of ctml or of a newer one.
    """
    if not path.exists():
        raise LearnerError("there are no weights yet", where=path, next_step=train)
    reader = _Reader(path, train)
    about, arrays = reader.content()
    reader.require_form(about)
    try:
        return _kept(msgspec.json.decode(about, type=form.About), arrays)
    except (DomainError, msgspec.MsgspecError) as error:
        raise reader.damaged(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Reader:
    path: Path
    train: str

    def content(self) -> tuple[str, dict[str, Array]]:
        """Return what the file says of itself, and its arrays."""
        try:
            with safe_open(self.path, framework="numpy") as file:
                about = (file.metadata() or {}).get(form.KEY, "")
                names = list(file.keys())
                return about, {name: np.asarray(file.get_tensor(name)) for name in names}
        except SafetensorError as error:
            raise self.damaged(str(error)) from error
        except OSError as error:
            raise LearnerError(
                f"the weights can't be read: {error.strerror or error}",
                where=self.path,
                next_step="make the file readable, or choose another [weights] path",
            ) from error

    def damaged(self, why: str) -> LearnerError:
        """Return the error that the file is not whole."""
        return LearnerError(
            f"these weights are damaged or no safetensors file: {why}",
            where=self.path,
            next_step=f"{self.train}   (trains anew; what is there is put aside)",
        )

    def require_form(self, about: str) -> None:
        """Refuse weights that are not ours, or that a newer ctml wrote."""
        if not about:
            raise LearnerError(
                "these weights are not of ctml: the file doesn't say how they were trained",
                where=self.path,
                next_step="choose another [weights] path, and train there",
            )
        try:
            head = msgspec.json.decode(about, type=form.Head)
        except msgspec.MsgspecError as error:
            raise self.damaged(str(error)) from error
        if head.form > form.FORM:
            raise LearnerError(
                f"these weights were written by a newer ctml, {head.version}",
                where=self.path,
                next_step="pip install --upgrade ctml   (in a checkout: git pull)",
            )


def _kept(about: form.About, arrays: dict[str, Array]) -> Kept:
    first, second = _part(arrays, form.FIRST), _part(arrays, form.SECOND)
    memory = AdamState(StepCount(about.step), first, second)
    learned = {name: one for name, one in arrays.items() if not name.startswith("adamw.")}
    tokenizer = None if about.tokenizer is None else from_text(about.tokenizer, "its tokenizer")
    state = EngineState(_named(learned), memory)
    return Kept(state, about.config, tokenizer, about.corpus_digest, about.losses)


def _part(arrays: dict[str, Array], prefix: str) -> NamedArrays:
    found = {name: one for name, one in arrays.items() if name.startswith(prefix)}
    return _named({name.removeprefix(prefix): one for name, one in found.items()})


def _named(arrays: dict[str, Array]) -> NamedArrays:
    return NamedArrays({name: array.astype(np.float64) for name, array in arrays.items()})
