"""Exports of a made-up class, read back."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from tests.cohort.generated import CURRICULUM, NOW

from ctml_runner.cohort.export.exporting import export, material
from ctml_runner.cohort.export.formats import Export, Format, Order
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.standing.gathering import gather

SCHEMAS = Path(__file__).parent / "schemas"
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1 -2",
    "\t=1+1",
    '"]]><script>alert(1)</script>&amp;\x00\x0b',
    'Comma, "Quote"\nLine',
)  # fmt: skip


def made(
    cohort: CohortFolder,
    form: Format,
    *,
    anonymous: bool = False,
    canvas: Path | None = None,
    classroom: str = "",
) -> Export:
    """Return an export as it would be written."""
    order = Order(form, anonymous, NOW, canvas, classroom, classroom)
    return export(material(gather(cohort, CURRICULUM), order))


def documents(exported: Export) -> dict[str, dict[str, Any]]:
    """Return every JSON file of an export."""
    return {
        path: json.loads(data) for path, data in exported.files.items() if path.endswith(".json")
    }


def rows(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """Return a sheet's cells."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
