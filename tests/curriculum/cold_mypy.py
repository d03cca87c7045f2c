"""mypy as anyone runs it, a new process each time: what the warm type check is compared with."""

import os
import subprocess
import sys
from pathlib import Path

from ctml_runner.judging.typecheck import FLAGS, warm_source

_LIBRARIES = "ctml_cold"
_NOT_OURS = ("MYPY", "PYTHON")


class ColdMypy:
    """Runs ``mypy --strict FILE``, one run at a time.

    Args:
        folder: an empty folder for the composed files.
        cache: mypy's cache folder; no learner's module stays in it. None: no cache at all.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        self._folder = folder
        self._cache = cache
        kept = {name: text for name, text in os.environ.items() if not name.startswith(_NOT_OURS)}
        self._environment = kept

    def read_libraries(self) -> None:
        """Fill the cache with what exercises stand on."""
        self.check(_LIBRARIES, warm_source())

    def check(self, module: str, text: str) -> list[str]:
        """Return mypy's lines of JSON about a module with this text, alone in the folder."""
        file = self._folder / f"{module}.py"
        file.write_text(text, encoding="utf-8", newline="\n")
        cache = os.devnull if self._cache is None else str(self._cache)
        ran = subprocess.run(
            [sys.executable, "-P", "-m", "mypy", *FLAGS, f"--cache-dir={cache}", file.name],
            cwd=self._folder, env=self._environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        file.unlink()
        self._forget(module)
        return ran.stdout.splitlines() + ran.stderr.splitlines()

    def _forget(self, module: str) -> None:
        """Take the module out of the cache, so that no answer ever comes from there."""
        for file in self._cache.glob(f"*/{module}.*") if self._cache else ():
            file.unlink()
