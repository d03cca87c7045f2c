"""Small configs, and short ways to train by them."""

import json
from collections.abc import Mapping
from pathlib import Path

from ctml_runner.commands.train import Wanted, train

BIGRAM = """\
version = 1

[model]
name = "bigram"

[training]
corpus = "own-words"
steps = 60
learning_rate = 0.3
schedule = "warmup-cosine"
batch = 16
context = 64
log_every = 20

[sampling]
max_tokens = 30

[weights]
path = "kept/model.safetensors"
"""

MLP = """\
[model]
name = "mlp"
vocab_size = 280
width = 4
hidden = 8

[training]
corpus = "own-words"
steps = 12
learning_rate = 0.01
schedule = "warmup-cosine"
warmup = 3
decay = 0.01
clip = 1.0
batch = 8
context = 4
log_every = 5
sample_every = 6

[weights]
path = "kept/model.safetensors"
"""

TRANSFORMER = """\
[model]
name = "transformer"
vocab_size = 280
width = 8
heads = 2
blocks = 1

[training]
corpus = "own-words"
steps = 12
learning_rate = 0.01
schedule = "warmup-cosine"
batch = 4
context = 8
log_every = 5

[weights]
path = "kept/model.safetensors"
"""

DIGITS = """\
[model]
name = "image-mlp"
hidden = 8

[training]
corpus = "digits"
steps = 12
learning_rate = 0.01
batch = 16
validation = 0.2
log_every = 5

[weights]
path = "kept/model.safetensors"
"""


def written(folder: Path, text: str, changes: Mapping[str, str] | None = None) -> Path:
    """Write a config, with some of its text replaced; each is found once."""
    for old, new in (changes or {}).items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = folder / "small.toml"
    file.write_text(text, encoding="utf-8")
    return file


def weights(folder: Path) -> Path:
    """Return where these configs keep their weights."""
    return folder / "kept" / "model.safetensors"


def trained(folder: Path, text: str, changes: Mapping[str, str] | None = None) -> Path:
    """Train, and return the config's file."""
    file = written(folder, text, changes)
    assert train(file, Wanted(plain=True)) == 0
    return file


def log(folder: Path) -> list[dict[str, object]]:
    """Return what the log says, without what the clock says."""
    lines = weights(folder).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return [_without_clock(json.loads(line)) for line in lines]


def _without_clock(event: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in event.items() if name not in {"seconds", "a_second"}}
