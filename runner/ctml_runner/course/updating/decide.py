"""What becomes of one file: decided from its base, what it holds, and the newer text."""

import ast
import warnings
from dataclasses import dataclass

from ctml_runner.course.updating.merge import merge
from ctml_runner.course.updating.page import Page, plain, read_page
from ctml_runner.course.updating.report import How


@dataclass(frozen=True, slots=True)
class Stay:
    """Nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Put:
    """The file becomes `data`."""

    data: bytes
    how: How


@dataclass(frozen=True, slots=True)
class Aside:
    """The learner's text stays, and the newer one is put beside it.

    Attributes:
        data: what the file becomes: the learner's part and the newer checks, if they are new.
    """

    data: bytes | None


Decision = Stay | Put | Aside


def decide_file(base: bytes | None, mine: bytes | None, theirs: bytes) -> Decision:
    """Decide about a lesson or settings: ours if untouched, else the newer one goes beside it.

    Args:
        base: the text as it was shipped; None if an older ctml did not keep it.
        mine: what the file holds; None if it is missing.
        theirs: the newer text.
    """
    if mine is None:
        return Put(theirs, How.ADDED)
    if mine == theirs:
        return Stay()
    if mine == base:
        return Put(theirs, How.REPLACED)
    return Stay() if base == theirs else Aside(None)


def decide_exercise(base: bytes | None, mine: bytes | None, theirs: bytes) -> Decision:
    """Decide about an exercise: the checks are ours, the part is the learner's.

    Args:
        base: the text as it was shipped; None if an older ctml did not keep it.
        mine: what the file holds; None if it is missing.
        theirs: the newer text.
    """
    if mine is None or mine in (theirs, base):
        return decide_file(base, mine, theirs)
    page, new = read_page(mine), read_page(theirs)
    if page is None or new is None:  # there is no part to be told from the checks
        return decide_file(base, mine, theirs)
    checked = page.with_checks_of(new)
    merged = _merged(read_page(base) if base is not None else None, checked, new)
    if merged is None:
        return Aside(checked.data if checked.data != mine else None)
    return Stay() if merged.data == mine else Put(merged.data, _how(page, merged, new))


def _merged(old: Page | None, page: Page, new: Page) -> Page | None:
    """Return the page with the new start merged into its part, or None if they conflict."""
    if old is None or new.lines in (old.lines, page.lines):
        return page
    lines = merge(old.lines, page.lines, new.lines)
    if lines is None or (_parses(page.lines) and not _parses(lines)):
        return None
    if merge(old.lines, lines, new.lines) != lines:  # after a kill -9 it may be done once more
        return None
    return page if lines == page.lines else page.with_lines(lines)


def _how(page: Page, merged: Page, new: Page) -> How:
    if merged.lines == new.lines:
        return How.REPLACED
    return How.CHECKS if merged.part == page.part else How.MERGED


def _parses(lines: list[str]) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python finds odd is for the judge to say
            ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def is_as_shipped(mine: bytes, base: bytes | None) -> bool:
    """Whether a file holds what was shipped, whatever its newlines."""
    if base is None:
        return False
    try:
        return plain(mine.decode()) == plain(base.decode())
    except UnicodeDecodeError:
        return mine == base
