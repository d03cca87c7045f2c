"""The fused path: a transformer's slopes written by hand, over memory that is taken once.

Here a framework's speed comes from, and nothing else does; ``ctml.models.Transformer`` says what
is computed. In the order in which one reads them:

* ``layout``, ``tables``: all numbers as one row, and the parts of it that are tables;
* ``layer_norm``, ``gelu``, ``feed_forward``: what a position does by itself, both ways;
* ``turning``, ``exponentials``, ``attention``: what positions do with each other, both ways;
* ``room``, ``block``, ``embedding``, ``readout``, ``network``: the whole, both ways;
* ``orders``, ``adamw``, ``share``: what one of several workers does of a training step;
* ``rows``, ``worker``, ``colleague``, ``crew``: processes that share their memory;
* ``fused_engine``: an ``Engine`` made of all that.
"""

from ctml.models.fused.fused_engine import FusedEngine

__all__ = ["FusedEngine"]
