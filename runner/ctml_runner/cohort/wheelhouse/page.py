"""The page of a wheelhouse: how to install from it, by the script or by hand."""

from collections.abc import Sequence

from ctml_runner.cohort.wheelhouse.target import Target

_PAGE = """\
# ctml {version}, to be installed without a network

Everything is in this folder: ctml and all that it stands on, for

{targets}

## Install

Copy the folder to the machine (from a stick: copy first, then install), open a terminal in it,
and type

    python3 install.py

On Windows: `py install.py`. It checks that the copy is whole, makes an environment and a
workspace in the folder `ctml` of your home (another one: `python3 install.py FOLDER`), tries
both, and says `ready` and what to type next. It touches nothing else, needs no administrator, and
may be run again.

## By hand

    python3 -m venv env
    env/bin/python -m pip install --no-index --find-links wheels ctml=={version}
{workspace}    ../env/bin/ctml doctor --preflight

On Windows, `env\\Scripts\\python` and `env\\Scripts\\ctml`. Whether the copy is whole:
`sha256sum -c SHA256SUMS` (macOS: `shasum -a 256 -c SHA256SUMS`).

## To be rid of it

Delete the folder that it was installed into. Nothing else was written.
"""


_NEW = """\
    env/bin/ctml init course
    cd course
"""
_OF_A_CLASS = """\
    python3 -m zipfile -e handout.zip .
    cd (the folder that came out of it)
    ../env/bin/ctml init
"""


def page(version: str, wanted: Sequence[Target], *, handed_out: bool) -> str:
    """Return the page as Markdown; where a class was handed a workspace, it is unpacked."""
    told = "\n".join(f"- {target.told}" for target in wanted)
    workspace = _OF_A_CLASS if handed_out else _NEW
    return _PAGE.format(version=version, targets=told, workspace=workspace)
