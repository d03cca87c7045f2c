"""Demos: small examples that can be read from top to bottom, one a file.

Each yields sections, an idea in plain words, as a formula, and as values with their shapes, and
prints nothing. ``ctml demo`` shows them; ``DEMOS`` in ``contents`` is their order.
"""

from ctml.demo.section import Demo, Section
from ctml.demo.shown import Cell, Plain, Shown

__all__ = ["Cell", "Demo", "Plain", "Section", "Shown"]
