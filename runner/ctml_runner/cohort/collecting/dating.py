"""When a submission came: what lateness is told by (docs/decisions/0019)."""

from dataclasses import dataclass
from datetime import datetime

from ctml_runner.cohort.collecting.parcel import Parcel
from ctml_runner.cohort.collecting.taking import Taken


@dataclass(frozen=True, slots=True)
class Dating:
    """How it is told when a submission came.

    Attributes:
        came: when everything came, by the instructor's own word; None if files tell.
        believe: whether the submission is believed about when it was sent.
        now: when it is collected; nothing came later than that.
    """

    came: datetime | None
    believe: bool
    now: datetime

    def sent(self, parcel: Parcel, taken: Taken) -> datetime:
        """Return when the submission came.

        The instructor's word goes first; then, only on request, what the submission says of
        itself; then the time of the file that it came as, or of the newest file that was taken.
        """
        told = self.came or self._claim(taken) or parcel.came or taken.moment or self.now
        return min(told, self.now)

    @property
    def is_asked(self) -> bool:
        """Whether the instructor asks for other times than those that files tell."""
        return self.believe or self.came is not None

    def each(self, parcel: Parcel, taken: Taken) -> dict[str, datetime]:
        """Return when each exercise's file came: by itself, where they came one by one."""
        whole = self.sent(parcel, taken)
        apart = taken.moments if parcel.apart and self.came is None else {}
        return {slug: min(apart.get(slug, whole), self.now) for slug in taken.parts}

    def _claim(self, taken: Taken) -> datetime | None:
        return taken.manifest.sent if self.believe and taken.manifest is not None else None
