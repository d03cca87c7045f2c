"""A time as an instructor types it."""

from datetime import datetime, time

from ctml_runner.cohort.plan.checking import YEARS
from ctml_runner.errors import InstructorError


def due_time(text: str, option: str) -> datetime:
    """Return the time that is meant: by the clock of this machine, unless it says a zone.

    A day alone means its last minute.

    Args:
        text: such as ``2026-12-15 23:59``.
        option: what it was typed for.

    Raises:
        InstructorError: it is no time.
    """
    moment = _moment(text.strip())
    if moment is None or moment.year not in YEARS:
        raise InstructorError(
            f"{text!r} is no time",
            next_step=f'{option} "2026-12-15 23:59", or with its zone: 2026-12-15T23:59+01:00',
        )
    return moment


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        if len(text) <= len("2026-12-15"):
            moment = datetime.combine(moment, time(23, 59))
        return moment.astimezone() if moment.tzinfo is None else moment
    except (ValueError, OverflowError):
        return None
