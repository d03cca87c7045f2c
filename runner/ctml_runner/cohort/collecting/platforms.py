"""What learning platforms call the work that they hand out: the part of it that names a person.

Moodle: ``Ada Lovelace_1234567_assignsubmission_file_``, a folder, or before a file's name.
Canvas: ``lovelaceada_LATE_12345_67890_work.zip``, the last name first and nothing between.
"""

import re

_MOODLE = re.compile(r"(.+?)_\d+_assignsubmission_[a-z]+(?:_.*)?", re.DOTALL)
_CANVAS = re.compile(r"([^\W_]+)(?:_late)?_\d+_\d+_.+", re.DOTALL | re.IGNORECASE)


def owner(name: str) -> str | None:
    """Return whose work it is, in the platform's words; None if no platform called it so.

    What comes after that part is the name that the learner's own file had, which proves nothing.
    """
    found = _MOODLE.fullmatch(name) or _CANVAS.fullmatch(name)
    return None if found is None else found[1]
