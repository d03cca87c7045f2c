"""Finding a demo by the name that somebody typed."""

from difflib import get_close_matches

from ctml.demo import Demo
from ctml.demo.contents import DEMOS
from ctml_runner.errors import LearnerError


def find_demo(name: str) -> Demo:
    """Return the demo that is meant by ``name``: ``token_sequence``, or ``token-sequence``.

    Raises:
        LearnerError: there is none of that name; the nearest one is told.
    """
    wanted = name.lower().replace("-", "_")
    by_name = {demo.name: demo for demo in DEMOS}
    if wanted in by_name:
        return by_name[wanted]
    near = [known for known in by_name if wanted and wanted in known]
    near = near or get_close_matches(wanted, by_name, n=1)
    raise LearnerError(
        f"no demo is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
        next_step="ctml demo --list",
    )
