"""Overflow: what grows beyond every float is refused by name, not warned about."""

import numpy as np


def refused_not_warned() -> np.errstate:
    """Keep numpy from warning of an overflow while the numbers are computed.

    It is for results that go into a noun at once: every noun refuses what is not finite, and says
    it better. Smaller than every float may round to 0.
    """
    return np.errstate(over="ignore", invalid="ignore", under="ignore")
