"""Handing out: a workspace for a class, and the same in one file."""

from ctml_runner.cohort.handing.handout import Handout, hand_out, update_handout

__all__ = ["Handout", "hand_out", "update_handout"]
