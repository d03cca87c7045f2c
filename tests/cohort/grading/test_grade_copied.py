"""A copied cohort: the type checker believes no copy of its cache, and grading goes on."""

import os
import shutil
from pathlib import Path

import pytest

from ctml_runner.cohort.grading.checkserver import _private
from ctml_runner.commands.warming import is_warm


def test_a_copied_cache_is_known_to_be_cold(warm: Path, tmp_path: Path) -> None:
    shutil.copytree(warm / "cache", tmp_path / "cache", copy_function=shutil.copyfile)
    for file in (tmp_path / "cache").rglob("*"):
        os.utime(file, (1e9, 1e9))
    assert is_warm(warm)
    assert not is_warm(tmp_path)


def test_a_box_owns_what_the_type_checker_writes_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, box = tmp_path / "shared", tmp_path / "box"
    (shared / "3.11" / "numpy").mkdir(parents=True)
    box.mkdir()
    for place in ("missing_stubs", "CACHEDIR.TAG", "3.11/a.data.ff", "3.11/numpy/b.data.ff"):
        (shared / place).write_text(place)
    monkeypatch.chdir(box)
    own = _private(shared)
    assert sorted(path.relative_to(own).as_posix() for path in own.rglob("*")) == [
        "3.11", "3.11/a.data.ff", "3.11/numpy", "3.11/numpy/b.data.ff",
    ]  # fmt: skip
    assert all(path.is_symlink() for path in own.rglob("*.ff"))
