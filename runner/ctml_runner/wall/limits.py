"""What a part may use, and what may be said over the pipe."""

from dataclasses import dataclass
from typing import Final, Protocol

MESSAGE: Final = 8 << 20
"""Bytes of the longest message."""
DEPTH: Final = 24
"""How deep a value may be nested."""
BITS: Final = 512
"""Bits of the largest whole number."""
KEYS: Final = 4096
"""Keys of all dicts in one message: keys that collide cost the square of their number."""
DIMENSIONS: Final = 8
"""Sides of an array."""
ITEMS: Final = 4096
"""How many items are taken out of a learner's object that can be gone through."""
NESTED: Final = 40
"""Calls that wait for each other, from one side to the other and back."""
ASKED: Final = 50_000
"""Questions in one test."""
SAID: Final = 64 << 20
"""Bytes that a worker may say in one test."""
ATTEMPTS: Final = 2
"""How often a part is tried of which only the wall's own processes tell nothing."""


class Limits(Protocol):
    """What one part may use; ``ctml_runner.cohort.plan`` reads it from a cohort's plan."""

    @property
    def seconds(self) -> float:
        """Seconds of one test; a whole part has twice as many."""

    @property
    def memory_mib(self) -> int:
        """MiB that the worker may take beyond what it begins with."""

    @property
    def processes(self) -> int:
        """Processes and threads."""

    @property
    def files_mib(self) -> int:
        """MiB of one file that is written."""


@dataclass(frozen=True, slots=True)
class PartLimits:
    """The usual limits, for parts that are trusted or of which no plan says anything else."""

    seconds: float = 10.0
    memory_mib: int = 1024
    processes: int = 64
    files_mib: int = 16
