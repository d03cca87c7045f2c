"""Curves: as pictures, in letters, of one training or of three sizes."""

import json
import sys
from pathlib import Path

import pytest
from tests.lab.small import BIGRAM, MLP, log, trained, weights, written

from ctml_runner.commands.train import Wanted, sweep, train
from ctml_runner.errors import LearnerError
from ctml_runner.lab.plotting import chart_of_log, draw
from ctml_runner.lab.plotting.chart import Chart, Line
from ctml_runner.lab.plotting.terminal import in_letters, round_places

SHORT = {"steps = 60": "steps = 20", "log_every = 20": "log_every = 5"}


@pytest.mark.parametrize(("name", "begins"), [("loss.svg", b"<?xml"), ("loss.png", b"\x89PNG")])
def test_a_picture_is_drawn_and_is_the_same_for_the_same_training(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, begins: bytes
) -> None:
    file, picture = written(tmp_path, BIGRAM, SHORT), tmp_path / name
    assert train(file, Wanted(plain=True, plot=str(picture))) == 0
    assert capsys.readouterr().out.endswith(f"\npicture: {picture}\n")
    first = picture.read_bytes()
    assert first.startswith(begins)
    draw(chart_of_log(weights(tmp_path).with_suffix(".jsonl")), str(picture), 80, 24)
    assert picture.read_bytes() == first


def test_the_chart_has_what_the_log_has(tmp_path: Path) -> None:
    trained(tmp_path, BIGRAM, SHORT)
    noted = [event for event in log(tmp_path) if event["event"] == "noted"]
    chart = chart_of_log(weights(tmp_path).with_suffix(".jsonl"))
    loss, validation = chart.lines
    assert loss.points == tuple((event["step"], event["loss"]) for event in noted)
    assert validation.points == tuple((event["step"], event["validation"]) for event in noted)
    assert chart.level is not None
    assert chart.title == "bigram on own-words"


def test_a_title_names_the_file_of_a_text_without_its_folder(tmp_path: Path) -> None:
    begun = {"event": "begun", "model": "mlp", "corpus": str(tmp_path / "plays.txt")}
    kept = tmp_path / "kept.jsonl"
    kept.write_text(json.dumps(begun) + "\n", encoding="utf-8")
    assert chart_of_log(kept).title == "mlp on plays.txt"


def test_the_terminal_gets_letters_that_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = trained(tmp_path, BIGRAM, SHORT)
    chart = chart_of_log(weights(tmp_path).with_suffix(".jsonl"))
    for width, height in ((80, 24), (40, 12), (200, 60)):
        lines = draw(chart, "-", width, height).split("\n")
        assert max(map(len, lines[1:])) <= width
        assert len(lines) < height
        assert {"*", "+", "-"} <= set("".join(lines))
    capsys.readouterr()
    train(file, Wanted(plain=True, plot="-"))
    assert "  bigram on own-words   + validation   * loss   - bigram entropy" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("end", "places"),
    [
        (0, [0]),
        (7, [0, 1, 2, 3, 4, 5, 6, 7]),
        (60, [0, 10, 20, 30, 40, 50, 60]),
        (1349, [0, 200, 400, 600, 800, 1000, 1200]),
    ],
)
def test_steps_are_told_in_round_numbers(end: int, places: list[int]) -> None:
    assert round_places(end) == places
    flat = Line("loss", ((0.0, 2.0), (float(end), 1.0)))
    drawn = in_letters(Chart("a model", "step", "loss", (flat,)), 80, 24)
    assert drawn.split("\n")[-2].split() == [f"{place:,}" for place in places]


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("loss.pdf", "--plot can't be 'loss.pdf': a picture's name ends in .png or .svg"),
        ("nowhere/loss.svg", "--plot: there is no such folder"),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_refused_before_the_training(
    tmp_path: Path, target: str, what: str
) -> None:
    file = written(tmp_path, MLP)
    with pytest.raises(LearnerError) as told:
        train(file, Wanted(plot=target))
    assert told.value.what == what
    assert not weights(tmp_path).exists()


def test_without_matplotlib_the_command_that_brings_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(LearnerError) as told:
        train(written(tmp_path, MLP), Wanted(plot=str(tmp_path / "loss.svg")))
    assert str(told.value) == (
        "--plot: a picture is drawn by matplotlib, which isn't installed\n"
        "  next:  pip install 'ctml[plot]'   (or --plot - for the terminal)"
    )


def test_a_sweep_compares_three_sizes_and_leaves_the_config_s_own_weights_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = trained(tmp_path, MLP)
    before = weights(tmp_path).read_bytes()
    capsys.readouterr()
    assert sweep(file, Wanted(plain=True)) == 0
    told = capsys.readouterr().out
    table = told[told.index("size ") :].splitlines()
    assert table[0].split() == [
        "size",
        "parameters",
        "learned",
        "from",
        "loss",
        "validation",
        "time",
    ]
    rows = [line.split() for line in table[1:4]]
    assert [row[0] for row in rows] == ["small", "medium", "large"]
    counts = [int(row[1].replace(",", "")) for row in rows]
    assert counts == sorted(set(counts))
    assert "mlp, three sizes   o large   + medium   * small" in told
    assert weights(tmp_path).read_bytes() == before
    names = [path.name for path in sorted(weights(tmp_path).parent.glob("*-*.safetensors"))]
    assert names == [f"model-{size}.safetensors" for size in ("large", "medium", "small")]


def test_a_sweep_tells_programs_its_curves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sweep(written(tmp_path, MLP), Wanted(as_json=True)) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["event"] == "swept"
    assert [size["size"] for size in last["sizes"]] == ["small", "medium", "large"]
    assert all(size["tokens"] == 12 * 8 * 4 for size in last["sizes"])


def test_a_bigram_model_has_no_sizes_to_sweep(tmp_path: Path) -> None:
    with pytest.raises(LearnerError, match="a bigram model has no width"):
        sweep(written(tmp_path, BIGRAM), Wanted())
