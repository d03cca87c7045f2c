"""What happened: facts on disk, and everything that is known by folding over them."""

from ctml_runner.journal.fact import Fact, Foreign, Hinted, Judged, Opened, Record
from ctml_runner.journal.progress import Progress, fold
from ctml_runner.journal.store import Journal
from ctml_runner.journal.text import History, read

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
    "fold",
    "read",
]
