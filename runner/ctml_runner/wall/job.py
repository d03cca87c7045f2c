"""What the trusted process is given to do, and what it tells."""

import msgspec

from ctml_runner.wall.checks import WalledChecks
from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.verdict import WallVerdict


class Job(msgspec.Struct, frozen=True):
    """Many parts of one exercise.

    Attributes:
        checks: the exercise's checks.
        parts: the parts.
        seed: what the laws' inputs are drawn from.
        limits: what each part may use.
        known: the facts by which misconceptions are known; of a failure no other is told.
    """

    checks: WalledChecks
    parts: tuple[str, ...]
    seed: int
    limits: PartLimits
    known: frozenset[str] = frozenset()


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What comes of it, a line at a time.

    Attributes:
        ready: the process is warm.
        verdict: what was judged next.
        lost: the next part's worker never came, not from a new zygote either.
        cannot_cross: why the checks can't be judged across a wall.
        no_box: why no worker can be started at all, and what to do.
        over: every part was judged.
    """

    ready: bool = False
    verdict: WallVerdict | None = None
    lost: bool = False
    cannot_cross: str = ""
    no_box: tuple[str, str] | None = None
    over: bool = False
