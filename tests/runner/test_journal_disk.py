"""The journal on a real disk: two terminals, kill -9, a full disk, a folder in its place."""

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from ctml_runner.errors import LearnerError, ToolError
from ctml_runner.journal import Hinted, History, Journal, Judged, Opened

APPEND = """
import sys
from pathlib import Path
from ctml_runner.journal import Hinted, Journal
journal = Journal(Path(sys.argv[1]))
for n in range(int(sys.argv[2])):
    print(journal.append(Hinted("save_me", n)).id, flush=True)
"""
FULL = """
import resource, sys
from pathlib import Path
from ctml_runner.errors import LearnerError, ToolError
from ctml_runner.journal import Hinted, Journal

def refused(save):
    try:
        save()
    except LearnerError as error:
        print(error.what)

journal = Journal(Path(sys.argv[1]))
journal.append(Hinted("save_me", 1))
{fill}
refused(lambda: journal.append(Hinted("save_me", 2)))
refused(lambda: journal.keep("a" * 64, b"x" * 99_999))
print(journal.path.read_bytes().endswith(b"\\n"), len(journal.history().records))
print(*(kept.name for kept in journal.saves.iterdir()) if journal.saves.exists() else ())
"""
LIMIT = "resource.setrlimit(resource.RLIMIT_FSIZE, (journal.path.stat().st_size + 20,) * 2)"
BALLAST = """
with open(journal.path, "ab") as file:  # the journal's last page is the last page of the disk
    file.write(b" " * (4096 - 30 - journal.path.stat().st_size) + b"\\n")
ballast = open(journal.path.with_name("ballast"), "wb", buffering=0)
try:
    while True:
        ballast.write(b"x" * 4096)
except OSError:
    pass
"""
REMOUNT = """
import subprocess
subprocess.run(["mount", "-o", "remount,ro", journal.path.parents[1]], check=True)
"""
NO_SPACE = "The journal can't grow: there is no space left on the disk (or in your quota)."
FORBIDDEN = "The journal may not be read or written here."


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / ".ctml" / "journal.jsonl")


def appending(journal: Journal, count: int) -> subprocess.Popen[str]:
    argv = [sys.executable, "-c", APPEND, str(journal.path), str(count)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)


def ids(history: History) -> list[str]:
    return [record.id for record in history.records]


def test_an_append_is_one_line_with_an_id_a_time_and_the_fact(journal: Journal) -> None:
    record = journal.append(Opened("save_me", "init"))
    assert json.loads(journal.path.read_text()) == {
        "id": record.id,
        "time": record.time.isoformat().replace("+00:00", "Z"),
        "fact": {"kind": "opened", "exercise": "save_me", "why": "init", "skipped": []},
    }
    assert len(record.id) == 32
    assert abs(datetime.now(UTC) - record.time) < timedelta(seconds=10)


def test_what_is_appended_is_read_back_in_order(journal: Journal) -> None:
    assert journal.history() == History()
    records = [journal.append(Hinted("save_me", rung)) for rung in (1, 2, 3)]
    assert journal.history() == History(tuple(records))
    assert [r.time for r in records] == sorted({r.time for r in records})


def test_two_terminals_at_once_lose_nothing(journal: Journal) -> None:
    journal.path.parent.mkdir()
    terminals = [appending(journal, 200), appending(journal, 200)]
    told = [terminal.communicate(timeout=60)[0].split() for terminal in terminals]
    history = journal.history()
    assert history.damaged == ()
    assert sorted(ids(history)) == sorted(told[0] + told[1])
    assert [len(ids) for ids in told] == [200, 200]


@pytest.mark.parametrize("acknowledged", [1, 20, 47])
def test_kill_9_loses_nothing_that_was_acknowledged(journal: Journal, acknowledged: int) -> None:
    journal.path.parent.mkdir()
    process = appending(journal, 100_000)
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(acknowledged)]
    process.send_signal(signal.SIGKILL)
    told += [line for line in process.stdout.read().split("\n") if len(line) == 32]
    process.wait()
    process.stdout.close()
    assert ids(journal.history())[: len(told)] == told
    after = journal.append(Hinted("annotate", 1))
    assert journal.history().records[-1] == after


def lines_of(*argv: str) -> list[str]:
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX thing")
def test_a_file_at_its_limit_is_told_and_leaves_whole_lines_only(journal: Journal) -> None:
    journal.path.parent.mkdir()
    script = FULL.format(fill=LIMIT)
    told = lines_of(sys.executable, "-c", script, str(journal.path))
    assert told == [NO_SPACE, NO_SPACE, "True 1", ""]
    journal.append(Judged("save_me", "passed", "a" * 64, 0.1))
    assert len(journal.history().records) == 2


@pytest.mark.parametrize(
    ("fill", "what"), [(BALLAST, NO_SPACE), (REMOUNT, FORBIDDEN)], ids=["full", "read-only"]
)
def test_a_full_or_read_only_file_system_is_told_and_costs_no_record(
    tmp_path: Path, fill: str, what: str
) -> None:
    mount = f"mount -t tmpfs -o size=64k none '{tmp_path}' && mkdir '{tmp_path}/.ctml'"
    alone = ["unshare", "--mount", "sh", "-c"]
    if shutil.which("unshare") is None or subprocess.run([*alone, mount], check=False).returncode:
        pytest.skip("a small file system of one's own needs privileges")
    script = FULL.format(fill=fill)
    path = str(tmp_path / ".ctml" / "journal.jsonl")
    told = lines_of(*alone, f'{mount} && exec "$@"', "sh", sys.executable, "-c", script, path)
    assert told == [what, what, "True 1", ""]


def test_an_append_waits_for_another_terminals_append(journal: Journal) -> None:
    first = journal.append(Hinted("save_me", 1))
    with FileLock(f"{journal.path}.lock"):
        process = appending(journal, 1)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1.0)
        assert journal.history() == History((first,))
    told = process.communicate(timeout=60)[0].split()
    assert ids(journal.history()) == [first.id, *told]


def test_a_lock_that_is_never_given_back_is_told(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append(Hinted("save_me", 1))
    monkeypatch.setattr("ctml_runner.journal.store.LOCK_SECONDS", 0.05)
    impatient = Journal(journal.path)
    with FileLock(f"{journal.path}.lock"), pytest.raises(ToolError, match="Another ctml has held"):
        impatient.append(Hinted("save_me", 2))
    assert len(journal.history().records) == 1


def test_a_folder_in_place_of_the_journal_is_told(journal: Journal) -> None:
    journal.path.mkdir(parents=True)
    for attempt in (lambda: journal.append(Hinted("save_me", 1)), journal.history):
        with pytest.raises(LearnerError) as raised:
            attempt()
        assert (raised.value.what, raised.value.where, raised.value.next_step) == (
            "Something else stands where the journal should be, or its folder is gone.",
            journal.path,
            f"look at it with: ls -la '{journal.path.parent}'",
        )


def test_a_workspace_that_is_gone_is_told_and_not_made_anew(tmp_path: Path) -> None:
    gone = tmp_path / "workspace"
    with pytest.raises(LearnerError, match="or its folder is gone"):
        Journal(gone / ".ctml" / "journal.jsonl").append(Hinted("save_me", 1))
    assert not gone.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder_is_told(journal: Journal) -> None:
    journal.path.parent.mkdir()
    journal.path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(LearnerError, match="may not be read or written"):
        journal.append(Hinted("save_me", 1))
    journal.path.parent.chmod(stat.S_IRWXU)


def test_a_judged_save_is_kept_by_its_digest_once(journal: Journal) -> None:
    data = b"x = 1\r\n\xff\x00"
    digest = hashlib.sha256(data).hexdigest()
    kept = journal.keep(digest, data)
    before = kept.stat()
    assert journal.keep(digest, data) == kept == journal.saves / f"{digest}.py"
    assert kept.read_bytes() == data
    assert [file.name for file in journal.saves.iterdir()] == [kept.name]
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("digest", ["", "../" * 20 + "abcd", "A" * 64, "0" * 63])
def test_only_a_digest_names_a_kept_save(journal: Journal, digest: str) -> None:
    with pytest.raises(ValueError, match="not a sha256 digest"):
        journal.keep(digest, b"")
