"""Install ctml from the wheels beside this file, without a network, and make a workspace.

    python3 install.py [FOLDER]

FOLDER gets `env`, a Python environment of its own, and `course`, your workspace; by default it is
`ctml` in your home folder. It may be run again: what is there already is kept.
This file is carried into every wheelhouse; it needs Python alone, and says so to an older one.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = (3, 11)
SIGN = ".ctml/workspace.toml"


def main() -> int:
    """Install, make the workspace, look whether all is well; return the exit code."""
    if sys.version_info < OLDEST:
        return fail("ctml needs Python 3.11 or newer", "install it, or try: py -3.11, python3.11")
    told = json.loads((HERE / "wheelhouse.json").read_text(encoding="utf-8"))
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if version not in told["pythons"]:
        have = ", ".join(told["pythons"])
        return fail(f"there are no wheels for Python {version} here", f"use Python {have}")
    damaged = broken()
    if damaged:
        return fail(f"this copy is damaged: {', '.join(damaged)}", "copy the folder again")
    place = Path(sys.argv[1] if len(sys.argv) > 1 else "~/ctml").expanduser().absolute()
    say(f"installing ctml {told['ctml']} into {place}")
    return install(place, told["ctml"])


def broken() -> "list[str]":
    """Return the files that are not what was written, by SHA256SUMS."""
    lines = (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return [name for digest, name in (line.split("  ", 1) for line in lines) if digest != sha(name)]


def sha(name: str) -> str:
    """Return the sha256 of a file beside this one; nothing if it isn't there."""
    file = HERE / name
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def install(place: Path, version: str) -> int:
    """Make the environment and the workspace, and try both; return the exit code."""
    programs = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    if not programs.is_dir():
        try:
            venv.create(place / "env", with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            shutil.rmtree(place / "env", ignore_errors=True)  # half an environment helps nobody
            return fail(f"no environment can be made: {error}", "install Python's venv module")
    python = str(programs / ("python.exe" if os.name == "nt" else "python"))
    pip = [python, "-m", "pip", "--isolated", "--disable-pip-version-check", "install", "--quiet"]
    offline = ["--no-index", "--find-links", str(HERE / "wheels")]
    if subprocess.call([*pip, *offline, f"ctml=={version}"]) != 0:
        return fail("pip could not install ctml", "show the lines above to who teaches you")
    course = place / "course"
    unpack(course)
    made = subprocess.call(
        [python, "-P", "-m", "ctml_runner", "init", str(course)], stdout=subprocess.DEVNULL
    )
    if made != 0:
        return fail("the workspace could not be made", "show the lines above to who teaches you")
    if subprocess.call([python, "-P", "-m", "ctml_runner", "doctor", "--preflight"], cwd=course):
        return 1
    activate = programs / "activate"
    say(f"\n  cd {course}")
    say(f"  {activate}" if os.name == "nt" else f"  source {activate}")
    say("  ctml watch")
    return 0


def unpack(course: Path) -> None:
    """Unpack the workspace that was handed out, if one is here and none is there."""
    handed_out = HERE / "handout.zip"
    if course.exists() or not handed_out.is_file():
        return
    draft = course.with_name(".handout")
    with zipfile.ZipFile(handed_out) as archive:
        archive.extractall(draft)
        sign = next(name for name in archive.namelist() if name.endswith(SIGN))
    (draft / sign[: -len(SIGN)]).rename(course)
    shutil.rmtree(draft, ignore_errors=True)


def say(text: str) -> None:
    """Print a line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def fail(what: str, then: str) -> int:
    """Say what is wrong and what to do; return the exit code."""
    say(f"{what}\n  next:  {then}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
