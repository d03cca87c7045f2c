"""The learner's editor: which one it is, how it is told file and line, and how it is started."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ctml_runner.errors import LearnerError
from ctml_runner.settings import Following, Settings
from ctml_runner.settings import values as tables
from ctml_runner.watch.editing import (
    Editor,
    Origin,
    command,
    find_editor,
    follows,
    open_in_window,
    run_in_terminal,
)

_FILE = Path("/a folder/01_token_id.py")
_DEFAULTS = Settings()


def _set(command: str = "", follow: Following = Following.AUTO) -> Settings:
    return Settings(editor=tables.Editor(command, follow))


def _found(
    settings: Settings = _DEFAULTS,
    environment: Mapping[str, str] | None = None,
    asked: str | None = None,
) -> Editor:
    editor = find_editor(settings, environment or {}, asked)
    assert editor is not None
    return editor


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder for programs, which stands alone on the path."""
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def _program(folder: Path, name: str, body: str) -> Path:
    file = folder / name
    file.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n{body}\n")
    file.chmod(0o755)
    return file


def test_who_is_nearest_to_the_learner_wins(programs: Path) -> None:
    _program(programs, "code", "")
    environment = {
        "PATH": str(programs),
        "VISUAL": "gvim",
        "EDITOR": "nano",
        "TERM_PROGRAM": "vscode",
    }
    settings = _set("subl")
    everything = [find_editor(settings, environment, "kate")]
    everything.append(find_editor(settings, environment, None))
    settings = _set("  ")
    for told in ("VISUAL", "EDITOR", "TERM_PROGRAM"):
        everything.append(find_editor(settings, environment, ""))
        environment[told] = ""
    everything.append(find_editor(settings, environment, None))
    assert [editor and (editor.origin, editor.name) for editor in everything] == [
        (Origin.ASKED, "kate"),
        (Origin.SETTINGS, "subl"),
        (Origin.VISUAL, "gvim"),
        (Origin.EDITOR, "nano"),
        (Origin.TERMINAL, "code"),
        None,
    ]


@pytest.mark.parametrize(
    ("told", "words", "in_terminal"),
    [
        ("vim", ["vim", "+7", str(_FILE)], True),
        ("/usr/bin/vim.basic -n", ["/usr/bin/vim.basic", "-n", "+7", str(_FILE)], True),
        ("vim -g", ["vim", "-g", "+7", str(_FILE)], False),
        ("hx", ["hx", f"{_FILE}:7"], True),
        ("micro", ["micro", "+7", str(_FILE)], True),
        ("emacs-29.1 -nw", ["emacs-29.1", "-nw", "+7", str(_FILE)], True),
        ("code --wait", ["code", "-g", f"{_FILE}:7"], False),
        ("subl -n -w", ["subl", "-n", f"{_FILE}:7"], False),
        ("pycharm", ["pycharm", "--line", "7", str(_FILE)], False),
        ("kate", ["kate", "-l", "7", str(_FILE)], False),
        ("thonny", ["thonny", str(_FILE)], False),
        ("'/my tools/edit' --fast", ["/my tools/edit", "--fast", str(_FILE)], True),
        ("mine --at={line} {file} {file}", ["mine", "--at=7", str(_FILE), str(_FILE)], True),
        ("code -n {file}", ["code", "-n", str(_FILE)], False),
    ],
)
def test_each_editor_is_told_file_and_line_in_its_own_way(
    told: str, words: list[str], in_terminal: bool
) -> None:
    editor = _found(asked=told)
    assert command(editor, _FILE, 7) == words
    assert editor.in_terminal is in_terminal


def test_a_file_whose_name_looks_like_a_placeholder_stays_what_it_is() -> None:
    strange = Path("/x/{line}.py")
    assert command(_found(asked="nano {file}"), strange, 3) == ["nano", str(strange)]


def test_emacs_has_a_window_where_there_is_a_display() -> None:
    display = {"DISPLAY": ":0"}
    assert _found(asked="emacs").in_terminal
    assert not _found(asked="emacs", environment=display).in_terminal
    assert _found(asked="emacsclient -t", environment=display).in_terminal


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("code -g {fle}:{line}", "{fle} stands for nothing"),
        ("code -g {line}", "it has no {file}"),
        ("code 'a", "no closing quotation"),
        ("''", "it names no program"),
    ],
)
def test_a_command_that_cannot_be_used_says_where_it_is_set_and_how_to_write_it(
    told: str, what: str
) -> None:
    with pytest.raises(LearnerError) as refused:
        find_editor(_set(told), {}, None)
    assert (
        refused.value.what == f"the editor's command in settings.toml can't be used: {what}: {told}"
    )
    assert refused.value.next_step.startswith("write it like: code -g {file}:{line}")


@pytest.mark.parametrize(
    ("name", "environment", "words"),
    [
        ("code", {}, ["code", "-r", "-g", f"{_FILE}:7"]),
        ("cursor", {"CURSOR_TRACE_ID": "1"}, ["cursor", "-r", "-g", f"{_FILE}:7"]),
        (
            "windsurf",
            {"VSCODE_GIT_ASKPASS_NODE": "/Applications/Windsurf.app/Contents/Helper"},
            ["windsurf", "-r", "-g", f"{_FILE}:7"],
        ),
        (
            "code-insiders",
            {"TERM_PROGRAM_VERSION": "1.99.0-insider"},
            ["code-insiders", "-r", "-g", f"{_FILE}:7"],
        ),
        ("zed", {"TERM_PROGRAM": "zed"}, ["zed", f"{_FILE}:7"]),
    ],
)
def test_the_editor_whose_terminal_we_are_in_opens_files_in_its_own_window(
    programs: Path, name: str, environment: Mapping[str, str], words: list[str]
) -> None:
    within = {"TERM_PROGRAM": "vscode", "PATH": str(programs), **environment}
    assert find_editor(Settings(), within, None) is None
    _program(programs, name, "")
    assert command(_found(environment=within), _FILE, 7) == words


def test_it_follows_by_itself_only_with_a_window_and_if_that_was_wanted() -> None:
    inside = {"TERM_PROGRAM": "vscode", "EDITOR": "code -w"}
    outside = {"EDITOR": "code -w"}
    cases = [
        (_set(), inside, None),
        (_set(), outside, None),
        (_set(), outside, "code"),
        (_set("subl"), {}, None),
        (_set("vim"), {}, None),
        (_set(), {"TERM_PROGRAM": "vscode", "EDITOR": "vim"}, None),
        (_set(follow=Following.ALWAYS), {"EDITOR": "vim"}, None),
        (_set("subl", Following.NEVER), {}, None),
    ]
    told = [
        follows(settings, environment, _found(settings, environment, asked))
        for settings, environment, asked in cases
    ]
    assert told == [True, False, True, True, False, False, True, False]


def _eventually(file: Path) -> str:
    until = time.monotonic() + 20
    while not file.exists() or not file.read_text().endswith("\n"):
        assert time.monotonic() < until, f"{file} wasn't written"
        time.sleep(0.01)
    return file.read_text()


def test_a_window_is_opened_without_a_shell_and_without_waiting(
    programs: Path, tmp_path: Path
) -> None:
    opened = tmp_path / "opened"
    writes = f"Path({str(opened)!r}).write_text('|'.join(sys.argv[1:]) + chr(10))"
    mine = _program(programs, "mine", f"import time; time.sleep(1); {writes}")
    editor = Editor("mine", (str(mine), "$HOME;", "{file}:{line}"), False, Origin.ASKED)
    began = time.monotonic()
    open_in_window(editor, _FILE, 7, _unexpected)
    assert time.monotonic() - began < 0.9
    assert _eventually(opened) == f"$HOME;|{_FILE}:7\n"


def test_an_editor_that_fails_is_told_once_it_has(programs: Path) -> None:
    mine = _program(programs, "mine", "sys.exit(3)")
    editor = Editor("mine", (str(mine), "{file}"), False, Origin.ASKED)
    told: list[LearnerError] = []
    heard = threading.Event()

    def failed(error: LearnerError) -> None:
        told.append(error)
        heard.set()

    open_in_window(editor, _FILE, 1, failed)
    assert heard.wait(20)
    assert [error.what for error in told] == [
        f"the editor ended with an error (3): {mine} {{file}}"
    ]


def test_the_terminal_is_given_away_until_the_editor_ends(programs: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    body = "\n".join(
        [
            "import os, signal, time",
            f"Path({str(opened)!r}).write_text(' '.join(sys.argv[1:]) + chr(10))",
            "os.kill(os.getppid(), signal.SIGINT)",  # as Ctrl-C does to everything in a terminal
            "time.sleep(0.3)",
            f"Path({str(opened)!r}).write_text(str(signal.getsignal(signal.SIGINT)) + chr(10))",
            "sys.exit(1)",
        ]
    )
    mine = _program(programs, "mine", body)
    before = signal.getsignal(signal.SIGINT)
    run_in_terminal(Editor("mine", (str(mine), "{file}"), True, Origin.EDITOR), _FILE, 1)
    assert opened.read_text() == f"{signal.default_int_handler}\n"
    assert signal.getsignal(signal.SIGINT) is before


def _unexpected(error: LearnerError) -> None:
    pytest.fail(str(error))


def _open(editor: Editor, file: Path, line: int) -> None:
    open_in_window(editor, file, line, _unexpected)


_ABSENT = """\
there is no editor 'no-such-editor' here, which $VISUAL asks for
  next:  set $EDITOR, or in settings.toml, below [editor]: command = "code -g {file}:{line}\""""


@pytest.mark.parametrize("start", [run_in_terminal, _open])
def test_an_editor_that_is_not_there_says_who_asked_for_it_and_what_to_set(
    start: Callable[[Editor, Path, int], None],
) -> None:
    editor = Editor("no-such-editor", ("no-such-editor", "{file}"), True, Origin.VISUAL)
    with pytest.raises(LearnerError) as refused:
        start(editor, _FILE, 1)
    assert str(refused.value) == _ABSENT


def test_a_program_that_cannot_be_run_is_told(programs: Path) -> None:
    file = programs / "mine"
    file.write_bytes(b"\x7fELF but not really")
    file.chmod(0o755)
    editor = Editor("mine", (str(file), "{file}"), True, Origin.EDITOR)
    with pytest.raises(LearnerError, match="the editor 'mine' can't be started: Exec format error"):
        run_in_terminal(editor, _FILE, 1)
