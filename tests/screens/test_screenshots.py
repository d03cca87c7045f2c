"""The pictures of docs/screens: they are what the screen draws today, and fetch nothing."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "screens"


def test_the_pictures_are_drawn_anew_without_a_difference(tmp_path: Path) -> None:
    subprocess.run([sys.executable, FOLDER / "make.py", tmp_path], check=True, capture_output=True)
    drawn = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    kept = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.svg")}
    changed = sorted(
        name for name in drawn.keys() | kept.keys() if drawn.get(name) != kept.get(name)
    )
    assert changed == [], "make screenshots, and look at what has changed"
    assert not any("url(http" in text or str(Path.home()) in text for text in drawn.values())
