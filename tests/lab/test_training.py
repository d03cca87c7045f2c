"""A training learns what there is to learn, tells it, and goes on to the bit."""

import errno
import json
import math
import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load, load_file
from tests.lab.small import BIGRAM, DIGITS, MLP, TRANSFORMER, log, trained, weights, written

from ctml_runner.commands.train import Wanted, train
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import read_config
from ctml_runner.lab.training.interrupt import Interrupt, interruptible
from ctml_runner.lab.training.messages import Message, Notice, Stepped
from ctml_runner.lab.training.running import run_training
from ctml_runner.lab.training.text_pupil import TextPupil
from ctml_runner.lab.weights import read_weights


class Stopping:
    """A screen that wants the training to end after some step, as Ctrl-C does."""

    attended = False

    def __init__(self, after: int) -> None:
        self.after = after
        self.interrupt = Interrupt()

    def show(self, message: Message) -> None:
        if isinstance(message, Stepped) and message.step == self.after:
            self.interrupt.wanted = True


def noted(folder: Path) -> list[dict[str, object]]:
    return [event for event in log(folder) if event["event"] == "noted"]


def run(file: Path, *, stop_after: int, resume: bool = False) -> bool:
    screen = Stopping(stop_after)
    return run_training(read_config(file), screen, screen.interrupt, resume=resume).done


def test_a_bigram_model_begins_at_guessing_and_ends_near_the_corpus_s_own_entropy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, BIGRAM)
    assert train(file, Wanted(as_json=True)) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    begun, first, ended = events[0], events[1], events[-1]
    assert [event["event"] for event in events] == ["begun", *["noted"] * 4, "ended"]
    assert first["step"] == 0
    assert first["loss"] == pytest.approx(math.log(256), rel=0.01)
    assert ended["loss"] == pytest.approx(begun["entropy"], rel=0.05)
    assert ended["loss"] > begun["entropy"]
    assert events[-2]["validation"] < first["validation"]


def test_what_is_printed_names_the_entropy_the_weights_and_the_next_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = trained(tmp_path, BIGRAM, {"steps = 60": "steps = 20"})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "model: bigram, 65,536 parameters, readable engine"
    assert lines[2].startswith("guessing: a loss of ln 256 = 5.545; the corpus's own bigram entrop")
    assert any(line.startswith("step 20   loss ") for line in lines)
    assert lines[-2:] == [f"weights: {weights(tmp_path)}", f"next:  ctml chat {file}"]


@pytest.mark.parametrize("text", [MLP, TRANSFORMER, DIGITS], ids=["mlp", "transformer", "digits"])
@pytest.mark.parametrize("stop", [5, 7], ids=["at a note", "between two"])
def test_resumed_equals_uninterrupted_to_the_bit(tmp_path: Path, text: str, stop: int) -> None:
    straight, broken = tmp_path / "straight", tmp_path / "broken"
    for folder in (straight, broken):
        folder.mkdir()
    assert run(written(straight, text), stop_after=-1)
    file = written(broken, text)
    assert not run(file, stop_after=stop)
    assert read_weights(weights(broken), "").step == stop
    assert run(file, stop_after=-1, resume=True)
    assert weights(broken).read_bytes() == weights(straight).read_bytes()
    noted = [
        [one for one in log(folder) if one["event"] == "noted"] for folder in (straight, broken)
    ]
    assert noted[0] == noted[1]


@pytest.mark.parametrize(
    ("text", "batch"), [(MLP, "batch = 8"), (BIGRAM, "batch = 16")], ids=["mlp", "bigram"]
)
def test_a_seed_decides_everything(tmp_path: Path, text: str, batch: str) -> None:
    short = {"steps = 60": "steps = 5"} if text is BIGRAM else {}
    trained(tmp_path, text, short)
    first = weights(tmp_path).read_bytes()
    trained(tmp_path, text, short)
    assert weights(tmp_path).read_bytes() == first
    trained(tmp_path, text, {**short, batch: f"{batch}\nseed = 1"})
    assert load_file(weights(tmp_path)).keys() == load(first).keys()
    assert not all(
        np.array_equal(array, load(first)[name])
        for name, array in load_file(weights(tmp_path)).items()
    )


def test_a_new_training_keeps_the_weights_that_were_there_under_another_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trained(tmp_path, MLP)
    before = weights(tmp_path).read_bytes()
    capsys.readouterr()
    trained(tmp_path, MLP, {"batch = 8": "batch = 9"})
    assert weights(tmp_path).with_name("model.previous-1.safetensors").read_bytes() == before
    told = capsys.readouterr().out
    assert "the weights that were there are kept as model.previous-1.safetensors" in told
    trained(tmp_path, MLP)
    assert weights(tmp_path).with_name("model.previous-1.safetensors").read_bytes() == before
    assert weights(tmp_path).with_name("model.previous-2.jsonl").exists()


def test_a_training_that_fails_before_it_saved_anything_leaves_what_was_there_and_its_own_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trained(tmp_path, MLP)
    before = {path.name: path.read_bytes() for path in weights(tmp_path).parent.iterdir()}
    wild = {"learning_rate = 0.01": "learning_rate = 1e300", "decay = 0.01\n": ""}
    file = written(tmp_path, MLP, wild)
    with pytest.raises(LearnerError, match="training went wrong"):
        train(file, Wanted(plain=True))
    after = {path.name: path.read_bytes() for path in weights(tmp_path).parent.iterdir()}
    failed = after.pop("model.failed.jsonl").decode().splitlines()
    assert [json.loads(line)["event"] for line in failed] == ["begun", "noted"]
    assert after == before
    told = " ".join(capsys.readouterr().out.split())
    kept = "the log of this training is kept as model.failed.jsonl"
    assert f"the weights that were there are back in their place; {kept}" in told


def test_ctrl_c_before_the_first_step_leaves_everything_as_it_was(tmp_path: Path) -> None:
    file = trained(tmp_path, MLP)
    before = sorted(path.name for path in weights(tmp_path).parent.iterdir())
    screen = Stopping(-1)
    screen.interrupt.wanted = True
    with pytest.raises(KeyboardInterrupt):
        run_training(read_config(file), screen, screen.interrupt, resume=False)
    assert sorted(path.name for path in weights(tmp_path).parent.iterdir()) == before


def test_the_fused_engine_and_the_readable_one_learn_the_same(tmp_path: Path) -> None:
    losses = []
    for engine in ("fused", "readable"):
        trained(tmp_path, TRANSFORMER, {"batch = 4": f'batch = 4\nengine = "{engine}"'})
        losses.append([event["loss"] for event in noted(tmp_path)])
        assert log(tmp_path)[0]["engine"] == engine
    assert losses[0] == pytest.approx(losses[1], rel=1e-4)


REFUSED = [
    (
        MLP,
        {"vocab_size = 280": "vocab_size = 60"},
        (
            "[model] vocab_size can't be 60: the corpus has 46 different bytes, and each of the 256"
            " that there are has a token of its own"
        ),
        "write: vocab_size = 256   (bytes alone), or more (byte pairs as well)",
    ),
    (
        MLP,
        {'corpus = "own-words"': 'corpus = "mine.txt"'},
        "[training] corpus: there is no file 'mine.txt'; paths count from the config's folder",
        "put a copy there, or say where it is: ctml train {file} --corpus PATH",
    ),
    (
        MLP,
        {'corpus = "own-words"': 'corpus = "digits"'},
        "[training] corpus can't be 'digits' here: those are pictures, and no text",
        'write: corpus = "python-docs"; or name a model of pictures: image-mlp or lenet',
    ),
    (
        DIGITS,
        {'corpus = "digits"': 'corpus = "own-words"'},
        "[training] corpus can't be 'own-words' here: that is a text, and no pictures",
        'write: corpus = "digits"; or name a model of texts, such as bigram',
    ),
    (
        TRANSFORMER,
        {"heads = 2": "heads = 3"},
        ("[model] heads can't be 3 where the width is 8; it needs a divisor of the width"),
        "change the sizes below [model]",
    ),
    (
        TRANSFORMER,
        {"heads = 2\n": 'heads = 8\npositions = "rotary"\n'},
        (
            "[model] width can't be 8 where heads is 8: 1 for each head; it needs an even number of"
            " them for rotary positions, which come in pairs"
        ),
        "change the sizes below [model]",
    ),
    (
        TRANSFORMER,
        {"width = 8": "width = 3000"},
        (
            "[model] width = 3000 would make 109,680,000 numbers, which take about 1.8 GB in"
            " training; 100,000,000 are the most"
        ),
        "write: width = 2860",
    ),
    (
        MLP,
        {"hidden = 8": "hidden = 100000000"},
        (
            "[model] hidden = 100000000 would make 29,600,001,120 numbers, which take about 474 GB"
            " in training; 100,000,000 are the most"
        ),
        "write: hidden = 337834",
    ),
    (
        DIGITS,
        {"hidden = 8": "hidden = 2000000"},
        (
            "[model] hidden = 2000000 would make 148,000,000 numbers, which take about 2.4 GB in"
            " training; 100,000,000 are the most"
        ),
        "write: hidden = 1351351",
    ),
    (
        DIGITS,
        {'name = "image-mlp"\nhidden = 8': 'name = "lenet"\nhidden = 2000000'},
        (
            "[model] hidden = 2000000 would make 148,000,000 numbers, which take about 2.4 GB in"
            " training; 100,000,000 are the most"
        ),
        "write: hidden = 1351351",
    ),
    (
        MLP,
        {"batch = 8": "batch = 100000"},
        (
            "[training] batch = 100000, context = 4 and a vocab_size of 280 would make 121,600,000"
            " numbers in one step, about 486 MB at the least; 100,000,000 are the most"
        ),
        "write: batch = 82236   (or a smaller context or vocab_size)",
    ),
    (
        TRANSFORMER,
        {"context = 8": "context = 500", "heads = 2\nblocks = 1": "heads = 8\nblocks = 60"},
        (
            "[training] batch = 4, context = 500 and a vocab_size of 280 would make 492,080,000"
            " numbers in one step, about 2 GB at the least; 100,000,000 are the most"
        ),
        "write: batch = 1 and context = 450   (or a smaller vocab_size or model)",
    ),
    (
        DIGITS,
        {"batch = 16": "batch = 2000000"},
        (
            "[training] batch = 2000000 and hidden = 8 would make 144,000,000 numbers in one step,"
            " about 576 MB at the least; 100,000,000 are the most"
        ),
        "write: batch = 1388888   (or a smaller hidden)",
    ),
    (
        DIGITS,
        {"hidden = 8": "hidden = 1000000"},
        (
            "[model] hidden = 1000000 and the 256 pictures that are judged at once would make"
            " 256,016,384 numbers in one step, about 1 GB at the least; 100,000,000 are the most"
        ),
        "write: hidden = 390561",
    ),
    (
        MLP,
        {'corpus = "own-words"': 'corpus = "own_words"'},
        "[training] corpus: there is no file 'own_words'; did you mean 'own-words'?",
        'write: corpus = "own-words"',
    ),
    (
        MLP,
        {"warmup = 3": "warmup = 12"},
        "[training] warmup can't be 12; it needs less than all 12 steps",
        "change it, or the steps, or the learning_rate",
    ),
    (
        MLP,
        {"warmup = 3": "warmup = 3\nfloor = 0.02"},
        "[training] floor can't be 0.02; it needs a floor of at most the peak, 0.01",
        "change it, or the steps, or the learning_rate",
    ),
    (
        MLP,
        {"context = 4": "context = 100000"},
        (
            "the corpus is too short: of its 5113 tokens, 511 are kept for validation, and each"
            " part needs more than one context of 100000"
        ),
        "a smaller context, a larger validation share, or a longer corpus",
    ),
]


@pytest.mark.parametrize(("text", "changes", "what", "next_step"), REFUSED)
def test_what_cannot_be_trained_is_told_before_anything_is_written(
    tmp_path: Path, text: str, changes: dict[str, str], what: str, next_step: str
) -> None:
    file = written(tmp_path, text, changes)
    with pytest.raises(LearnerError) as told:
        train(file, Wanted())
    assert (told.value.what, told.value.next_step) == (what, next_step.format(file=file))
    assert told.value.where == file
    assert told.value.line is not None
    assert not weights(tmp_path).exists()


def test_a_corpus_of_the_command_line_is_told_as_one(tmp_path: Path) -> None:
    file, nowhere, mixed = written(tmp_path, MLP), tmp_path / "no.txt", tmp_path / "mixed.txt"
    mixed.write_bytes(b"fine\nnot \xff fine\n")
    with pytest.raises(LearnerError) as told:
        train(file, Wanted(corpus=nowhere))
    assert (told.value.what, told.value.where) == ("--corpus: there is no such file", nowhere)
    assert told.value.next_step.endswith(f"leave --corpus out: ctml train {file}")
    with pytest.raises(LearnerError) as told:
        train(file, Wanted(corpus=mixed))
    why = "it needs UTF-8 (line 2, byte 5: b'\\xff')"
    assert told.value.what == f"--corpus '{mixed}' can't be used: {why}"


def test_a_batch_that_finds_no_room_is_told_as_the_config_s_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_pupil: TextPupil) -> float:
        raise MemoryError("Unable to allocate 96.1 GiB")

    file = written(tmp_path, MLP)
    monkeypatch.setattr(TextPupil, "first_loss", full)
    with pytest.raises(LearnerError) as told:
        train(file, Wanted(plain=True))
    what = "there isn't enough memory for this training: Unable to allocate 96.1 GiB"
    assert (told.value.what, told.value.where) == (what, file)


def test_a_training_that_went_further_than_it_is_to_go_is_not_gone_on_with(tmp_path: Path) -> None:
    file = trained(tmp_path, MLP)
    written(tmp_path, MLP, {"steps = 12": "steps = 11"})
    with pytest.raises(LearnerError) as told:
        train(file, Wanted(resume=True))
    asked = "the training has taken 12 steps already, and the config asks for 11"
    assert told.value.what == asked
    assert told.value.line == 9


def test_ctrl_c_before_there_is_anything_to_save_is_not_waited_for() -> None:
    with interruptible() as wish:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        wish.begin()
        signal.raise_signal(signal.SIGINT)
        assert wish.wanted
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_training_goes_on_only_as_the_one_that_it_was(tmp_path: Path) -> None:
    file = written(tmp_path, MLP)
    run(file, stop_after=5)
    written(tmp_path, MLP, {"learning_rate = 0.01": "learning_rate = 0.02"})
    with pytest.raises(LearnerError) as told:
        train(file, Wanted(resume=True))
    wrong = "[training] learning_rate was 0.01, and is 0.02 now"
    assert told.value.what == f"the training can't go on as another one: {wrong}"
    other = tmp_path / "other.txt"
    other.write_text("another text, and not a long one\n" * 20, encoding="utf-8")
    written(tmp_path, MLP)
    with pytest.raises(LearnerError, match="corpus was another text"):
        train(file, Wanted(resume=True, corpus=other))


def test_more_steps_are_no_other_training(tmp_path: Path) -> None:
    steady = {'schedule = "warmup-cosine"\nwarmup = 3\n': ""}
    file = trained(tmp_path, MLP, steady)
    written(tmp_path, MLP, {**steady, "steps = 12": "steps = 14"})
    assert train(file, Wanted(resume=True, plain=True)) == 0
    assert read_weights(weights(tmp_path), "").step == 14


def test_more_steps_under_a_schedule_are_told_to_change_the_rates_of_what_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = "are those of a training that was to take 14 steps from its beginning"
    for schedule, told in (("warmup-cosine", True), ("constant", False)):
        (tmp_path / schedule).mkdir()
        same = {'"warmup-cosine"': f'"{schedule}"', "warmup = 3\n": ""}
        file = written(tmp_path / schedule, MLP, same)
        run(file, stop_after=5)
        assert train(file, Wanted(resume=True, plain=True)) == 0
        assert changed not in " ".join(capsys.readouterr().out.split())
        written(tmp_path / schedule, MLP, {**same, "steps = 12": "steps = 14"})
        assert train(file, Wanted(resume=True, plain=True)) == 0
        assert (changed in " ".join(capsys.readouterr().out.split())) == told


@pytest.mark.parametrize(("size", "told"), [(280, False), (900, True)])
def test_a_vocabulary_larger_than_the_text_can_teach_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], size: int, told: bool
) -> None:
    trained(tmp_path, MLP, {"vocab_size = 280": f"vocab_size = {size}"})
    printed = " ".join(capsys.readouterr().out.split())
    assert ("tokens teach little about" in printed) == told
    assert ("a smaller vocab_size below [model], or a longer corpus" in printed) == told


@pytest.mark.parametrize("text", [BIGRAM, DIGITS], ids=["bigram", "digits"])
def test_a_training_that_ends_above_guessing_says_so_and_what_to_try(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    rate = "learning_rate = 0.3" if text is BIGRAM else "learning_rate = 0.01"
    file = trained(tmp_path, text, {rate: "learning_rate = 100000.0"})
    told = capsys.readouterr().out
    assert "it ended at a loss of " in told
    assert "worse than a blind guess, which has" in told
    assert "try a tenth of the learning_rate below [training]" in told
    assert "above the entropy" not in told
    assert "bits a byte" not in told, "of such a loss they say nothing"
    assert told.splitlines()[-1] == f"next:  ctml train {file}"


@pytest.mark.parametrize("text", [BIGRAM, MLP, TRANSFORMER, DIGITS])
def test_a_training_of_one_step_is_not_said_to_have_gone_too_far(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    steps = "steps = 60" if text is BIGRAM else "steps = 12"
    warmup = {"warmup = 3\n": ""} if text is MLP else {}
    trained(tmp_path, text, {steps: "steps = 1", **warmup})
    assert "a blind guess" not in capsys.readouterr().out


def test_a_training_with_nothing_left_to_do_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = trained(tmp_path, MLP)
    before = weights(tmp_path).read_bytes()
    capsys.readouterr()
    assert train(file, Wanted(resume=True, plain=True)) == 0
    assert "all 12 steps were taken before; nothing is left to do" in capsys.readouterr().out
    assert weights(tmp_path).read_bytes() == before


def test_two_trainings_into_one_file_are_refused(tmp_path: Path) -> None:
    file = written(tmp_path, MLP)

    class Second(Stopping):
        def show(self, message: Message) -> None:
            if isinstance(message, Stepped) and message.step == 2:
                with pytest.raises(LearnerError, match="another training is writing"):
                    train(file, Wanted())
                self.interrupt.wanted = True

    screen = Second(0)
    assert not run_training(read_config(file), screen, screen.interrupt, resume=False).done


def test_before_a_person_a_full_disk_is_waited_for_until_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, MLP, {"log_every = 5": "log_every = 12"})
    refusals, waits, notices = iter([True] * 3), list[float](), list[str]()

    def fsync(descriptor: int) -> None:
        if next(refusals, False):
            raise OSError(errno.ENOSPC, "No space left on device")

    class Attended(Stopping):
        attended = True

        def show(self, message: Message) -> None:
            notices.extend([message.text] if isinstance(message, Notice) else [])

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(time, "sleep", waits.append)
    screen = Attended(-1)
    assert run_training(read_config(file), screen, screen.interrupt, resume=False).done
    assert read_weights(weights(tmp_path), "").step == 12
    assert len(waits) == 2
    full = "the weights can't be written"
    assert notices == [
        f"{full} now: No space left on device; going on",
        f"{full}: No space left on device; make room, and they will be   (Ctrl-C: give up)",
    ]
