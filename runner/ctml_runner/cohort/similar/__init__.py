"""Likeness: how alike the learners' files are, as a distribution and never as a verdict."""
