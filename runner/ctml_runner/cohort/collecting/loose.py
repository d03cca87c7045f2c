"""Exercises' files that lie about, as some systems hand them out: ``ada_4711_01_save_me.py``."""

import re
from collections.abc import Iterable

_NUMBERS = re.compile(r"(?:[_-](?:\d+|late))+$", re.IGNORECASE)


class Loose:
    """How such names are read.

    Args:
        slugs: the exercises of the class.
    """

    def __init__(self, slugs: Iterable[str]) -> None:
        longest_first = sorted(slugs, key=len, reverse=True)
        exercise = rf"(?:\d\d_)?({'|'.join(map(re.escape, longest_first))})"
        self._exercise = re.compile(rf"{exercise}\.py")
        self._owned = re.compile(rf"(.+?)[_-]{exercise}(?:-\d+)?\.py")

    def is_exercise(self, name: str) -> bool:
        """Whether a file of that name is an exercise's, and says of nobody whose."""
        return self._exercise.fullmatch(name) is not None

    def split(self, name: str) -> tuple[str, str] | None:
        """Return what comes before an exercise's name, without numbers, and its slug.

        Returns None if it is no exercise's file, or nothing comes before.
        """
        found = self._owned.fullmatch(name)
        if found is None or self.is_exercise(name):
            return None
        return _NUMBERS.sub("", found[1]), found[2]
