"""The box that a worker is confined to, as the wall sees it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol


class Box(Protocol):
    """Turns a command into one that runs confined; ``wall/sandbox/`` has the kinds there are."""

    @property
    def level(self) -> int:
        """How far it confines: 0 not at all; 2 and more with processes of its own to see."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The whole environment of the confined process."""

    def command(
        self, argv: Sequence[str], *, readable: Sequence[Path], folder: Path
    ) -> Sequence[str]:
        """Return the command that runs `argv` confined.

        Descriptor 0 stays what it is: the wall's socket. Every process of it dies with it.

        Args:
            argv: the command.
            readable: what it may read beside the interpreter and its libraries.
            folder: an empty folder to work in.
        """
