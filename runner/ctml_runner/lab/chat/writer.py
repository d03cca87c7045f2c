"""The writer: lets the model write in a thread of its own, so that keys are answered meanwhile."""

import threading
import time
from collections.abc import Callable
from itertools import islice

import numpy as np

from ctml.domain import TokenStream
from ctml.inference import Sampling
from ctml_runner.lab.model import Speaker, Written

_PACE = 0.02
"""Seconds between two tokens at the least: faster, nobody could see what they are chosen from."""


class Writer:
    """Writes one answer at a time.

    Args:
        speaker: the model.
        draw: where chance comes from.
        tell: called in the writer's thread with each token, and with None when it is done.
    """

    def __init__(
        self,
        speaker: Speaker,
        draw: np.random.Generator,
        tell: Callable[[Written | Exception | None], None],
    ) -> None:
        self._speaker = speaker
        self._draw = draw
        self._tell = tell
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def write(self, prompt: TokenStream, most: int, sampling: Callable[[], Sampling]) -> None:
        """Begin to write after a prompt.

        Args:
            prompt: at least one token.
            most: how many tokens to write.
            sampling: how each is chosen, asked anew for each.
        """
        self.stop()
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._work, args=(prompt, most, sampling, self._stop), daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop writing, and wait until it has."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _work(
        self,
        prompt: TokenStream,
        most: int,
        sampling: Callable[[], Sampling],
        stop: threading.Event,
    ) -> None:
        try:
            begun = time.monotonic()
            endless = self._speaker.goes_on(prompt, sampling, self._draw)
            for count, one in enumerate(islice(endless, most), 1):
                if stop.wait(max(begun + count * _PACE - time.monotonic(), 0)):
                    break
                self._tell(one)
        except Exception as error:  # noqa: BLE001  # raised again where the app was started
            self._tell(error)
        self._tell(None)
