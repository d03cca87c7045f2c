"""What `grade` says of files that are not what was collected: whose, which, and the way out."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.form import PARTS
from ctml_runner.cohort.grading.work import Altered
from ctml_runner.cohort.received import submission
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.commands.cohort.telling import MOST
from ctml_runner.screen.lines import encode


def tell_altered(folder: CohortFolder, altered: Sequence[Altered], *, as_json: bool) -> None:
    """Tell of each file that is not graded because it is not what was collected.

    Args:
        folder: the cohort's.
        altered: whose files.
        as_json: one object a file on the output, in place of lines on the error stream.
    """
    if as_json:
        for one in altered:
            _as_json(one)
        return
    for one in altered[:MOST]:
        parts = submission(folder, one.learner).relative_to(folder.root) / PARTS
        for slug, how in one.files.items():
            name = shown(one.learner.id)
            print(f"{name}: {parts / slug}.py {how.value}; it is not graded", file=sys.stderr)
        print(f"  next:  ctml cohort collect {way_back(one)}", file=sys.stderr)
    if len(altered) > MOST:
        print(f"and so are files of {len(altered) - MOST} more learners", file=sys.stderr)


def _as_json(altered: Altered) -> None:
    for slug, how in altered.files.items():
        told: dict[str, object] = {
            "event": "altered",
            "learner": altered.learner.id,
            "exercise": slug,
            "what": how.name.lower(),
        }
        print(encode(told), flush=True)


def way_back(altered: Altered) -> str:
    """Return what to collect again: where it came from, as far as that is still there."""
    if altered.received is None:
        return "FOLDER   (the one that their work came from)"
    source = altered.received.origin(next(iter(altered.files)))
    exact = Path(source)
    if exact.exists():
        return f"{shlex.quote(source)} --as {shlex.quote(altered.learner.id)}"
    repository = Path(source.partition(" (branch ")[0])
    around = [repository, exact.parent, *filter(Path.is_file, exact.parents)]
    near = next((str(place) for place in around if exact.is_absolute() and place.exists()), "")
    return shlex.quote(near) if near else f"FOLDER   (it came from {shown(source, 200)})"
