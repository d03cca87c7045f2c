"""The log: one JSON object a line beside the weights, from which every curve is drawn."""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from ctml_runner.lab.training.messages import Begun, Ended, Message, Noted, Sampled, to_object
from ctml_runner.screen.lines import encode


def log_path(weights: Path) -> Path:
    """Return where the log of a training stands."""
    return weights.with_suffix(".jsonl")


def failed_log_path(weights: Path) -> Path:
    """Return where the log of a training stands that failed, and had another's to make room for."""
    return weights.with_suffix(".failed.jsonl")


@dataclass(slots=True)
class Log:
    """Writes what is worth keeping; what can't be written now is written with the next line.

    Attributes:
        path: where it stands.
    """

    path: Path
    _waiting: list[str] = field(default_factory=list)

    def keep(self, message: Message) -> None:
        """Write a message down, if it is one to keep."""
        if isinstance(message, Begun | Noted | Sampled | Ended):
            self._waiting.append(encode(to_object(message)) + "\n")
            with contextlib.suppress(OSError):  # a full disk: the weights say so
                with self.path.open("a", encoding="utf-8") as file:
                    file.write("".join(self._waiting))
                self._waiting.clear()
