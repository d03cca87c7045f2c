"""A config that is not where it was looked for, and where there is one."""

from difflib import get_close_matches
from pathlib import Path

from ctml_runner.course.carried import CONFIGS
from ctml_runner.course.locate import curriculum_root
from ctml_runner.errors import LearnerError


def missing(file: Path) -> LearnerError:
    """Return the error that a config isn't there; the nearest one that is there is told."""
    what = "there is no such config"
    for folder in (file.parent, Path(CONFIGS)):
        names = {one.stem: one for one in sorted(folder.glob("*.toml")) if _is_config(one)}
        if near := get_close_matches(file.stem, names, n=1, cutoff=0.5):
            return LearnerError(
                f"{what}; did you mean {names[near[0]]}?", where=file, next_step=_list(names)
            )
        if names and folder.absolute().name == CONFIGS:
            return LearnerError(what, where=file, next_step=_list(names))
    return LearnerError(what, where=file, next_step=_shipped())


def _is_config(file: Path) -> bool:
    return file.is_file() and file.absolute().parent.name == CONFIGS


def _list(names: dict[str, Path]) -> str:
    return "name one of these: " + ", ".join(map(str, names.values()))


def _shipped() -> str:
    if (curriculum_root() / CONFIGS).is_dir():
        return "ctml init my-course   (its folder configs/ has some)"
    return "name a config's file"
