"""The workspace's ``pyproject.toml``: by it an editor judges as ctml does."""

import json
import sys
from pathlib import Path

from ctml_runner.course.curriculum import CHALLENGES, COURSE, Curriculum

FILE = "pyproject.toml"

_TEXT = """\
# Your editor reads this file, so that what it underlines agrees with what ctml says.

[tool.mypy]
strict = true
warn_unreachable = true
files = {files}

[tool.pyright]
{environment}typeCheckingMode = "strict"
reportUnnecessaryTypeIgnoreComment = "error"
reportUnusedFunction = false
reportUnusedVariable = false
reportMissingTypeStubs = false

[tool.pytest.ini_options]
addopts = ["--import-mode=importlib"]
python_files = ["[0-9][0-9]_*.py"]
testpaths = {files}
"""


def editor_settings(curriculum: Curriculum) -> str:
    """Return the settings by which editors find what is installed, and judge as ctml does."""
    found = {COURSE: curriculum.course, CHALLENGES: curriculum.challenges}
    place = Path(sys.prefix)
    environment = f"venvPath = {json.dumps(str(place.parent))}\nvenv = {json.dumps(place.name)}\n"
    in_environment = sys.prefix != sys.base_prefix
    return _TEXT.format(
        files=json.dumps([top for top, exercises in found.items() if exercises]),
        environment=environment if in_environment else "",
    )
