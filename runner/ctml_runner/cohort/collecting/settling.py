"""Waiting until what was written is on the disk, for many files at once."""

import ctypes
import os
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_LINUX: bool = sys.platform == "linux"

_AT_ONCE = 16
"""Files that are waited for at once."""


def settle(folders: Iterable[Path], holder: Path) -> None:
    """Have everything in the folders on the disk when this returns.

    Linux is asked once for all of the file system that they lie on: a class has thousands of small
    files, and waiting for each of them takes a hundred times as long. Elsewhere each is waited for.

    Args:
        folders: what is waited for.
        holder: the folder that they all lie in.

    Raises:
        OSError: the disk is full, or damaged.
    """
    if _LINUX:
        _settle_all(holder)
        return
    places = [place for folder in folders for place in (*folder.rglob("*"), folder)]
    with ThreadPoolExecutor(_AT_ONCE) as disk:  # which takes many together nearly as fast as one
        list(disk.map(settle_one, places))


def _settle_all(holder: Path) -> None:
    opened = os.open(holder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(opened):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(holder))
    finally:
        os.close(opened)


def settle_one(place: Path) -> None:
    """Have one file, or the names in a folder, on the disk when this returns.

    Raises:
        OSError: the disk is full, or damaged.
    """
    if place.is_dir() and os.name != "posix":  # elsewhere folders can't be opened
        return
    opened = os.open(place, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
