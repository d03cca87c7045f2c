"""Reading weights: whatever is wrong with the file is told, and nothing is made of half of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from safetensors import SafetensorError, safe_open

from ctml.domain import AdamState, NamedArrays, StepCount
from ctml.errors import DomainError
from ctml.models import EngineState
from ctml.tensor import Array
from ctml.tokenization import Tokenizer, from_text
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import Config
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
    metadata, arrays = reader.content()
    reader.require_form(metadata)
    try:
        return _kept(metadata, arrays)
    except (KeyError, ValueError, TypeError, DomainError, msgspec.MsgspecError) as error:
        raise reader.damaged(_told(error)) from error


@dataclass(frozen=True, slots=True)
class _Reader:
    path: Path
    train: str

    def content(self) -> tuple[Mapping[str, str], dict[str, Array]]:
        """Return what the file says of itself, and its arrays."""
        try:
            with safe_open(self.path, framework="numpy") as file:
                metadata: Mapping[str, str] = file.metadata() or {}
                return metadata, {name: np.asarray(file.get_tensor(name)) for name in file.keys()}  # noqa: SIM118  # it is no mapping
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

    def require_form(self, metadata: Mapping[str, str]) -> None:
        """Refuse weights that are not ours, or that a newer ctml wrote."""
        found = metadata.get(form.FORM_KEY)
        if found is None:
            raise LearnerError(
                "these weights are not of ctml: the file doesn't say how they were trained",
                where=self.path,
                next_step="choose another [weights] path, and train there",
            )
        if found != form.FORM:
            written = metadata.get(form.VERSION_KEY, "?")
            raise LearnerError(
                f"these weights were written by a newer ctml, {written}",
                where=self.path,
                next_step="pip install --upgrade ctml   (in a checkout: git pull)",
            )


def _kept(metadata: Mapping[str, str], arrays: dict[str, Array]) -> Kept:
    first, second = _part(arrays, form.FIRST), _part(arrays, form.SECOND)
    memory = AdamState(StepCount(int(metadata[form.STEP_KEY])), first, second)
    learned = {name: one for name, one in arrays.items() if not name.startswith("adamw.")}
    return Kept(
        EngineState(_named(learned), memory),
        msgspec.json.decode(metadata[form.CONFIG_KEY], type=Config),
        _tokenizer(metadata[form.TOKENIZER_KEY]),
        metadata[form.CORPUS_KEY],
        msgspec.json.decode(metadata[form.LOSSES_KEY], type=tuple[float, ...]),
    )


def _part(arrays: dict[str, Array], prefix: str) -> NamedArrays:
    found = {name: one for name, one in arrays.items() if name.startswith(prefix)}
    return _named({name.removeprefix(prefix): one for name, one in found.items()})


def _named(arrays: dict[str, Array]) -> NamedArrays:
    return NamedArrays({name: array.astype(np.float64) for name, array in arrays.items()})


def _tokenizer(text: str) -> Tokenizer | None:
    return from_text(text, "its tokenizer") if text else None


def _told(error: Exception) -> str:
    match error:
        case KeyError():
            return f"it has no {error.args[0]!r}"
        case _:
            return str(error)
