"""The six configs that come with ctml: each works, or says what is missing."""

import subprocess
import sys
from pathlib import Path, PurePosixPath

import msgspec
import pytest

from ctml_runner.commands.train import Wanted, train
from ctml_runner.course.carried import CONFIGS, carried
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.locate import curriculum_root
from ctml_runner.course.updating import update
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.errors import LearnerError
from ctml_runner.journal import Journal
from ctml_runner.lab.config import read_config
from ctml_runner.lab.training.enrolment import enrol

FOLDER = curriculum_root() / CONFIGS
NAMES = ("bigram", "digits", "mlp", "mnist", "shakespeare", "transformer")


def test_there_are_six() -> None:
    assert tuple(sorted(file.stem for file in FOLDER.glob("*.toml"))) == NAMES


@pytest.mark.parametrize("name", ["bigram", "mlp", "transformer", "digits"])
def test_those_that_need_nothing_take_a_step_at_once(name: str) -> None:
    file = read_config(FOLDER / f"{name}.toml")
    short = msgspec.structs.replace(file.config.training, steps=1, epochs=None, warmup=0)
    enrolled = enrol(file.with_config(msgspec.structs.replace(file.config, training=short)), None)
    assert enrolled.pupil.step() == pytest.approx(enrolled.begun.guessing, rel=0.15)
    enrolled.pupil.close()


@pytest.mark.parametrize(
    ("name", "missing"),
    [("mnist", "t10k-images-idx3-ubyte.gz"), ("shakespeare", "tinyshakespeare.txt")],
)
def test_those_that_need_a_file_name_it(tmp_path: Path, name: str, missing: str) -> None:
    file = tmp_path / f"{name}.toml"
    file.write_bytes((FOLDER / f"{name}.toml").read_bytes())
    with pytest.raises(LearnerError) as told:
        train(file, Wanted())
    assert f"there is no file {missing!r}" in told.value.what
    assert told.value.next_step.endswith(f"ctml train {file} --corpus PATH")


def test_digits_without_scikit_learn_tells_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    file = tmp_path / "digits.toml"
    file.write_bytes((FOLDER / "digits.toml").read_bytes())
    with pytest.raises(LearnerError) as told:
        train(file, Wanted())
    assert told.value.next_step == "pip install 'ctml[digits]'"


def test_a_workspace_gets_them_and_an_update_renews_those_that_nobody_edited(
    tmp_path: Path,
) -> None:
    curriculum = read_curriculum()
    workspace, _ = make_workspace(tmp_path / "ws", curriculum, "1.0")
    here = workspace.root / CONFIGS
    assert sorted(file.stem for file in here.iterdir()) == list(NAMES)
    assert PurePosixPath("configs/bigram.toml") in carried(curriculum)
    mine = (here / "mlp.toml").read_bytes() + b"# mine\n"
    (here / "mlp.toml").write_bytes(mine)
    old = (here / "bigram.toml").read_bytes() + b"# as an older ctml had it\n"
    (here / "bigram.toml").write_bytes(old)
    (workspace.shipped / CONFIGS / "bigram.toml").write_bytes(old)
    update(workspace, curriculum, "1.0", Journal(workspace.journal))
    assert (here / "mlp.toml").read_bytes() == mine
    assert (here / "bigram.toml").read_bytes() == (FOLDER / "bigram.toml").read_bytes()


def test_the_command_line_names_them_in_its_help() -> None:
    words = [sys.executable, "-m", "ctml_runner", "train", "--help"]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert "configs/bigram.toml" in told
    assert "--resume" in told
