"""``ctml demo`` at the real command line: piped, for programs, and at a terminal."""

import json
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.runner.conftest import Run
from tests.screens.terminal import CTML, Terminal

from ctml.demo.contents import DEMOS

WHOLE = """\

Words become ids   token_sequence 1 of 4

A model does not read. Each word has a place in a list, the vocabulary, and the
model is told the place. The place says nothing about the word: 91 is not more
than 7.

    id : Word → TokenId

  vocabulary   [5, 2]
    word       id
    rust       12
    makes      44
    ai          7
    structure  19
    visible    91

  TokenId(12) == TokenId(12)   True
  TokenId(12) == TokenId(44)   False

"""
NO_NETWORK = """
import socket, sys
def refused(*_: object, **__: object) -> None:
    raise AssertionError("a demo asked for the network")
socket.socket = socket.create_connection = socket.getaddrinfo = refused
sys.argv = ["ctml", "demo"]
from ctml_runner.__main__ import main
main()
"""


def titles() -> list[str]:
    return [section.title for demo in DEMOS for section in demo.sections()]


def test_it_names_the_demos_in_reading_order_outside_a_workspace(ctml: Run, tmp_path: Path) -> None:
    done = ctml("demo", "--list", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    *rows, blank, last = done.stdout.splitlines()
    assert [tuple(row.split(maxsplit=1)) for row in rows] == [(d.name, d.title) for d in DEMOS]
    assert (blank, last) == ("", "  next:  ctml demo NAME   (without a name: all of them)")
    assert max(map(len, rows)) <= 80


def test_a_section_is_words_then_a_formula_then_values(ctml: Run, tmp_path: Path) -> None:
    done = ctml("demo", "token_sequence", cwd=tmp_path, COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(WHOLE)


def test_piped_it_shows_everything_at_once_and_plainly(ctml: Run, tmp_path: Path) -> None:
    done = ctml("demo", cwd=tmp_path, COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    heads = [f"{s.title}   {d.name} {n} of {len(d.steps)}"
             for d in DEMOS for n, s in enumerate(d.sections(), 1)]  # fmt: skip
    assert [line for line in lines if line in heads] == heads
    assert [line for line in lines if len(line) > 80 or line != line.rstrip()] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("width", [30, 40, 60])
def test_a_narrow_terminal_cuts_nothing_off(ctml: Run, tmp_path: Path, width: int) -> None:
    narrow = ctml("demo", cwd=tmp_path, COLUMNS=str(width)).stdout
    assert max(map(cell_len, narrow.splitlines())) <= width
    for number in ("0.2002", "-0.2608", "feed_forward.w_out", "6.1e14"):
        assert number in narrow


def test_columns_that_do_not_fit_stand_below(ctml: Run, tmp_path: Path) -> None:
    narrow = ctml("demo", "domain_objects", cwd=tmp_path, COLUMNS="30").stdout
    assert (
        """\
    columns 1 to 3 of 4:
    -0.0798  -0.0724  -0.0650
    -0.0502  -0.0428  -0.0354
    -0.0206  -0.0132  -0.0058
     0.0090   0.0164   0.0238
     0.0386   0.0460   0.0534
    column 4 of 4:
    -0.0576
    -0.0280
     0.0016
     0.0312
     0.0608
"""
        in narrow
    )


def test_a_program_gets_one_object_a_section_with_all_digits(ctml: Run, tmp_path: Path) -> None:
    done = ctml("demo", "--json", cwd=tmp_path)
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["title"] for one in objects] == titles()
    assert {one["event"] for one in objects} == {"section"}
    assert [one["number"] for one in objects if one["demo"] == "adam"] == [1, 2, 3, 4, 5, 6]
    first = next(iter(DEMOS[0].sections()))
    assert objects[0] == {
        "event": "section",
        "demo": "token_sequence",
        "number": 1,
        "of": 4,
        "title": first.title,
        "words": first.words,
        "formula": ["id : Word → TokenId"],
        "shown": [
            {
                "title": "vocabulary",
                "shape": [5, 2],
                "columns": ["word", "id"],
                "value": [
                    ["rust", 12],
                    ["makes", 44],
                    ["ai", 7],
                    ["structure", 19],
                    ["visible", 91],
                ],
                "note": "",
            },
            {
                "title": "TokenId(12) == TokenId(12)",
                "shape": [],
                "columns": [],
                "value": True,
                "note": "",
            },
            {
                "title": "TokenId(12) == TokenId(44)",
                "shape": [],
                "columns": [],
                "value": False,
                "note": "",
            },
        ],
    }
    loss = next(one for one in objects if one["title"] == "How surprised was the model?")
    assert loss["shown"][1]["value"] == pytest.approx(1.6094392519158813, rel=1e-15)


def test_a_program_gets_the_names_too(ctml: Run, tmp_path: Path) -> None:
    done = ctml("demo", "--list", "--json", cwd=tmp_path)
    assert json.loads(done.stdout) == [
        {"name": demo.name, "title": demo.title, "sections": len(demo.steps)} for demo in DEMOS
    ]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("atention_scores", "'attention_scores'"),
        ("attention", "'attention_scores'"),
        ("Adamm", "'adam'"),
        ("transformer", "'transformer_block' or 'transformer_training_state'"),
    ],
)
def test_a_typo_gets_the_nearest_name(ctml: Run, tmp_path: Path, typed: str, near: str) -> None:
    done = ctml("demo", typed, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"ctml: no demo is called {typed!r}; did you mean {near}?",
        "  next:  ctml demo --list",
    ]


@pytest.mark.parametrize("typed", ["zzz", "", "a"])
def test_a_name_that_is_near_to_none_gets_the_list(ctml: Run, tmp_path: Path, typed: str) -> None:
    done = ctml("demo", typed, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"ctml: no demo is called {typed!r}\n  next:  ctml demo --list\n"


def test_a_hyphen_and_capitals_are_no_typo(ctml: Run, tmp_path: Path) -> None:
    done = ctml("demo", "Token-Sequence", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "token_sequence 4 of 4" in done.stdout


def test_it_needs_no_network(tmp_path: Path) -> None:
    with Terminal((sys.executable, "-c", NO_NETWORK), tmp_path) as terminal:
        terminal.until("token_sequence 1 of 4", "Enter: go on")
        terminal.press("q", "enter")
        assert terminal.ended() == 0


class TestAtATerminal:
    def test_enter_goes_on_and_q_ends(self, tmp_path: Path) -> None:
        with Terminal((*CTML, "demo"), tmp_path, rows=60) as terminal:
            left = len(titles()) - 1
            terminal.until("token_sequence 1 of 4", f"{left} more   Enter: go on   q and Enter")
            assert "token_sequence 2 of 4" not in terminal.text
            terminal.press("enter")
            terminal.until("token_sequence 2 of 4", f"{left - 1} more")
            terminal.press("q", "enter")
            assert terminal.ended() == 0
            assert "token_sequence 3 of 4" not in terminal.text
            assert terminal.left == set()

    def test_the_last_section_asks_nothing(self, tmp_path: Path) -> None:
        with Terminal((*CTML, "demo", "token_sequence"), tmp_path, rows=100) as terminal:
            for left in (3, 2, 1):
                terminal.until(f"{left} more")
                terminal.press("enter")
            assert terminal.ended() == 0
            assert "token_sequence 4 of 4" in terminal.text
            assert "0 more" not in terminal.text

    def test_the_end_of_the_input_ends_it(self, tmp_path: Path) -> None:
        with Terminal((*CTML, "demo"), tmp_path, rows=60) as terminal:
            terminal.until("Enter: go on")
            terminal.press("ctrl+d")
            assert terminal.ended() == 0
            assert "Traceback" not in terminal.text

    def test_ctrl_c_ends_it_with_130(self, tmp_path: Path) -> None:
        with Terminal((*CTML, "demo"), tmp_path, rows=60) as terminal:
            terminal.until("Enter: go on")
            terminal.press("ctrl+c")
            assert terminal.ended() == 130
            assert "Traceback" not in terminal.text

    def test_without_colours_it_says_the_same(self, tmp_path: Path) -> None:
        with Terminal((*CTML, "demo"), tmp_path, rows=60) as coloured:
            coloured.until("Enter: go on")
            with Terminal((*CTML, "demo"), tmp_path, rows=60, NO_COLOR="1") as plain:
                plain.until("Enter: go on")
                assert plain.lines == coloured.lines
                assert len(plain.colours) == 1 < len(coloured.colours)
