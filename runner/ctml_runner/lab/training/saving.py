"""Saving: when the weights are written, and what happens if they can't be."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ctml_runner.lab.config import Config
from ctml_runner.lab.training.pupil import Pupil
from ctml_runner.lab.weights import Kept, write_weights

_PATIENCE = 20
"""How many times as long as a save took nothing is saved: it costs a twentieth at most."""


@dataclass(slots=True)
class Saving:
    """Keeps the weights of a training on the disk.

    Attributes:
        path: where they are.
        config: what the training was told.
        corpus: the SHA-256 of what is learned from.
        clock: tells seconds.
        saved: the step that the file on the disk is of; None before the first save.
    """

    path: Path
    config: Config
    corpus: str
    clock: Callable[[], float] = time.monotonic
    saved: int | None = None
    _free_from: float = field(default=0.0)

    def at_note(self, pupil: Pupil) -> None:
        """Save, unless the last time was just now.

        Raises:
            OSError: it can't be written; what stood there is as it was.
        """
        if self.clock() >= self._free_from:
            self.now(pupil)

    def now(self, pupil: Pupil, since: tuple[float, ...] = ()) -> None:
        """Save what the pupil has learned.

        Args:
            pupil: who learns.
            since: the losses since the last note.

        Raises:
            OSError: it can't be written; what stood there is as it was.
        """
        if self.saved == pupil.taken:
            return
        begun = self.clock()
        kept = Kept(pupil.state, self.config, pupil.tokenizer, self.corpus, since)
        write_weights(self.path, kept)
        self.saved = pupil.taken
        now = self.clock()
        self._free_from = now + _PATIENCE * (now - begun)
