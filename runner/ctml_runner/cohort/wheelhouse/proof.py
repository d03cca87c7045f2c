"""The proof of a wheelhouse: it is installed from, into a new environment, without a network."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from ctml_runner.errors import ToolError

_NOWHERE = "http://127.0.0.1:9"
"""A proxy that isn't there: whoever would ask a network for something fails."""
_PATIENCE = 600.0
"""Seconds that the installation may take."""


def prove(root: Path) -> str:
    """Install from the wheelhouse as a participant does, and return what the preflight says.

    Raises:
        ToolError: it fails, or takes too long; what was said last is told.
    """
    cut_off = {"HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE, "PYTHONNOUSERSITE": "1"}
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    with tempfile.TemporaryDirectory(prefix="ctml-proof-") as place:
        try:
            done = subprocess.run(
                [sys.executable, "-P", str(root / "install.py"), place],
                env=clean | cut_off | {k.lower(): v for k, v in cut_off.items()},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                timeout=_PATIENCE,
            )
        except subprocess.TimeoutExpired:
            raise _failed(root, "it did not end") from None
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    if done.returncode != 0 or "ready" not in lines:
        said = (*lines[-1:], *[line for line in done.stderr.splitlines() if line.strip()][-1:])
        raise _failed(root, "; ".join(said) or "it said nothing")
    return "ready"


def _failed(root: Path, why: str) -> ToolError:
    return ToolError(
        f"the wheelhouse was made, but ctml can't be installed from it: {why}",
        where=root,
        next_step=f"see all of it: {sys.executable} {root / 'install.py'} /tmp/trial",
    )
