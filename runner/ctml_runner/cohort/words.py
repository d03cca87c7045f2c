"""Numbers of things, and spans of time, in words."""

from datetime import timedelta


def told_span(span: timedelta) -> str:
    """Return a span of time in its largest unit: ``3 days``, ``2 hours``, ``1 minute``."""
    seconds = int(span.total_seconds())
    for unit, size in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            return counted(seconds // size, unit)
    return "less than a minute"


def counted(count: int, thing: str) -> str:
    """Return a number of things in words: ``1 mark``, ``2 marks``."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
