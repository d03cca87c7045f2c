"""The sandbox: boxes for code that nobody should trust, each level proven by trying it."""

from ctml_runner.wall.sandbox.bounds import Bounds
from ctml_runner.wall.sandbox.box import Box
from ctml_runner.wall.sandbox.level import Level
from ctml_runner.wall.sandbox.proving import Proof, best, prove

__all__ = ["Bounds", "Box", "Level", "Proof", "best", "prove"]
