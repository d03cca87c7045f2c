"""A replacement that is killed, or has no room: what the file held is there, or kept."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ctml_runner.journal import Fact, Journal, Replaced

OLD, NEW = b"x = 'old'\n", b"x = 'new'\r\n"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / ".ctml" / "journal.jsonl")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "exercises" / "00_a" / "01_save_me.py"
    file.parent.mkdir(parents=True)
    file.write_bytes(OLD)
    return file


def facts(journal: Journal) -> list[Fact]:
    return [record.fact for record in journal.history().records]


def kept(journal: Journal) -> set[bytes]:
    return {save.read_bytes() for save in journal.saves.iterdir()}


def beside(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir())


KILLED = """
import sys
from pathlib import Path
from ctml_runner.journal import Journal
journal, file = Journal(Path(sys.argv[1])), Path(sys.argv[2])
print("ready", flush=True)
for n in range(100_000):
    journal.replace(file, "save_me", b"x = %d\\n" % n, "reset")
"""


@pytest.mark.parametrize("seconds", [0.001, 0.02, 0.05, 0.07, 0.1, 0.15])
def test_kill_9_at_any_moment_leaves_every_version_told_and_kept(
    journal: Journal, file: Path, seconds: float
) -> None:
    journal.path.parent.mkdir()
    argv = [sys.executable, "-c", KILLED, str(journal.path), str(file)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    for told in facts(journal):
        assert isinstance(told, Replaced)
        journal.kept(told.before)
        journal.kept(told.after)
    journal.replace(file, "save_me", NEW, "reset")
    assert (file.read_bytes(), beside(file)) == (NEW, [file.name])
    assert OLD in kept(journal)


ON_A_DISK = """
import sys
from pathlib import Path
from ctml_runner.errors import LearnerError
from ctml_runner.journal import Journal
root = Path(sys.argv[1])
file, journal = root / "exercises" / "01_a.py", Journal(root / ".ctml" / "journal.jsonl")
file.parent.mkdir()
file.write_bytes(b"mine\\n")
{spoil}
try:
    journal.replace(file, "a", b"x" * 9_000, "reset")
except LearnerError as error:
    print(error.what)
print(file.read_bytes(), sorted(p.name for p in file.parent.iterdir()))
print(len(journal.history().records))
"""
FULL = """
ballast = open(root / "ballast", "wb", buffering=0)
try:
    while True:
        ballast.write(b"x" * 4096)
except OSError:
    pass
"""
READ_ONLY = """
import subprocess
journal.path.parent.mkdir(exist_ok=True)
subprocess.run(["mount", "-t", "tmpfs", "none", file.parent], check=True)
file.write_bytes(b"mine\\n")
subprocess.run(["mount", "-o", "remount,ro", file.parent], check=True)
"""


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (FULL, "There is no space left on the disk (or in your quota); this file is as it was."),
        (READ_ONLY, "This file can't be replaced (Read-only file system); it is as it was."),
    ],
    ids=["full", "read-only"],
)
def test_on_a_full_or_read_only_disk_the_file_is_as_it_was(
    tmp_path: Path, spoil: str, what: str
) -> None:
    mount = f"mount -t tmpfs -o size=64k none '{tmp_path}' && mkdir '{tmp_path}/.ctml'"
    alone = ["unshare", "--mount", "sh", "-c"]
    if shutil.which("unshare") is None or subprocess.run([*alone, mount], check=False).returncode:
        pytest.skip("a small file system of one's own needs privileges")
    script = ON_A_DISK.replace("{spoil}", spoil)
    argv = [*alone, f'{mount} && exec "$@"', "sh", sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == [what, "b'mine\\n' ['01_a.py']", "0"], done.stderr
