"""A trained model goes on with a text: by seed, by options, for people and for programs."""

import io
import json
import sys
from pathlib import Path

import pytest
from tests.lab.small import DIGITS, MLP, trained, written

from ctml_runner.commands.generate import generate
from ctml_runner.errors import LearnerError


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    made = trained(tmp_path, MLP)
    capsys.readouterr()
    return made


def said(
    file: Path, capsys: pytest.CaptureFixture[str], prompt: str = "The ", **options: float
) -> dict[str, object]:
    generate(file, prompt, {"max_tokens": 20, **options}, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told


def test_a_seed_says_what_is_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, again = said(file, capsys), said(file, capsys)
    assert first == again
    assert first["prompt"] == "The "
    tokens = first["tokens"]
    assert isinstance(tokens, list)
    assert len(tokens) == 20
    assert said(file, capsys, seed=1)["tokens"] != tokens


def test_at_temperature_0_no_seed_has_a_say(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = said(file, capsys, temperature=0, seed=1)
    assert first["tokens"] == said(file, capsys, temperature=0, seed=2)["tokens"]
    assert first["tokens"] == said(file, capsys, top_k=1, seed=3)["tokens"]


def test_the_text_is_printed_as_prompt_and_what_follows(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = said(file, capsys)
    generate(file, "The ", {"max_tokens": 20}, as_json=False)
    assert capsys.readouterr().out == f"The {whole['text']}\n"


def test_a_prompt_may_come_on_standard_input_and_may_be_anything(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("né \u2014 \U0001f600"))
    piped = said(file, capsys, "-")
    assert piped["prompt"] == "né \u2014 \U0001f600"
    assert piped["tokens"] == said(file, capsys, "né \u2014 \U0001f600")["tokens"]
    assert said(file, capsys, "")["prompt"] == ""


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"temperature": -1.0}, "--temperature can't be -1.0; it may be a number of 0 or more"),
        ({"top_p": 0.0}, "--top-p can't be 0.0; it may be a number above 0, up to 1"),
        ({"top_k": -1}, "--top-k can't be -1; it may be a whole number of 0 or more"),
        ({"max_tokens": 0}, "--max-tokens can't be 0; it may be a whole number of 1 or more"),
        (
            {"repetition_penalty": 0.0},
            "--repetition-penalty can't be 0.0; it may be a number above 0",
        ),
    ],
)
def test_an_option_outside_its_range_is_told(
    file: Path, options: dict[str, float], what: str
) -> None:
    with pytest.raises(LearnerError) as told:
        generate(file, "", options, as_json=True)
    assert told.value.what == what


def test_a_model_of_pictures_has_nothing_to_say(tmp_path: Path) -> None:
    file = written(tmp_path, DIGITS)
    with pytest.raises(LearnerError) as told:
        generate(file, "", {}, as_json=True)
    assert told.value.what == "this is a model of pictures: it names digits, and has nothing to say"
