"""The record of fingerprints: what the runner recognises misconceptions by."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from ctml_runner.authoring.finding import Finding
from ctml_runner.authoring.proof import Proof
from ctml_runner.authoring.sources import SOLUTIONS
from ctml_runner.teaching.misconceptions import dump_recorded

RECORD = PurePosixPath(SOLUTIONS, "fingerprints.json")


def recorded(proofs: Sequence[Proof]) -> str:
    """Return the record that these proofs make."""
    return dump_recorded({proof.entry.exercise.slug: proof.known for proof in proofs})


def record_is_current(root: Path, proofs: Sequence[Proof]) -> Iterator[Finding]:
    """The record on disk is the one that this check would write."""
    file = root / RECORD
    step = "ctml dev check --record"
    if not file.is_file():
        yield Finding(RECORD, 1, "the misconceptions' fingerprints are not recorded", step)
        return
    old, new = file.read_text(encoding="utf-8").splitlines(), recorded(proofs).splitlines()
    if old != new:
        same = next(
            (i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
            min(len(old), len(new)),
        )
        what = "the recorded fingerprints are not those of the course as it is"
        yield Finding(RECORD, min(same + 1, max(len(old), 1)), what, step)
