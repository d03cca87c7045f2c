"""A submission as one file: a zip of the manifest, the learner's files and the journal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from ctml_runner.cohort.form import JOURNAL_FILE, MANIFEST_FILE, PARTS
from ctml_runner.cohort.sending.manifest import Manifest
from ctml_runner.cohort.zipping import zipped

ENDING = ".ctml.zip"
"""How the names of submissions end."""


@dataclass(frozen=True, slots=True)
class Package:
    """What is sent.

    Attributes:
        manifest: who, and what from.
        parts: for each slug, the learner's file as it is.
        journal: what happened; for whoever teaches to see where learners are stuck.
    """

    manifest: Manifest
    parts: Mapping[str, bytes]
    journal: bytes = b""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the names and the bytes of what is in the file."""
        yield (
            MANIFEST_FILE,
            msgspec.json.format(msgspec.json.encode(self.manifest), indent=2) + b"\n",
        )
        for slug, data in sorted(self.parts.items()):
            yield f"{PARTS}/{slug}.py", data
        if self.journal:
            yield JOURNAL_FILE, self.journal


def packed(package: Package) -> bytes:
    """Return the bytes of the file that is sent; equal packages have equal bytes."""
    return zipped(package.files())
