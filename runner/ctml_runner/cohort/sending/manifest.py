"""The manifest of what is sent: who sends it, and what it was made from."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

Short = Annotated[str, Meta(max_length=200)]


class Manifest(Struct, frozen=True):
    """What a submission says of itself. All of it is the learner's claim.

    Attributes:
        learner: the id that the learner gave.
        name: the learner's name, for people.
        course: the version of the course that the workspace was made from, or brought up to.
        digest: the digest of all that course's files.
        sent: when it was written, by the learner's clock.
    """

    learner: Short
    name: Short
    course: Short
    digest: Short
    sent: Annotated[datetime, Meta(tz=True)]
