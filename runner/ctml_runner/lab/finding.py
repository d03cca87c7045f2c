"""Finding a demo by the name that somebody typed."""

from difflib import get_close_matches

from ctml.demo import Demo
from ctml.demo.contents import DEMOS
from ctml_runner.errors import LearnerError

_FEW = 2


def find_demo(name: str) -> Demo:
    """Return the demo that is meant by ``name``: ``token_sequence``, or ``token-sequence``.

    Raises:
        LearnerError: there is none of that name; the nearest is told.
    """
    wanted = name.lower().replace("-", "_")
    by_name = {demo.name: demo for demo in DEMOS}
    if wanted in by_name:
        return by_name[wanted]
    near = " or ".join(map(repr, _near(wanted, list(by_name))))
    raise LearnerError(
        f"no demo is called {name!r}" + (f"; did you mean {near}?" if near else ""),
        next_step="ctml demo --list",
    )


def _near(wanted: str, names: list[str]) -> list[str]:
    """Return the names that hold what was typed, if they are few; else the most similar one."""
    holding = [name for name in names if wanted in name]
    return holding if 0 < len(holding) <= _FEW else get_close_matches(wanted, names, n=1)
