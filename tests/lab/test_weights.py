"""Weights are whole or not there; what is wrong with a file is told, and nothing is lost."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file, save_file
from tests.lab.small import BIGRAM, MLP, log, trained, weights, written

from ctml_runner.commands.generate import generate
from ctml_runner.commands.train import Wanted, train
from ctml_runner.errors import LearnerError
from ctml_runner.lab.weights import read_weights, write_weights

NAN = {"learning_rate = 0.01": "learning_rate = 1e18", "warmup = 3": "warmup = 1"}


def about(path: Path) -> dict[str, object]:
    with safe_open(path, framework="numpy") as file:
        told = json.loads((file.metadata() or {})["ctml"])
    assert isinstance(told, dict)
    return told


def rewritten(path: Path, **changed: object) -> None:
    told = {**about(path), **changed}
    save_file(load_file(path), path, {"ctml": json.dumps(told)})


def refusal(file: Path) -> LearnerError:
    with pytest.raises(LearnerError) as told:
        generate(file, "", {"max_tokens": 3}, as_json=True)
    return told.value


def test_the_file_says_how_it_was_made(tmp_path: Path) -> None:
    trained(tmp_path, MLP)
    told = about(weights(tmp_path))
    assert (told["form"], told["step"]) == (1, 12)
    assert str(told["tokenizer"]).startswith("ctml tokenizer, version 1\nmerges: 24\n")
    assert len(str(told["config_digest"])) == len(str(told["corpus_digest"])) == 64
    arrays = load_file(weights(tmp_path))
    assert {"embedding.table", "adamw.first/embedding.table"} <= set(arrays)
    assert arrays["embedding.table"].dtype == np.float32


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    trained(tmp_path, MLP)
    kept = read_weights(weights(tmp_path), "")
    write_weights(tmp_path / "again.safetensors", kept)
    assert (tmp_path / "again.safetensors").read_bytes() == weights(tmp_path).read_bytes()


def test_without_weights_the_command_that_makes_them_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, MLP)
    told = refusal(file)
    assert (told.what, told.next_step) == ("there are no weights yet", f"ctml train {file}")


@pytest.mark.parametrize("cut", [0, 7, 100, -1])
def test_a_file_that_was_cut_off_is_damaged(tmp_path: Path, cut: int) -> None:
    file = trained(tmp_path, MLP)
    weights(tmp_path).write_bytes(weights(tmp_path).read_bytes()[:cut])
    told = refusal(file)
    assert told.what.startswith("these weights are damaged or no safetensors file: ")
    assert told.where == weights(tmp_path)
    assert told.next_step == f"ctml train {file}   (trains anew; what is there is put aside)"


def test_a_file_of_another_program_is_not_ours(tmp_path: Path) -> None:
    file = written(tmp_path, MLP)
    weights(tmp_path).parent.mkdir()
    save_file({"layer.weight": np.zeros((2, 2), np.float32)}, weights(tmp_path))
    assert refusal(file).what == (
        "these weights are not of ctml: the file doesn't say how they were trained"
    )


def test_weights_of_a_newer_ctml_say_so(tmp_path: Path) -> None:
    file = trained(tmp_path, MLP)
    rewritten(weights(tmp_path), form=2, version="9.1")
    assert refusal(file).what == "these weights were written by a newer ctml, 9.1"


@pytest.mark.parametrize(
    ("key", "value"),
    [("tokenizer", "nonsense"), ("step", -1), ("losses", "none"), ("config", {})],
)
def test_metadata_that_says_nonsense_is_damage(tmp_path: Path, key: str, value: object) -> None:
    file = trained(tmp_path, MLP)
    rewritten(weights(tmp_path), **{key: value})
    assert refusal(file).what.startswith("these weights are damaged")


def test_numbers_that_are_none_are_damage(tmp_path: Path) -> None:
    file = trained(tmp_path, MLP)
    arrays = load_file(weights(tmp_path))
    arrays["hidden.bias"] = np.full_like(arrays["hidden.bias"], np.nan)
    save_file(arrays, weights(tmp_path), {"ctml": json.dumps(about(weights(tmp_path)))})
    assert refusal(file).what.startswith("these weights are damaged")


def test_weights_of_another_shape_name_the_first_array_that_does_not_fit(tmp_path: Path) -> None:
    trained(tmp_path, MLP)
    file = written(tmp_path, MLP, {"hidden = 8": "hidden = 9"})
    told = refusal(file)
    assert told.what == (
        "these weights are of another model than the config has now:"
        " hidden.bias: shape (8,), needed (9,) (and 2 more)"
    )
    assert told.next_step == f"put [model] back as it was; or train anew: ctml train {file}"


def test_a_number_that_is_none_stops_the_training_and_keeps_the_last_weights(
    tmp_path: Path,
) -> None:
    file = written(tmp_path, MLP, {**NAN, "log_every = 5": "log_every = 1"})
    with pytest.raises(LearnerError) as told:
        train(file, Wanted(plain=True))
    kept = read_weights(weights(tmp_path), "")
    assert kept.step == 1
    assert told.value.what.startswith("training went wrong: a number that is NaN or ")
    assert "the weights of step 1 are kept" in told.value.what
    assert all(np.isfinite(array).all() for array in kept.state.arrays.values())


def test_a_full_disk_at_a_note_is_told_and_training_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = iter([True])

    def fsync(descriptor: int) -> None:
        if next(refused, False):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    trained(tmp_path, MLP)
    told = capsys.readouterr().out
    assert "the weights can't be written now: No space left on device; going on" in told
    assert read_weights(weights(tmp_path), "").step == 12


def test_a_disk_that_is_full_at_the_end_leaves_the_weights_that_were_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = iter([True])

    def fsync(descriptor: int) -> None:
        if not next(saves, False):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    file = written(tmp_path, MLP)
    with pytest.raises(LearnerError) as told:
        train(file, Wanted(plain=True))
    assert told.value.what == (
        "the weights of step 12 can't be written: No space left on device;"
        " the weights of step 5 are kept"
    )
    assert told.value.next_step == f"make room, then: ctml train {file} --resume"
    monkeypatch.undo()
    assert read_weights(weights(tmp_path), "").step == 5
    assert [one.name for one in weights(tmp_path).parent.glob(".*draft")] == []
    assert train(file, Wanted(plain=True, resume=True)) == 0


KILLED = """
import sys
from pathlib import Path
from ctml_runner.lab.weights import read_weights, write_weights
first, second, path = map(Path, sys.argv[1:])
both = read_weights(first, ""), read_weights(second, "")
print("ready", flush=True)
while True:
    for kept in both:
        write_weights(path, kept)
"""


def test_a_kill_while_saving_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    for name, steps in (("first", 1), ("second", 2)):
        (tmp_path / name).mkdir()
        trained(tmp_path / name, BIGRAM, {"steps = 60": f"steps = {steps}"})
    sources = [weights(tmp_path / name) for name in ("first", "second")]
    path = tmp_path / "model.safetensors"
    chance = random.Random(0)
    for _ in range(4):
        command = [sys.executable, "-c", KILLED, *map(str, sources), str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0.01, 0.06))
            os.kill(process.pid, signal.SIGKILL)
        if path.exists():
            assert path.read_bytes() in [source.read_bytes() for source in sources]
    assert path.exists()


def test_a_log_line_that_was_cut_off_does_no_harm(tmp_path: Path) -> None:
    file = trained(tmp_path, MLP)
    book = weights(tmp_path).with_suffix(".jsonl")
    whole = book.read_bytes()
    book.write_bytes(whole[: len(whole) // 2])
    assert train(file, Wanted(plain=True, plot="-")) == 0
    assert log(tmp_path)
