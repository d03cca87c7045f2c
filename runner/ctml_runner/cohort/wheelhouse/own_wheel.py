"""ctml's own wheel: built from a checkout, or packed again from what is installed."""

import base64
import hashlib
import importlib.metadata
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ctml_runner.cohort.wheelhouse.pip import pip
from ctml_runner.course.locate import checkout_root, curriculum_root

_OF_THE_INSTALLER = frozenset({"INSTALLER", "REQUESTED", "RECORD", "direct_url.json"})
"""What pip adds beside the metadata of a wheel when it installs one."""


def own_wheel(folder: Path) -> Path:
    """Put the wheel of this ctml into `folder`, and return it.

    Raises:
        InstructorError: the package index can't be reached, which building needs.
        ToolError: it can't be built.
    """
    if curriculum_root() != checkout_root():
        return packed(importlib.metadata.distribution("ctml"), folder)
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(checkout_root()))
    [wheel] = folder.glob("ctml-*.whl")
    return wheel


def packed(installed: importlib.metadata.Distribution, folder: Path) -> Path:
    """Pack what is installed into a wheel again, file by file, and return it."""
    wheel = folder / f"{installed.name}-{installed.version}-py3-none-any.whl"
    record = f"{installed.name}-{installed.version}.dist-info/RECORD"
    lines: list[str] = []
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(installed):
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
            lines.append(f"{name},sha256={_digest(data)},{len(data)}\n")
        archive.writestr(zipfile.ZipInfo(record), "".join((*lines, f"{record},,\n")))
    return wheel


def _files(installed: importlib.metadata.Distribution) -> Iterator[tuple[str, bytes]]:
    """Yield what the wheel had: no scripts, which pip makes anew, and nothing compiled."""
    for file in installed.files or ():
        own = file.parts[0].endswith(".dist-info") and file.name in _OF_THE_INSTALLER
        if ".." not in file.parts and "__pycache__" not in file.parts and not own:
            yield file.as_posix(), Path(str(file.locate())).read_bytes()


def _digest(data: bytes) -> str:
    """Return the sha256 as a RECORD writes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
