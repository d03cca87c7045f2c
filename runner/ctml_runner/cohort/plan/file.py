"""The keys of ``cohort.toml``, declared once: what each means, and what it may be."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct


class Worth(Struct, frozen=True, forbid_unknown_fields=True):
    """What an exercise is worth, written out."""

    points: Annotated[int, Meta(ge=0, le=10_000)]
    must: bool = True


Points = Annotated[int, Meta(ge=0, le=10_000)]


class Grading(Struct, frozen=True, forbid_unknown_fields=True):
    """What a learner's code may use while it is graded, and how safe the place must be."""

    least_level: Annotated[
        int,
        Meta(
            ge=0,
            le=3,
            description="The weakest sandbox to grade in. 3: a container or a virtual machine."
            " 2: bubblewrap. 1: Landlock. 0: only limits, for code that you trust.",
        ),
    ] = 2
    seconds: Annotated[
        float,
        Meta(
            gt=0,
            le=3600,
            description="Time for one test, in seconds; all tests of an exercise have twice that.",
        ),
    ] = 10.0
    memory_mib: Annotated[
        int, Meta(ge=64, le=4096, description="Memory of all its processes, in MiB.")
    ] = 1024
    processes: Annotated[int, Meta(ge=1, le=4096, description="Processes at once.")] = 64
    files_mib: Annotated[int, Meta(ge=0, le=64, description="Each file it writes, in MiB.")] = 16


class Stuck(Struct, frozen=True, forbid_unknown_fields=True):
    """When a learner counts as stuck on an exercise."""

    attempts: Annotated[
        int, Meta(ge=1, le=10_000, description="After so many saves without a pass.")
    ] = 8
    hours: Annotated[
        float, Meta(gt=0, le=10_000, description="Or so many hours of work without a pass.")
    ] = 2.0


class Top(Struct, frozen=True):
    """What concerns the class as a whole."""

    name: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=200,
            pattern=r"^[^\x00-\x1f\x7f]*$",
            description="The class, for people.",
        ),
    ]
    course: Annotated[
        str, Meta(description="The version of ctml that this plan was made with.")
    ] = ""
    due: Annotated[
        datetime | None,
        Meta(description="When it is to be handed in, with the time zone. Leave it out for never."),
    ] = None
    zone: Annotated[
        str,
        Meta(
            description='Where the class is, such as "Europe/Berlin". The extra_days of a learner'
            " end there at the hour of due, also when clocks change. Empty: a day has 24 hours."
        ),
    ] = ""
    grace_minutes: Annotated[
        float, Meta(ge=0, le=525_600, description="How many minutes later is not late yet.")
    ] = 0.0
    late: Annotated[
        str,
        Meta(
            description='What late work earns: "zero" (points by hand alone), "full", or less'
            ' for each day that has begun, such as "10% a day".'
        ),
    ] = "zero"
    any_order: Annotated[
        bool, Meta(description="Whether exercises may be opened in any order.")
    ] = False
    solutions: Annotated[
        str,
        Meta(
            description='When learners see solutions: "after-pass", "never",'
            ' or "after 17:30" (after a pass, and for everyone from then on).'
        ),
    ] = "after-pass"
    share: Annotated[
        str,
        Meta(
            max_length=1000,
            description="A folder that everybody in the room can write to, such as a network"
            " drive: the watch copies journals there, never code, and `ctml cohort status --watch`"
            " shows from it who is stuck now. Empty: none.",
        ),
    ] = ""
    workshop: Annotated[bool, Meta(description="Whether this is one workshop in a room.")] = False
