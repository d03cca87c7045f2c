"""Training and talking in a real terminal: the bar, Ctrl-C, and every way out."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.lab.small import BIGRAM, MLP, TRANSFORMER, trained, weights, written
from tests.screens.terminal import CTML, Terminal

from ctml_runner.lab.weights import read_weights

LONG = {"steps = 60": "steps = 100000", "log_every = 20": "log_every = 5"}


@pytest.fixture
def ready(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a trained model; talking is quicker if it writes little."""
    trained(tmp_path, MLP, {"[weights]": "[sampling]\nmax_tokens = 12\n\n[weights]"})
    capsys.readouterr()
    return tmp_path


def test_ctrl_c_saves_and_resume_goes_on(tmp_path: Path) -> None:
    written(tmp_path, BIGRAM, LONG)
    with Terminal((*CTML, "train", "small.toml"), tmp_path) as terminal:
        terminal.until("step      10   loss", "/100000", "left")
        assert terminal.text.count("Ctrl-C stops after the step that is under way, and saves") == 1
        terminal.press("ctrl+c")
        assert terminal.ended() == 130
        assert "of 100,000, and saved" in terminal.text
        assert "next:  ctml train small.toml --resume" in terminal.text
        assert "left" not in terminal.text
        assert terminal.left == set()
        assert b"Traceback" not in terminal.written
    step = read_weights(weights(tmp_path), "").step
    assert step >= 10
    with Terminal((*CTML, "train", "small.toml", "--resume"), tmp_path) as terminal:
        terminal.until(f"goes on after step {step} of 100,000", "loss", "left")
        terminal.press("ctrl+c")
        assert terminal.ended() == 130
    assert read_weights(weights(tmp_path), "").step > step


def test_ctrl_c_ends_two_workers_as_well(tmp_path: Path) -> None:
    endless = {"steps = 12": "steps = 100000", "batch = 4": "batch = 4\nworkers = 2"}
    written(tmp_path, TRANSFORMER, endless)
    with Terminal((*CTML, "train", "small.toml"), tmp_path) as terminal:
        terminal.until("step       5   loss", timeout=120)  # two processes more to start
        terminal.press("ctrl+c")
        assert terminal.ended() == 130
        assert "and saved" in terminal.text
        assert (terminal.left, b"Traceback" in terminal.written) == (set(), False)


def test_without_a_terminal_there_are_only_lines(tmp_path: Path) -> None:
    written(tmp_path, MLP)
    command = [*CTML, "train", "small.toml"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "\x1b" not in told.stdout
    assert "Ctrl-C" not in told.stdout
    assert (told.stderr, told.stdout.splitlines()[-1]) == ("", "next:  ctml chat small.toml")


def test_a_wrong_config_ends_with_2_and_no_traceback(tmp_path: Path) -> None:
    written(tmp_path, MLP, {"batch = 8": "batch = 0"})
    command = [*CTML, "train", "small.toml", "--json"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("ctml: [training] batch can't be 0; it may be a whole number")


def test_an_unknown_option_leads_to_the_help_of_its_command(tmp_path: Path) -> None:
    command = [*CTML, "train", "small.toml", "--resum"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.splitlines()[-1]) == (2, "  next:  ctml train --help")


def test_a_talk_on_the_screen(ready: Path) -> None:
    with Terminal((*CTML, "chat", "small.toml"), ready) as terminal:
        terminal.until("type how a text begins", "how it chooses", "> temperature  0.8")
        terminal.press("A token", "enter")
        terminal.until("> A token", "what it chose from", "%")
        terminal.until_gone("writing")
        terminal.type("\x1b[C")  # →
        terminal.until("> temperature  0.9")
        terminal.press("down")
        terminal.type("\x1b[D")  # ←
        terminal.until("  temperature  0.9", "> top-k        200")
        terminal.press("enter")
        terminal.until_gone("writing")
        terminal.resize(40, 132)
        terminal.until("> A token", "Esc leave")
        terminal.resize(10, 40)
        terminal.until("[top-k 200]")
        terminal.press("esc")
        assert terminal.ended() == 0
        assert (terminal.left, terminal.drawing) == (set(), False)
        assert b"Traceback" not in terminal.written


def test_a_talk_in_lines_says_how_it_begins_and_how_it_ends(ready: Path) -> None:
    with Terminal((*CTML, "chat", "small.toml", "--plain"), ready) as terminal:
        terminal.until("type how a text begins", "(Ctrl-D leaves)", ">")
        terminal.type("\x04")
        assert terminal.ended() == 0


def test_ctrl_c_ends_a_talk_while_the_model_writes(ready: Path) -> None:
    written(ready, MLP, {"[weights]": "[sampling]\nmax_tokens = 100000\n\n[weights]"})
    with Terminal((*CTML, "chat", "small.toml"), ready) as terminal:
        terminal.until("type how a text begins")
        terminal.press("A", "enter")
        terminal.until("writing", "%")
        terminal.press("ctrl+c")
        assert terminal.ended() == 130
        assert (terminal.left, b"Traceback" in terminal.written) == (set(), False)


def colours(folder: Path, ground: str | None = None, no_colour: str | None = None) -> set[str]:
    with Terminal(
        (*CTML, "chat", "small.toml"),
        folder,
        COLORTERM="truecolor",
        COLORFGBG=ground,
        NO_COLOR=no_colour,
    ) as terminal:
        terminal.until("type how a text begins")
        terminal.press("A", "enter")
        terminal.until("%")
        return terminal.colours


def test_a_talk_has_the_colours_that_are_asked_for(ready: Path) -> None:
    assert "16181d" in colours(ready)
    assert "fbfaf7" in colours(ready, ground="0;15")
    assert colours(ready, no_colour="1") == {"default"}


def test_without_a_terminal_a_talk_is_lines_in_and_text_out(ready: Path) -> None:
    command = [*CTML, "chat", "small.toml"]
    told = subprocess.run(
        command, cwd=ready, input="A token\nand more\n", capture_output=True, text=True, check=True
    )
    assert told.stderr == ""
    assert told.stdout.endswith("\n")
    assert "\x1b" not in told.stdout
    again = subprocess.run(
        command, cwd=ready, input="A token\nand more\n", capture_output=True, text=True, check=True
    )
    assert again.stdout == told.stdout


def test_without_weights_the_command_to_type_is_told(tmp_path: Path) -> None:
    written(tmp_path, MLP)
    command = [*CTML, "chat", "small.toml"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr.splitlines()[0] == "ctml: there are no weights yet"
    assert told.stderr.splitlines()[-1] == "  next:  ctml train small.toml"


def test_a_prompt_that_is_no_text_is_taken_as_it_is(ready: Path) -> None:
    command = [*CTML, "generate", "small.toml", "--max-tokens", "2", "--json", "--prompt"]
    for typed, piped in ((b"caf\xe9", b""), (b"-", b"caf\xe9 \xff")):
        told = subprocess.run(
            [*map(os.fsencode, command), typed],
            cwd=ready,
            input=piped,
            capture_output=True,
            check=False,
        )
        assert (told.returncode, told.stderr) == (0, b"")
        assert json.loads(told.stdout)["prompt"].startswith("caf")


def test_what_generate_prints_is_read_by_programs(ready: Path) -> None:
    command = [*CTML, "generate", "small.toml", "--prompt", "-", "--max-tokens", "4", "--json"]
    told = subprocess.run(
        command, cwd=ready, input="The ", capture_output=True, text=True, check=True
    )
    assert len(json.loads(told.stdout)["tokens"]) == 4
