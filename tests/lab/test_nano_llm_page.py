"""The page about the language model: its keys are those of the code, its pictures are there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ctml_runner.lab.config.key import Key, Table, keys
from ctml_runner.lab.config.models import MODELS
from ctml_runner.lab.config.values import Sampling, Training, Weights

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "nano-llm.md"
OTHERS: dict[str, Table] = {
    "`[training]`": Training,
    "`[sampling]`": Sampling,
    "`[weights]`": Weights,
}


def tables() -> str:
    """Return the page's tables of keys, as the code has them."""
    return "\n".join(_tables())


def _tables() -> Iterator[str]:
    models = {f'`[model]` with `name = "{name}"`': table for name, table in MODELS.items()}
    for title, table in {**models, **OTHERS}.items():
        yield f"{title}: {(table.__doc__ or '').strip()}\n"
        yield "| key | may be | if it isn't set | what it does |\n|---|---|---|---|"
        yield from map(_row, keys(table))
        yield ""


def _row(key: Key) -> str:
    default = "needed" if key.default is None else f"`{key.default}`" if key.default else ""
    return f"| `{key.name}` | {key.allowed} | {default} | {key.meaning} |"


def test_the_page_has_the_keys_that_the_code_has() -> None:
    assert tables() in PAGE.read_text(encoding="utf-8")


def test_every_picture_is_there_and_small() -> None:
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert pictures
    for picture in pictures:
        assert 0 < (PAGE.parent / picture).stat().st_size < 60_000


def test_what_comes_after_training_runs_and_prints_what_the_page_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.partition("## After training")[2].partition("\n## ")[0]
    blocks = re.findall(r"```(python|text)\n(.*?)```", section, re.DOTALL)
    code, told = (
        "".join(body for kind, body in blocks if kind == one) for one in ("python", "text")
    )
    assert told.count("\n") == 9
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == (told, "")
