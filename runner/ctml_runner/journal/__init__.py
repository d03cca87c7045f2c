"""What happened: facts on disk, and everything that is known by folding over them."""

from ctml_runner.journal.fact import (
    Fact,
    Foreign,
    Hinted,
    Judged,
    Opened,
    Record,
    Replaced,
    Revealed,
    Unclear,
    Why,
)
from ctml_runner.journal.progress import Progress, fold
from ctml_runner.journal.store import Journal
from ctml_runner.journal.text import History, read
from ctml_runner.journal.versions import Version, Versions, undo_target, versions

__all__ = [
    "Fact",
    "Foreign",
    "Hinted",
    "History",
    "Journal",
    "Judged",
    "Opened",
    "Progress",
    "Record",
    "Replaced",
    "Revealed",
    "Unclear",
    "Version",
    "Versions",
    "Why",
    "fold",
    "read",
    "undo_target",
    "versions",
]
