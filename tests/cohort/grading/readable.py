"""An interpreter, the packages and a class that somebody else than the superuser can use."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NOBODY = 65534
"""A user without a home, a shell or any right."""

_PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"


@contextmanager
def readable_folder() -> Iterator[Path]:
    """Yield a folder in which everybody may read and nobody may write."""
    with tempfile.TemporaryDirectory(prefix="ctml-test-") as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


def readable_python(folder: Path) -> Path | None:
    """Make an environment with all that ctml needs; return its Python.

    Returns:
        None: there is no interpreter of this version that everybody may start.
    """
    python = next(
        filter(_starts, (Path(sys.base_prefix, "bin", _PYTHON), Path("/usr/bin", _PYTHON))), None
    )
    if python is None:
        return None
    made = folder / "environment/bin/python3"
    made.parent.mkdir(parents=True)
    made.symlink_to(python)
    (folder / "environment/pyvenv.cfg").write_text(f"home = {python.parent}\n")
    packages = folder / "environment/lib" / _PYTHON / "site-packages"
    packages.mkdir(parents=True)
    _take(_needed(), packages)
    roots = {str(Path(_origin(name)).parents[1]) for name in ("ctml", "ctml_runner")}
    (packages / "ours.pth").write_text("\n".join(sorted(roots)) + "\n")
    return made


def _starts(python: Path) -> bool:
    """Whether nobody may start an interpreter."""
    try:
        subprocess.run(
            [python, "-I", "-c", ""],
            user=NOBODY,
            group=NOBODY,
            extra_groups=[],
            cwd="/",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def hand_over(root: Path) -> None:
    """Give a folder, and all that is in it, to nobody."""
    for path in (root, *root.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def _origin(package: str) -> str:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return spec.origin


def _needed() -> set[str]:
    """Return the names of all distributions that ctml needs, and that those need."""
    found: set[str] = set()
    waiting = ["ctml"]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found:
            found.add(name)
            needs = map(Requirement, distribution(name).requires or ())
            waiting += [
                need.name
                for need in needs
                if need.marker is None or need.marker.evaluate({"extra": ""})
            ]
    return found


def _take(names: Iterable[str], packages: Path) -> None:
    """Put what was installed of distributions into another folder of packages."""
    tops = {
        Path(str(distribution(name).locate_file(""))) / file.parts[0]
        for name in names
        for file in distribution(name).files or ()
        if ".." not in file.parts
    }
    there = sorted(str(top) for top in tops if top.exists() and not top.name.endswith(".pth"))
    for way in ("-al", "-a"):  # as second names of the same files, where that is the same disk
        if subprocess.run(["cp", way, *there, str(packages)], check=False).returncode == 0:
            return
