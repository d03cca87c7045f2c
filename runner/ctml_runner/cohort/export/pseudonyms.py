"""Pseudonyms: the same name for the same learner in every export of a cohort, and for no other.

They are keyed by a secret that stays in the cohort's folder: who has an export alone can't try
ids until one fits (HMAC, RFC 2104).
"""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.roster import Learner
from ctml_runner.errors import InstructorError

FILE = "pseudonyms.key"
SIZE = 32


def pseudonymous(learner: Learner, key: bytes) -> Learner:
    """Return a learner of whom only the pseudonym is left."""
    digest = hmac.new(key, learner.id.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    name = f"learner-{base64.b32encode(digest[:10]).decode().lower()}"
    return Learner(id=name, name=name, login=name, folder=name)


def secret(folder: CohortFolder) -> bytes:
    """Return the cohort's secret; the first time it is made, for its owner's eyes alone.

    Raises:
        InstructorError: the file is there and holds no secret.
        OSError: it can't be read or written.
    """
    path = folder.root / FILE
    if not path.exists():
        _make(path)
    key = path.read_bytes()
    if len(key) != SIZE:
        raise InstructorError(
            f"the secret of the pseudonyms has {len(key)} bytes, not {SIZE}",
            where=path,
            next_step="bring it back from a copy; or delete it, and all pseudonyms change",
        )
    return key


def _make(path: Path) -> None:
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(SIZE))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
