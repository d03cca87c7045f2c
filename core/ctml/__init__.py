"""Typed category theory for tiny machine learning.

The small, honest reference core that every exercise stands on; numpy is all it needs.

* ``ctml.domain`` holds the nouns: token ids, parameters, distributions, losses, results.
* ``ctml.checks`` compares values strictly and freezes arrays.
* ``ctml.errors`` says what a noun was given and what it needs.
"""
