"""Making a wheelhouse: gathered in a draft beside its place, and put there whole or not at all."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ctml_runner.cohort.wheelhouse import install
from ctml_runner.cohort.wheelhouse.gathering import gather
from ctml_runner.cohort.wheelhouse.own_wheel import own_wheel
from ctml_runner.cohort.wheelhouse.page import page
from ctml_runner.cohort.wheelhouse.target import Target
from ctml_runner.cohort.wheelhouse.wheel import read_wheel
from ctml_runner.errors import InstructorError

HANDOUT = "handout.zip"
"""What a class is handed; the installer makes the workspace from it."""
SIGN = "wheelhouse.json"
"""The file that makes a folder a wheelhouse: what it is good for."""


@dataclass(frozen=True, slots=True)
class Wheelhouse:
    """A wheelhouse that was made.

    Attributes:
        root: its folder.
        wheels: how many wheels it has.
        size: of all its files, in bytes.
    """

    root: Path
    wheels: int
    size: int


def make_wheelhouse(
    root: Path,
    wanted: Sequence[Target],
    tell: Callable[[str], None],
    beside: Mapping[str, Path] = MappingProxyType({}),
) -> Wheelhouse:
    """Gather everything that an install without a network needs, for each target.

    Args:
        root: the folder to make, or an older wheelhouse, which it replaces.
        wanted: where ctml is to be installed.
        tell: called with what is being done.
        beside: files to be taken along, by their names there: a class's handout, a card.

    Raises:
        InstructorError: `root` holds something else or can't be written; or there is no network,
            or no wheel of something for a target.
        ToolError: pip failed.
    """
    _refuse_to_replace(root)
    with _draft(root) as draft:
        wheels = draft / "wheels"
        wheels.mkdir()
        tell("ctml's own wheel")
        own = own_wheel(wheels)
        for target in wanted:
            tell(f"the wheels for {target.told}")
            gather(own, wheels, target)
        for name, file in beside.items():
            shutil.copyfile(file, draft / name)
        _write_what_stands_beside(draft, str(read_wheel(own).version), wanted)
        count, size = _measured(draft)
        _put(draft, root)
    return Wheelhouse(root, count, size)


def _refuse_to_replace(root: Path) -> None:
    if root.exists() and not (root / SIGN).is_file() and (root.is_file() or any(root.iterdir())):
        raise InstructorError(
            "this isn't empty and isn't a wheelhouse; nothing was changed",
            where=root,
            next_step="ctml cohort wheelhouse another_folder",
        )


@contextmanager
def _draft(root: Path) -> Iterator[Path]:
    """Yield a new folder beside `root`, which is gone afterwards unless it was put in place.

    Raises:
        InstructorError: nothing can be written there.
    """
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{root.name}.", dir=root.parent))
        draft.chmod(0o755)  # it is to be copied and read by others
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise InstructorError(
            f"the wheelhouse can't be written: {error.strerror}",
            where=Path(error.filename or root),
            next_step="make room (it takes about 50 MB for each target), or choose another folder",
        ) from error


def _write_what_stands_beside(draft: Path, version: str, wanted: Sequence[Target]) -> None:
    """Write the installer, the page that says how, and the digest of every file."""
    pythons = list(dict.fromkeys(target.python for target in wanted))
    sign = {"ctml": version, "pythons": pythons, "targets": [target.told for target in wanted]}
    (draft / SIGN).write_text(json.dumps(sign, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(install.__file__, draft / "install.py")
    (draft / "README.md").write_text(
        page(version, wanted, handed_out=(draft / HANDOUT).exists()), encoding="utf-8"
    )
    files = sorted(file for file in draft.rglob("*") if file.is_file())
    lines = (f"{_sha256(file)}  {file.relative_to(draft).as_posix()}\n" for file in files)
    (draft / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _measured(draft: Path) -> tuple[int, int]:
    files = [file for file in draft.rglob("*") if file.is_file()]
    return sum(file.suffix == ".whl" for file in files), sum(file.stat().st_size for file in files)


def _put(draft: Path, root: Path) -> None:
    """Give the draft its place; an older wheelhouse goes only when the new one is whole."""
    if root.exists():
        old = draft.with_name(f"{draft.name}.old")
        root.rename(old)
        draft.rename(root)
        shutil.rmtree(old, ignore_errors=True)
    else:
        draft.rename(root)
