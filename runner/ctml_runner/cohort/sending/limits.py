"""How much of anything is sent, and how much is read of what was sent."""

from ctml_runner.course.compose import MAX_BYTES

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
