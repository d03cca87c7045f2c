"""ctml submit: everything that was worked on, in one small file, whatever state it is in."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from tests.cohort.classes import CURRICULUM, MON, WORK, Class, package
from tests.runner.conftest import Run

from ctml_runner.cohort import form
from ctml_runner.cohort.handing import hand_out
from ctml_runner.cohort.sending.choosing import Choice, Standing, choose, newest
from ctml_runner.cohort.sending.sender import Sender, clean, read_sender, remember
from ctml_runner.commands.sitting import version
from ctml_runner.course.compose import digest_of
from ctml_runner.course.workspace import Workspace
from ctml_runner.course.workspace.handed import curriculum_of
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.journal import Journal, Judged

SAVE_ME, TOKEN_ID = CURRICULUM.by_slug["save_me"], CURRICULUM.by_slug["token_id"]


@pytest.fixture
def workspace(room: Class) -> Workspace:
    """A workspace of the class, as a learner unpacks it."""
    hand_out(room.folder, room.plan, room.curriculum, version())
    with zipfile.ZipFile(room.folder.archive) as archive:
        archive.extractall(room.base)
    return Workspace(room.base / "Spring")


def chosen(workspace: Workspace) -> Choice:
    return choose(workspace, curriculum_of(workspace), Journal(workspace.journal).history())


def judge(workspace: Workspace, slug: str, outcome: str) -> None:
    data = workspace.file(CURRICULUM.by_slug[slug]).read_bytes()
    Journal(workspace.journal).append(Judged(slug, outcome, digest_of(data), 0.1))


def test_nothing_that_was_not_begun_is_sent(workspace: Workspace) -> None:
    found = chosen(workspace)
    assert found.parts == {}
    assert found.that_are(Standing.UNTOUCHED) == ["save_me", "token_id"]
    assert found.left_out == ()


def test_what_was_judged_or_changed_is_sent_as_it_is(workspace: Workspace) -> None:
    judge(workspace, "save_me", "failed")
    workspace.file(TOKEN_ID).write_bytes(b"\xff\x00 not even text")
    found = chosen(workspace)
    assert found.parts == {
        "save_me": SAVE_ME.text.encode(),
        "token_id": b"\xff\x00 not even text",
    }
    assert dict(found.standing) == {SAVE_ME: Standing.OPEN, TOKEN_ID: Standing.CHANGED}


def test_a_pass_counts_for_the_file_that_passed_alone(workspace: Workspace) -> None:
    judge(workspace, "save_me", "passed")
    assert chosen(workspace).that_are(Standing.PASSED) == ["save_me"]
    workspace.file(SAVE_ME).write_text("# broken since\n")
    assert chosen(workspace).that_are(Standing.CHANGED) == ["save_me"]


def test_newlines_of_another_system_are_no_work(workspace: Workspace) -> None:
    workspace.file(SAVE_ME).write_bytes(SAVE_ME.text.encode().replace(b"\n", b"\r\n"))
    assert chosen(workspace).parts == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_cannot_be_sent_stops_nothing_else_and_is_told(workspace: Workspace) -> None:
    workspace.file(SAVE_ME).unlink()
    os.mkfifo(workspace.file(SAVE_ME))
    workspace.file(TOKEN_ID).write_bytes(b"#" * (form.PART + 1))
    found = chosen(workspace)
    assert found.parts == {}
    assert found.left_out == (
        f"{SAVE_ME.path}: this is not a file",
        f"{TOKEN_ID.path}: it has 1,000,001 bytes; at most 1,000,000 are judged",
    )


def test_of_a_long_journal_the_newest_whole_lines_are_sent() -> None:
    lines = b"".join(b"line %03d\n" % number for number in range(100))
    assert newest(lines, 25) == b"line 098\nline 099\n"
    assert newest(lines, len(lines)) == lines


def test_equal_work_is_equal_bytes() -> None:
    turned = dict(reversed(WORK.items()))
    assert package(parts=WORK, claimed=MON) == package(parts=turned, claimed=MON)


@pytest.mark.parametrize("text", ["a\nb", "\x1b[2Ja", "a" * 999, " a \t b ", "\u202eada"])
def test_who_sends_is_kept_on_one_line(tmp_path: Path, text: str) -> None:
    workspace = Workspace(tmp_path)
    workspace.hidden.mkdir()
    sender = Sender(clean(text), clean(text))
    assert sender.id.isprintable()
    assert 0 < len(sender.id) <= 200
    remember(workspace, sender)
    assert read_sender(workspace) == sender
    (workspace.hidden / "learner.toml").write_text("x = [")
    assert read_sender(workspace) == Sender()


def sent(folder: Path) -> dict[str, bytes]:
    (file,) = folder.glob("*.ctml.zip")
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_learner_at_the_terminal(tmp_path: Path, ctml: Run) -> None:
    root = tmp_path / "ws"
    make_workspace(root, CURRICULUM, version())
    nobody = ctml("submit", cwd=root)
    assert (nobody.returncode, nobody.stderr.splitlines()) == (
        2,
        [
            "ctml: nobody has said yet who you are in your class",
            "  next:  ctml submit --id ID   (the id or login that your teacher knows you by)",
        ],
    )
    assert not list(root.glob("*.zip"))
    workspace = Workspace(root)
    workspace.file(SAVE_ME).write_text("# my work\n")
    judge(workspace, "save_me", "failed")
    first = ctml("submit", "--id", "../ada", "--name", "Ada L", "--to", "out", cwd=root)
    assert (first.returncode, first.stderr) == (0, "")
    assert "  1 not passed yet: save_me" in first.stdout.splitlines()
    files = sent(root / "out")
    assert json.loads(files["manifest.json"])["learner"] == "../ada"
    assert files["parts/save_me.py"] == b"# my work\n"
    assert files["journal.jsonl"] == workspace.journal.read_bytes()
    again = ctml("submit", cwd=root)
    assert json.loads(sent(root)["manifest.json"])["name"] == "Ada L"
    assert again.stdout.splitlines()[-1].startswith("  next:  give that one file to whoever")


def test_where_it_can_not_be_written_it_says_so(tmp_path: Path, ctml: Run) -> None:
    root = tmp_path / "ws"
    make_workspace(root, CURRICULUM, version())
    (tmp_path / "file").write_text("x")
    told = ctml("submit", "--id", "ada", "--to", str(tmp_path / "file" / "x"), cwd=root)
    assert told.returncode == 2
    assert "ctml submit --to DIR" in told.stderr


def test_what_is_sent_is_what_is_collected(room: Class, workspace: Workspace, ctml: Run) -> None:
    workspace.file(SAVE_ME).write_bytes(b"# \xc3\xa9\r\n")
    ctml("submit", "--id", "ada", "--to", str(room.inbox), cwd=workspace.root)
    found = room.collected()
    assert found.received.problems == ()
    assert room.parts() == {"save_me": b"# \xc3\xa9\r\n"}


def test_at_a_terminal_it_is_asked_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ctml_runner.commands.submit import submit

    monkeypatch.chdir(workspace.root)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: " ada ")
    submit(None, None, None)
    monkeypatch.setattr("builtins.input", lambda question: pytest.fail("asked again"))
    submit(None, None, None)
    assert read_sender(workspace) == Sender("ada")
    assert capsys.readouterr().out.count("ada.ctml.zip") == 2
