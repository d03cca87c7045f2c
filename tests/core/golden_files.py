"""Golden files: what was given, and what PyTorch answered, as JSON that reads back to the bit."""

import json
from pathlib import Path

import numpy as np
from tests.core.golden_cases import Arrays

from ctml.domain import FloatArray

FOLDER = Path(__file__).parent / "golden"
RTOL, ATOL = 1e-11, 1e-13


def read_golden(name: str) -> tuple[dict[str, FloatArray], dict[str, FloatArray]]:
    """Return what was given and what was answered."""
    kept = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    given, answered = (
        {key: np.array(values, dtype=np.float64) for key, values in kept[part].items()}
        for part in ("given", "answered")
    )
    return given, answered


def write_golden(name: str, version: str, given: Arrays, answered: Arrays) -> None:
    """Keep what was given and what was answered, one array a line."""
    parts = {"given": _lines(given), "answered": _lines(answered)}
    body = ",\n".join(f'"{part}": {{\n{lines}\n}}' for part, lines in parts.items())
    text = f'{{"answered by": "PyTorch {version}",\n{body}}}\n'
    (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


def assert_same(got: Arrays, wanted: Arrays) -> None:
    """Hold every array, by name, against the one that was wanted; none may be missing."""
    assert sorted(got) == sorted(wanted)
    for name, array in wanted.items():
        np.testing.assert_allclose(got[name], array, RTOL, ATOL, err_msg=name, strict=True)


def _lines(arrays: Arrays) -> str:
    return ",\n".join(
        f"{json.dumps(name)}: {json.dumps(one.tolist())}" for name, one in arrays.items()
    )
