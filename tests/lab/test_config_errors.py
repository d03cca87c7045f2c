"""What is wrong with a config is told by table, key, value, line, and what would be right."""

from pathlib import Path

import pytest
from tests.lab.small import BIGRAM, MLP, written

from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import read_config

CASES = [
    (
        {'name = "bigram"': 'name = "bigam"'},
        (
            '[model] name can\'t be "bigam"; it may be "bigram", "mlp", "transformer", "image-mlp"'
            ' or "lenet"'
        ),
        4,
        'write: name = "bigram"',
    ),
    (
        {"learning_rate": "learnin_rate"},
        "[training] has no key 'learnin_rate'; did you mean 'learning_rate'?",
        9,
        "mend the name, or take the line out",
    ),
    (
        {"batch = 16": "batch = 0"},
        "[training] batch can't be 0; it may be a whole number of 1 or more",
        11,
        "write: batch = 32",
    ),
    (
        {"learning_rate = 0.3": "learning_rate = -0.3"},
        "[training] learning_rate can't be -0.3; it may be a number above 0",
        9,
        "mend the value",
    ),
    (
        {"learning_rate = 0.3": "learning_rate = nan"},
        "[training] learning_rate can't be nan; it may be a number above 0",
        9,
        "mend the value",
    ),
    (
        {'"warmup-cosine"': '"warmup_cosine"'},
        '[training] schedule can\'t be "warmup_cosine"; it may be "constant" or "warmup-cosine"',
        10,
        'write: schedule = "warmup-cosine"',
    ),
    (
        {"max_tokens = 30": "max_tokens = true"},
        "[sampling] max_tokens can't be true; it may be a whole number of 1 or more",
        16,
        "write: max_tokens = 200",
    ),
    (
        {"[sampling]": "[samplin]"},
        "a config has no table [samplin]; did you mean [sampling]?",
        15,
        "mend the name, or take it out",
    ),
    (
        {"max_tokens = 30": "max_tokens = 30\ncontext = 3"},
        "[sampling] has no key 'context'; it belongs below [training]",
        17,
        "mend the name, or take the line out",
    ),
    (
        {'name = "bigram"': 'name = "bigram"\nheads = 2'},
        "[model] has no key 'heads'; the models that have it are transformer",
        5,
        "mend the name, or take the line out",
    ),
    (
        {"steps = 60": "steps = 60\nepochs = 2"},
        "[training] has both steps and epochs, and they may not agree",
        9,
        "take one of the two out",
    ),
    (
        {"steps = 60\n": ""},
        "[training] doesn't say how long: it has neither steps nor epochs",
        6,
        "write below [training]: steps = 1000",
    ),
    (
        {'corpus = "own-words"\n': ""},
        "[training] has no corpus",
        6,
        "write below [training]: corpus = (a text in quotes)",
    ),
    (
        {'[weights]\npath = "kept/model.safetensors"\n': ""},
        "the config has no table [weights]",
        None,
        "write [weights] and its keys below it, as configs/bigram.toml does",
    ),
    (
        {"version = 1": "version = 2"},
        "this config is of version 2, and this ctml reads version 1",
        1,
        "pip install --upgrade ctml   (in a checkout: git pull)",
    ),
    (
        {"version = 1": 'version = "1"'},
        'version can\'t be "1"; it may be 1',
        1,
        "write: version = 1",
    ),
    (
        {"version = 1": "steps = 1"},
        "a config has no key 'steps' above the tables; it belongs below [training]",
        1,
        "mend the name, or take it out",
    ),
    (
        {"batch = 16": 'batch = "16"'},
        '[training] batch can\'t be "16"; it may be a whole number of 1 or more',
        11,
        "write: batch = 16",
    ),
    (
        {"batch = 16": "batch = 16\nworkers = 65"},
        "[training] workers can't be 65; it may be a whole number from 1 to 64",
        12,
        "write: workers = 1",
    ),
    (
        {'path = "kept/model.safetensors"': 'path = "kept"'},
        '[weights] path can\'t be "kept": the name of such a file ends in .safetensors',
        19,
        'write: path = "../weights/my-model.safetensors"',
    ),
    (
        {"batch = 16": "batch = 16\nbatch = 17"},
        "the config is not TOML: this key is set a second time",
        12,
        'a line is like: name = "bigram" or steps = 1000   (a text in quotes)',
    ),
    (
        {"batch = 16": "batch = sixteen"},
        "the config is not TOML: invalid value",
        11,
        'a line is like: name = "bigram" or steps = 1000   (a text in quotes)',
    ),
]


@pytest.mark.parametrize(("changes", "what", "line", "next_step"), CASES)
def test_the_whole_text_says_what_where_and_what_next(
    tmp_path: Path, changes: dict[str, str], what: str, line: int | None, next_step: str
) -> None:
    file = written(tmp_path, BIGRAM, changes)
    with pytest.raises(LearnerError) as told:
        read_config(file)
    where = f"{file}:{line}" if line else f"{file}"
    assert str(told.value) == f"{what}\n  where: {where}\n  next:  {next_step}"


def test_a_config_that_is_not_there_names_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "configs").mkdir()
    there = tmp_path / "configs" / "bigram.toml"
    there.write_text(BIGRAM, encoding="utf-8")
    with pytest.raises(LearnerError) as told:
        read_config(tmp_path / "configs" / "bigrm.toml")
    assert told.value.what == f"there is no such config; did you mean {there}?"


def test_a_config_that_is_not_there_names_the_nearest_one_from_within_their_folder_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "configs").mkdir()
    monkeypatch.chdir(tmp_path / "configs")
    Path("bigram.toml").write_text(BIGRAM, encoding="utf-8")
    with pytest.raises(LearnerError) as told:
        read_config(Path("bigrm.toml"))
    assert told.value.what == "there is no such config; did you mean bigram.toml?"


def test_a_key_in_another_table_of_the_same_name_is_told_at_its_own_line(tmp_path: Path) -> None:
    file = written(tmp_path, MLP, {"[weights]": "[sampling]\nseed = -1\n\n[weights]"})
    with pytest.raises(LearnerError) as told:
        read_config(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert told.value.line == lines.index("seed = -1") + 1


def test_paths_count_from_the_configs_folder(tmp_path: Path) -> None:
    told = {'"own-words"': '"../texts/mine.txt"'}
    file = read_config(written(tmp_path / ".", BIGRAM, told))
    assert file.weights == tmp_path / "kept" / "model.safetensors"
    assert file.corpus == tmp_path.parent / "texts" / "mine.txt"
