"""The command line in bad surroundings: one clear message each, and the right exit code."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ctml_runner.course.locate import checkout_root

Ctml = Callable[..., "subprocess.CompletedProcess[str]"]
FULL = "ctml: the disk is full\n  next:  make room, and type the command again\n"
SAVE_ME = Path("exercises", "00_first_steps", "01_save_me.py")
CTML = f"{sys.executable} -P -m ctml_runner"


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "own", symlinks=True))


def shell(command: str, cwd: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=cwd, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_exit_codes_say_passed_failed_and_wrong_use(own: Path, ctml: Ctml) -> None:
    assert ctml("run", cwd=own).returncode == 1
    file = own / SAVE_ME
    file.write_text(file.read_text().replace("len(sentence)", "len(sentence.split())"))
    assert ctml("run", cwd=own / "exercises").returncode == 0
    assert ctml("run", "no_such", cwd=own).returncode == 2
    assert ctml("no_such", cwd=own).returncode == 2


def test_in_a_checkout_without_a_workspace_the_command_to_make_it_is_named(ctml: Ctml) -> None:
    if (checkout_root() / "workspace").exists() or not (checkout_root() / "Makefile").is_file():
        pytest.skip("this checkout has a workspace, or this is no checkout")
    result = ctml("list", cwd=checkout_root() / "core")
    assert result.returncode == 2
    assert result.stderr.endswith("next:  ctml init workspace\n")


def test_init_refuses_a_folder_that_is_not_empty(tmp_path: Path, ctml: Ctml) -> None:
    (tmp_path / "mine").write_text("mine")
    result = ctml("init", cwd=tmp_path)
    assert result.returncode == 2
    assert "nothing was changed" in result.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        (f"{CTML} list | head -1", {0, 1}, ""),
        (f"{CTML} list | true", {0, 1}, ""),
        (f"{CTML} list >&-", {0}, ""),
        (f"{CTML} list --json >&-", {0}, ""),
        (f"{CTML} status 2>&-", {0}, ""),
        (f"{CTML} watch <&-", {0}, ""),
        (f"{CTML} list > /dev/full", {1}, FULL),
    ],
)  # fmt: skip
def test_streams_that_are_closed_or_full_make_no_noise(
    own: Path, command: str, status: set[int], said: str
) -> None:
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    code, _, errors = shell(command, own)
    assert (code in status, errors) == (True, said)


def test_a_deleted_folder_is_told(tmp_path: Path) -> None:
    code, _, said = shell(f"mkdir gone && cd gone && rmdir ../gone && {CTML} list", tmp_path)
    assert (code, said.split("\n")[0]) == (2, "ctml: the folder that you are in was deleted")


def test_files_that_reconfigure_python_mypy_or_pytest_change_nothing(own: Path, ctml: Ctml) -> None:
    before = ctml("run", "annotate", "--json", cwd=own)
    (own / "mypy.ini").write_text("[mypy]\nignore_errors = True\n")
    (own / "conftest.py").write_text("collect_ignore_glob = ['*']\nraise SystemExit\n")
    (own / "sitecustomize.py").write_text("import sys\nsys.setrecursionlimit(900)\n")
    for name in ("numpy.py", "hypothesis.py", "pytest.py", "mypy.py"):
        (own / name).write_text("raise SystemExit('not the real one')\n")
    after = ctml(
        "run", "annotate", "--json", cwd=own,
        PYTHONPATH=str(own), MYPYPATH=str(own), PYTEST_ADDOPTS="--collect-only",
        PYTEST_PLUGINS="conftest",
    )  # fmt: skip
    assert (after.returncode, after.stderr) == (1, "")
    assert facts(after.stdout) == facts(before.stdout)


def facts(line: str) -> list[str]:
    """Return what a verdict says, without the time it took."""
    return [part for part in line.split(",") if not part.startswith('"seconds"')]


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare to take the network away")
def test_no_network_is_needed(own: Path) -> None:
    if shell("unshare -n true", own)[0] != 0:
        pytest.skip("only root may take the network away here")
    code, out, said = shell(f"unshare -n {CTML} run", own)
    assert (code, said) == (1, "")
    assert "save_me: not yet" in out


@pytest.mark.parametrize("data", [b"\0garbage\n\xff\n[]\n{", b'{"kind":'])
def test_a_damaged_journal_is_told_and_nothing_else_is_lost(
    own: Path, ctml: Ctml, data: bytes
) -> None:
    file = own / SAVE_ME
    file.write_text(file.read_text().replace("len(sentence)", "len(sentence.split())"))
    assert ctml("run", cwd=own).returncode == 0
    journal = own / ".ctml" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + data)
    result = ctml("status", cwd=own)
    assert result.returncode == 0
    assert result.stdout.startswith("1 of ")
    assert "can't be read and is skipped" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_journal_that_cannot_be_written_stops_no_verdict(own: Path, ctml: Ctml) -> None:
    ctml("run", cwd=own)
    (own / ".ctml" / "journal.jsonl").chmod(0o400)
    result = ctml("run", cwd=own)
    assert result.returncode == 1
    assert "save_me: not yet" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_a_file_that_is_no_text_is_not_judged_and_says_why(own: Path, ctml: Ctml) -> None:
    (own / SAVE_ME).write_bytes(b"\xff\xfe" + "x".encode("utf-16"))
    result = ctml("run", cwd=own)
    assert (result.returncode, result.stderr) == (1, "")
    assert "Line 1 is not UTF-8 text.\n  Next: save the file as UTF-8" in result.stdout
