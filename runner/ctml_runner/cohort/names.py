"""Names: when two are the same, and how one becomes a folder's that is safe everywhere."""

import hashlib
import re
import unicodedata
from collections.abc import Container

_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,59}(?<!\.)")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # devices, on Windows
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def alike(name: str) -> str:
    """Return the form in which names are compared: without case, and in one normal form."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


def plain(name: str) -> str:
    """Return a name without accents, as systems write it that know none: ``Évariste``, Evariste."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)
    )


def safe_name(name: str, taken: Container[str] = frozenset()) -> str:
    """Return the name of a folder for whoever is called `name`.

    A name that is safe on every system stays as it is. Any other one, and one that would meet
    another's where case doesn't count, ends with a part of its own sha256.

    Args:
        name: any text at all.
        taken: names in use, case-folded.
    """
    folded = name.casefold()
    if _SAFE.fullmatch(name) and not _RESERVED.fullmatch(folded) and folded not in taken:
        return name
    stem = _OTHER.sub("_", name).strip("_-")[:40] or "learner"
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    marked = (f"{stem}-{digest[:length]}" for length in range(10, 65))
    return next(one for one in marked if one.casefold() not in taken)
