"""Sight: what there is to be seen in a box. The interpreter, its packages, the system's libraries.

Of this project only the two packages are there: no exercise, no solution, no test of its own. A
wheel carries the course inside the package, and so does the folder of packages that an editable
install points away from; there it is hidden.
"""

import importlib.util
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ctml_runner.course.locate import curriculum_root

SYSTEM = tuple(map(Path, ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")))
"""Where a system keeps programs and libraries; some are links to others of them."""

_SINGLE = (Path("/etc/ld.so.cache"), Path("/etc/ld.so.conf"))
_OWN = ("ctml", "ctml_runner")
_COURSE = ("exercises", "solutions", "challenges")


@dataclass(frozen=True, slots=True)
class Sight:
    """What a box sees.

    Attributes:
        system: the system's folders; links among them are kept as links.
        readable: everything else that may be read, folders and files.
        hidden: folders inside these that are not to be seen.
    """

    system: tuple[Path, ...]
    readable: tuple[Path, ...]
    hidden: tuple[Path, ...]

    def listed(self) -> Iterator[Path]:
        """Yield the folders in which names may be seen: Python looks for its modules by names."""
        yield from self.readable
        yield from (folder.parent for folder in _packages())

    def pieces(self) -> Iterator[Path]:
        """Yield what may be read in pieces that hold nothing hidden, for who can only allow."""
        for path in (*self.system, *self.readable):
            yield from self._pieces(path)

    def _pieces(self, path: Path) -> Iterator[Path]:
        if path in self.hidden:
            return
        if any(hidden.is_relative_to(path) for hidden in self.hidden):
            for below in path.iterdir():
                yield from self._pieces(below)
        else:
            yield path


def see(more: Iterable[Path] = ()) -> Sight:
    """Return what a box sees: all that Python and the tools need, and `more`."""
    readable = tuple(_outermost({*_python(), *more}))
    course = (root / name for root in (curriculum_root(), *_installed()) for name in _COURSE)
    hidden = tuple(
        folder
        for folder in course
        if folder.is_dir() and any(folder.is_relative_to(path) for path in readable)
    )
    return Sight(tuple(path for path in SYSTEM if path.exists()), readable, hidden)


@cache
def _python() -> tuple[Path, ...]:
    """Return the folders of the interpreter and its packages, and the system's single files."""
    prefixes = [Path(one) for one in (sys.prefix, sys.base_prefix, sys.exec_prefix)]
    found = (*prefixes, *(one.resolve() for one in prefixes), *_links(), *_packages(), *_SINGLE)
    return tuple(path for path in found if path.exists() and not _covered(path))


def _links() -> Iterator[Path]:
    """Yield the names by which the interpreter is called; a virtual environment's is a link."""
    link = Path(sys.executable)
    while link.is_symlink():
        yield link
        link = link.parent / link.readlink()
    yield link


def _packages() -> Iterator[Path]:
    """Yield where our packages stand; in a checkout they are outside the environment."""
    for name in _OWN:
        spec = importlib.util.find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            yield Path(folder)


def _installed() -> Iterator[Path]:
    """Yield where an installed package of ours may stand, whether or not it is the one in use."""
    for entry in sys.path:
        if (folder := Path(entry) / _OWN[1]).is_dir():
            yield folder


def _outermost(paths: set[Path]) -> Iterator[Path]:
    """Yield the paths that stand in none of the others, in order."""
    for path in sorted(paths):
        if paths.isdisjoint(path.parents):
            yield path


def _covered(path: Path) -> bool:
    """Whether the system's folders hold it; or it is the root, of which a box sees no more."""
    return path == Path("/") or any(path.is_relative_to(one) for one in SYSTEM)
