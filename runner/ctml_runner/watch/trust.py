"""Whether a file system can be trusted to tell of saves."""

import sys
from pathlib import Path

SHARED = frozenset(
    {"9p", "afs", "ceph", "cifs", "drvfs", "fakeowner", "glusterfs", "lustre", "nfs", "nfs4"}
    | {"prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"}
)
"""File systems whose files another machine can change: its saves cause no event on this one,
although our own writes do, so that a trial alone would not find out."""


def distrust(folder: Path, mounts: str | None = None) -> str:
    """Return why saves in the folder may go untold, as half a sentence, or nothing.

    Args:
        folder: the watched folder.
        mounts: the text of ``/proc/self/mountinfo``; read where it exists if not given.
    """
    if mounts is None:
        mounts = _mounts()
    kind = _kind(folder.resolve(), mounts)
    if kind in SHARED or kind.startswith("fuse."):
        return f"{folder.name} lies on a shared file system ({kind}), which may not tell of saves"
    return ""


def _mounts() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    try:
        return Path("/proc/self/mountinfo").read_text(errors="surrogateescape")
    except OSError:
        return ""


def _kind(folder: Path, mounts: str) -> str:
    """Return the type of the file system that the folder lies on; the deepest, last mount wins."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        point = Path(_unescaped(fields.split(" ")[4]))
        if rest and (point == folder or point in folder.parents) and len(point.parts) >= best:
            best, kind = len(point.parts), rest.split(" ")[0]
    return kind


def _unescaped(field: str) -> str:
    """Undo the kernel's octal escapes of blanks and backslashes."""
    for escape, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(escape, character)
    return field
