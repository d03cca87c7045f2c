"""The zone that a class lives in: by its clocks the days that are a learner's own are counted."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONE_ALLOWED = 'the name of a zone, such as "Europe/Berlin", or "" for none'
"""What may be said of the zone, in words."""

_LOCAL = Path("/etc/localtime")


def is_zone(name: str) -> bool:
    """Whether a zone is called so here."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def local_zone() -> str:
    """Return the name of this machine's zone, or nothing where it has none that is known."""
    named = os.environ.get("TZ", "").removeprefix(":")
    named = named or os.path.realpath(_LOCAL).rpartition("zoneinfo/")[2]
    return named if is_zone(named) else ""
