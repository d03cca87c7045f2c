"""The folder of each learner: it stays, whoever joins and however the roster is sorted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.form import RECEIVED
from ctml_runner.cohort.names import safe_name
from ctml_runner.cohort.roster.values import Learner


class _Account(msgspec.Struct):
    """Whose a submission is; the whole of the account is `cohort.received.Received`."""

    learner: str


def placed(learners: Sequence[Learner], folder: CohortFolder) -> tuple[Learner, ...]:
    """Return the learners, each with the name of their folder.

    Where ids differ by case alone, one keeps its name: whoever has a submission there, else the one
    in small letters, else the first by the alphabet. The order of the roster doesn't matter.

    Args:
        learners: by ids that are unique.
        folder: the cohort's, in which some may have a submission already.
    """
    count = Counter(one.id.casefold() for one in learners)

    def place(learner: str) -> tuple[bool, bool, bool, str]:
        folded = learner.casefold()
        holds = count[folded] > 1 and _holds(learner, folder)
        return not holds, safe_name(learner) != learner, learner != folded, learner

    taken: set[str] = set()
    names: dict[str, str] = {}
    for learner in sorted((one.id for one in learners), key=place):
        names[learner] = safe_name(learner, taken)
        taken.add(names[learner].casefold())
    return tuple(replace(one, folder=names[one.id]) for one in learners)


def _holds(learner: str, folder: CohortFolder) -> bool:
    """Whether the folder that is called as the learner holds what that learner sent."""
    try:
        told = (folder.submissions / safe_name(learner) / RECEIVED).read_bytes()
        return msgspec.json.decode(told, type=_Account).learner == learner
    except (OSError, ValueError):
        return False
