"""When a submission came: what lateness is told by (docs/decisions/0019)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ctml_runner.cohort.collecting.parcel import Parcel
from ctml_runner.cohort.collecting.taking import Taken
from ctml_runner.cohort.received import Received


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

    def since(
        self, before: Received | None, files: Mapping[str, str], sent: datetime
    ) -> dict[str, datetime]:
        """Return when each file, as it is, first came: sending it again makes nothing later.

        Args:
            before: what is known of the submission before, if there was one.
            files: the digests of what came now.
            sent: when it came.
        """
        if before is None or self.came is not None:
            return dict.fromkeys(files, sent)
        same = {slug for slug, digest in files.items() if before.files.get(slug) == digest}
        return {slug: min(sent, before.came(slug)) if slug in same else sent for slug in files}

    def _claim(self, taken: Taken) -> datetime | None:
        return taken.manifest.sent if self.believe and taken.manifest is not None else None
