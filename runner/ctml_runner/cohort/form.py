"""The form of a submission: the names of what is in it, and how long each may be."""

from ctml_runner.course.compose import MAX_BYTES

PARTS, JOURNAL_FILE, MANIFEST_FILE = "parts", "journal.jsonl", "manifest.json"
"""The folder of the exercises' files, each called as its slug; and the files beside it."""

RECEIVED = "received.json"
"""What is known of a submission that was collected, beside what was taken of it."""

PART = MAX_BYTES
"""Bytes of one exercise's file; no longer one is judged."""
JOURNAL = 16 * 1024 * 1024
"""Bytes of a journal: some fifty thousand saves."""
MANIFEST = 64 * 1024
"""Bytes of a manifest, or of what a workspace says of its course."""
ARCHIVE = 64 * 1024 * 1024
"""Bytes of one learner's archive."""
ENTRIES = 5_000
"""Files in one learner's submission; what lies beyond isn't looked at."""
DEPTH = 12
"""Folders within folders."""
