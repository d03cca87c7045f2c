"""Typed category theory for tiny machine learning.

The small, honest reference core that every exercise stands on; numpy is all it needs. Begin with
``ctml.category``, which everything else is written in.

* ``ctml.errors`` says what a noun was given and what it needs.
* ``ctml.domain`` holds the nouns: token ids, vectors, distributions, losses, parameters.
* ``ctml.checks`` compares values strictly and freezes arrays.
* ``ctml.category`` holds arrows and their composition.
* ``ctml.structure`` has functors, natural transformations and monoids.
* ``ctml.calculus`` has slopes, lenses and learners.
* ``ctml.optim`` has the optimisers, whose memory moves with the parameters.
* ``ctml.pipeline`` leads from a token to how likely each next token is.
* ``ctml.training`` makes a step of learning an arrow from parameters to parameters.
* ``ctml.tensor`` and ``ctml.attention`` hold tables whose sides have roles, and what looks back.
* ``ctml.tensor`` also has arrays that find their own slopes; ``ctml.nn`` has networks of them.
* ``ctml.tokenization`` turns bytes into tokens and back; ``ctml.data`` has what to learn from.
* ``ctml.sketches`` has orders, resources, data, circuits and behaviours, each in a few lines.
* ``ctml.laws`` says what all of them keep to, each law in one sentence of English.
* ``ctml.demo`` shows them in small: examples that yield words, formulas and values.
"""
