"""``ctml update`` at the command line."""

import json
import shutil
from pathlib import Path

import pytest
from tests.runner.conftest import Run

from ctml_runner.commands.sitting import version

SAVE_ME, ANNOTATE = (
    "exercises/00_first_steps/01_save_me.py",
    "exercises/00_first_steps/02_annotate.py",
)


@pytest.fixture
def older(made: Path, tmp_path: Path) -> Path:
    """A workspace of an older course, in which the learner worked on one exercise."""
    root = tmp_path / "ws"
    shutil.copytree(made, root)
    sign = root / ".ctml" / "workspace.toml"
    sign.write_text(sign.read_text().replace(version(), "0.0.9"))
    for name in (SAVE_ME, ANNOTATE):
        old = (root / name).read_text().replace('"""', '"""Of old: ', 1)
        for folder in (root, root / ".ctml" / "shipped"):
            (folder / name).write_text(old)
    marker = "# --- checks ---"
    worked = (root / ANNOTATE).read_text().replace(marker, f"MY_OWN = 1\n\n\n{marker}")
    (root / ANNOTATE).write_text(worked)
    return root


def test_it_tells_what_it_did_and_what_to_type_next(older: Path, made: Path, ctml: Run) -> None:
    done = ctml("update", cwd=older)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"the course is now that of ctml {version()} (it was 0.0.9)",
        "  1 replaced, as you had not touched them",
        f"  1 merged with your work: {ANNOTATE}",
        "  next:  ctml watch   (what an exercise held before: ctml undo NAME)",
    ]
    assert (older / SAVE_ME).read_bytes() == (made / SAVE_ME).read_bytes()
    assert "MY_OWN = 1" in (older / ANNOTATE).read_text()
    assert "Of old" not in (older / ANNOTATE).read_text()
    assert ctml("update", cwd=older).stdout == f"the course is up to date: {version()}\n"


def test_undo_brings_back_what_an_update_changed(older: Path, ctml: Run) -> None:
    before = (older / ANNOTATE).read_bytes()
    ctml("update", cwd=older)
    assert (older / ANNOTATE).read_bytes() != before
    undone = ctml("undo", "annotate", cwd=older)
    assert undone.returncode == 0, undone.stderr
    assert (older / ANNOTATE).read_bytes() == before


def test_a_program_is_told_the_same(older: Path, ctml: Run) -> None:
    done = ctml("update", "--json", cwd=older)
    assert json.loads(done.stdout) == {
        "event": "updated",
        "before": "0.0.9",
        "after": version(),
        "added": [],
        "replaced": [SAVE_ME],
        "merged": [ANNOTATE],
        "checks": [],
        "moved": [],
        "put_away": [],
        "left": [],
        "conflicts": [],
        "doubled": [],
    }


def test_a_workspace_from_the_future_is_refused_without_a_traceback(older: Path, ctml: Run) -> None:
    sign = older / ".ctml" / "workspace.toml"
    sign.write_text(sign.read_text().replace("0.0.9", "99.0"))
    before = (older / SAVE_ME).read_bytes()
    done = ctml("update", cwd=older)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"ctml: this workspace has the course of ctml 99.0, and {version()} is installed",
        f"  where: {older}",
        "  next:  pip install --upgrade ctml   (in a checkout: git pull)",
    ]
    assert (older / SAVE_ME).read_bytes() == before


def test_where_there_is_no_workspace_it_says_so(tmp_path: Path, ctml: Run) -> None:
    done = ctml("update", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no workspace here" in done.stderr


def test_every_kind_of_thing_that_waits_for_the_learner_is_told() -> None:
    from pathlib import PurePosixPath as P

    from ctml_runner.commands.update import told
    from ctml_runner.course.updating import (
        Changed,
        Conflict,
        Doubled,
        How,
        Left,
        Moved,
        PutAway,
        Report,
    )

    done = (
        Changed(P("a.py"), How.ADDED),
        Changed(P("b.py"), How.CHECKS),
        Moved(P("1/01_c.py"), P("2/01_c.py")),
        PutAway(P("d.py"), P(".ctml/put_away/d.py")),
        Left(P("e.py")),
        Conflict(P("f.py"), P("f.py.new.txt")),
        Doubled(P("g.py"), P("h.py")),
    )
    assert list(told(Report("", "2.0", done))) == [
        "the course is now that of ctml 2.0",
        "  1 new",
        "  1 with new checks below your part, which stays",
        "  moved: 1/01_c.py is now 2/01_c.py",
        "  left the course, untouched by you: d.py; it is kept as .ctml/put_away/d.py",
        "  left the course, but you worked on it, so it stays: e.py",
        "  you and the course changed the same lines of f.py",
        "    yours stay; the new text is in f.py.new.txt: take what you want, then delete it",
        "  one exercise, two files that you worked on: g.py is judged,",
        "    h.py is not: take from it what you want, then delete it",
        "  next:  ctml watch   (what an exercise held before: ctml undo NAME)",
    ]
