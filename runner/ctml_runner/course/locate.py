"""Where the curriculum lies: beside the packages in a checkout, inside them in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def curriculum_root() -> Path:
    """Return the folder of ``exercises/``, ``challenges/``, ``solutions/`` and ``configs/``."""
    return _PACKAGE if (_PACKAGE / "exercises").is_dir() else checkout_root()


def checkout_root() -> Path:
    """Return the folder of the checkout that this package would be in."""
    return _PACKAGE.parent.parent
