"""The account that is kept of a submission: what came, when, from which course, what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from ctml_runner.cohort.collecting.dating import Dating
from ctml_runner.cohort.collecting.parcel import Parcel
from ctml_runner.cohort.collecting.taking import Taken
from ctml_runner.cohort.received import Received
from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.course.compose import digest_of
from ctml_runner.course.workspace.record import CourseRecord


@dataclass(frozen=True, slots=True)
class Accounting:
    """How such accounts are kept.

    Attributes:
        dating: tells when things came.
        handed: the course that was handed out.
    """

    dating: Dating
    handed: CourseRecord

    def account(self, learner: Learner, parcel: Parcel, taken: Taken) -> Received:
        """Return what is known of a submission, by itself.

        Args:
            learner: whose it is.
            parcel: where it was found.
            taken: what was taken of it.
        """
        each = self.dating.each(parcel, taken)
        return Received(
            learner=learner.id,
            source=shown(parcel.where, 300),
            sent=self.dating.sent(parcel, taken),
            collected=self.dating.now,
            course=shown(taken.course.course),
            files={slug: digest_of(data) for slug, data in taken.parts.items()},
            problems=(*taken.problems, *self._about(taken.course)),
            claimed=taken.manifest.sent if taken.manifest else None,
            since=each,
            last=each,
        )

    def _about(self, made: CourseRecord) -> Iterator[str]:
        if made.digest and self.handed.digest and made != self.handed:
            yield (
                f"it was made from another course ({_called(made)}) than the one handed out"
                f" ({_called(self.handed)}); what the learner wrote counts, under our checks"
            )


def _called(record: CourseRecord) -> str:
    return f"{shown(record.course) or 'of no version'}, {shown(record.digest, 9)}"
