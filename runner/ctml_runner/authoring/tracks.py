"""The tracks of challenges: their folders, and how the slugs of each end."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ctml_runner.course.ledger import PAPERS

FIXES: Final = "compiler_fix"
"""The track whose challenges begin with an error of the type checker."""

TRACKS: Final[Mapping[str, str]] = MappingProxyType({FIXES: "", PAPERS: "_paper"})
"""The folders below ``challenges/``, each with the ending of its slugs."""
