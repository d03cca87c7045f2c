"""The settings: what is read, what is refused and how, and the file that explains itself."""

import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from ctml_runner.errors import LearnerError
from ctml_runner.settings import (
    SETTINGS_TEXT,
    Following,
    Glyphs,
    Saves,
    Settings,
    Style,
    Theme,
    read_settings,
)
from ctml_runner.settings.keys import keys
from ctml_runner.settings.values import Editor, Screen, Watch

Ctml = Callable[..., "subprocess.CompletedProcess[str]"]


def _read(folder: Path, text: str) -> Settings:
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


def _refusal(folder: Path, text: str) -> tuple[str, int | None, str]:
    with pytest.raises(LearnerError) as refused:
        _read(folder, text)
    assert refused.value.where == folder / "settings.toml"
    return refused.value.what, refused.value.line, refused.value.next_step


_MEND = "mend it; or move the file away, and type: ctml init   (writes a new one)"


def test_a_missing_file_and_a_new_one_both_give_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings()
    assert _read(tmp_path, SETTINGS_TEXT) == Settings()
    assert _read(tmp_path, "") == Settings()


def test_a_new_file_sets_every_key_and_explains_it_just_above(tmp_path: Path) -> None:
    written = {table: set(found) for table, found in tomllib.loads(SETTINGS_TEXT).items()}
    assert written == {
        "screen": {"theme", "projector", "glyphs", "style"},
        "editor": {"command", "follow"},
        "watch": {"saves", "share", "share_as"},
    }
    lines = SETTINGS_TEXT.splitlines()
    for key in keys():
        above = lines[lines.index(f"{key.name} = {key.default}") - 1]
        assert above.startswith("# "), key
    assert max(map(len, lines)) <= 100


def test_every_key_is_read(tmp_path: Path) -> None:
    text = """
        [screen]
        theme = "high-contrast"
        projector = true
        glyphs = "ascii"
        style = "plain"
        [editor]
        command = "code -g {file}:{line}"
        follow = "never"
        [watch]
        saves = "polling"
    """
    assert _read(tmp_path, text) == Settings(
        Screen(Theme.HIGH_CONTRAST, projector=True, glyphs=Glyphs.ASCII, style=Style.PLAIN),
        Editor("code -g {file}:{line}", Following.NEVER),
        Watch(Saves.POLLING),
    )


def test_what_is_left_out_keeps_its_default_and_a_mark_at_the_start_does_no_harm(
    tmp_path: Path,
) -> None:
    assert _read(tmp_path, '\ufeff[screen]\ntheme = "light"\n') == Settings(Screen(Theme.LIGHT))


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ('[screen]\nthme = "dark"', "[screen] has no key 'thme'; did you mean 'theme'?", 2),
        ('[watch]\n"save" = "auto"', "[watch] has no key 'save'; did you mean 'saves'?", 2),
        (
            '[editor]\n\ntheme = "dark"',
            "[editor] has no key 'theme'; did you mean 'theme', below [screen]?",
            3,
        ),
        (
            "[screen]\nzzz = 1",
            "[screen] has no key 'zzz'; it has theme, projector, glyphs, style",
            2,
        ),
        ("[scren]", "the settings have no table [scren]; did you mean [screen]?", 1),
        ("[x]", "the settings have no table [x]; there are [screen], [editor], [watch]", 1),
        (
            'theme = "dark"',
            "the settings have no key 'theme' above the tables; it belongs below [screen]",
            1,
        ),
    ],
)
def test_a_typo_names_its_table_and_the_nearest_key(
    tmp_path: Path, text: str, what: str, line: int
) -> None:
    assert _refusal(tmp_path, text) == (what, line, _MEND)


_THEMES = '"auto", "dark", "light" or "high-contrast"'


@pytest.mark.parametrize(
    ("text", "what", "next_step"),
    [
        (
            '[screen]\ntheme = "drak"',
            f'[screen] theme can\'t be "drak"; it may be {_THEMES}',
            'write: theme = "dark"',
        ),
        (
            '[screen]\ntheme = "High Contrast"',
            f'[screen] theme can\'t be "High Contrast"; it may be {_THEMES}',
            'write: theme = "high-contrast"',
        ),
        (
            "[screen]\nprojector = 1",
            "[screen] projector can't be 1; it may be true or false",
            "write: projector = false",
        ),
        (
            "[editor]\ncommand = false",
            "[editor] command can't be false; it may be a text in quotes",
            'write: command = ""',
        ),
        (
            "[watch]\nsaves = [1979-05-27]",
            '[watch] saves can\'t be that; it may be "auto", "events" or "polling"',
            'write: saves = "auto"',
        ),
    ],
)
def test_a_wrong_value_is_told_what_is_allowed(
    tmp_path: Path, text: str, what: str, next_step: str
) -> None:
    assert _refusal(tmp_path, text) == (what, 2, next_step)


def test_a_value_in_the_place_of_a_table_is_told_apart(tmp_path: Path) -> None:
    assert _refusal(tmp_path, "screen = 3") == (
        "screen is a table of settings, not a value",
        1,
        "write [screen] on a line of its own, and its keys below",
    )


@pytest.mark.parametrize(
    ("text", "line"), [("[screen]\ntheme = dark\n", 2), ("[screen]\n\nstyle = ", 3), ("a = [\n", 2)]
)
def test_broken_toml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    what, told, _ = _refusal(tmp_path, text)
    assert what.startswith("the settings are not TOML: ")
    assert told == line


def test_a_folder_or_other_bytes_in_its_place_are_told(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.mkdir()
    with pytest.raises(LearnerError, match="the settings can't be read: Is a directory"):
        read_settings(file)
    file.rmdir()
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(LearnerError, match="the settings are not UTF-8 text"):
        read_settings(file)


def test_the_watch_notices_saves_as_the_settings_ask(
    made: Path, tmp_path: Path, ctml: Ctml
) -> None:
    own = Path(shutil.copytree(made, tmp_path / "own", symlinks=True))
    (own / "settings.toml").write_text('[watch]\nsaves = "polling"\n')
    told = ctml("watch", cwd=own).stdout
    assert "saves are noticed by looking every 140 ms: this was asked for" in told


def test_a_mistake_in_the_settings_stops_the_watch_with_its_line(
    made: Path, tmp_path: Path, ctml: Ctml
) -> None:
    own = Path(shutil.copytree(made, tmp_path / "own", symlinks=True))
    (own / "settings.toml").write_text('[screen]\ntheme = "drak"\n')
    result = ctml("watch", cwd=own)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f'ctml: [screen] theme can\'t be "drak"; it may be {_THEMES}\n'
        f"  where: {own / 'settings.toml'}:2\n"
        '  next:  write: theme = "dark"\n'
    )
