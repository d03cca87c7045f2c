"""The cohort's seed: what the inputs of laws are drawn from, which no learner can know."""

import contextlib
import secrets

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.errors import InstructorError

_NAME = "seed"
_BITS = 63


def cohort_seed(folder: CohortFolder) -> int:
    """Return the cohort's own seed, made at the first call: all its learners meet the same inputs.

    Raises:
        InstructorError: it can't be written.
    """
    file = folder.hidden / _NAME
    try:
        folder.hidden.mkdir(exist_ok=True)
        with contextlib.suppress(FileNotFoundError, ValueError):
            return int(file.read_text(encoding="ascii"))
        file.touch(mode=0o600)
        file.write_text(str(secrets.randbits(_BITS)), encoding="ascii")
        return int(file.read_text(encoding="ascii"))
    except OSError as error:
        raise InstructorError(
            f"the cohort's seed can't be kept: {error.strerror}",
            where=file,
            next_step="make the cohort's folder yours to write",
        ) from error
