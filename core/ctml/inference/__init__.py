"""From scores to text: sampling, and a cache that is a type.

In the order in which one reads them:

* ``temperature``, ``repetition``: Logits -> Logits, scores moved apart, together or down;
* ``truncation``: Distribution -> Distribution, the unlikely end cut off;
* ``drawing``: Distribution -> TokenId, the most likely one or what chance says;
* ``sampling``: all of them as one setting and one chain;
* ``reading``: what may be asked when, as types; ``recomputed`` reads without a cache;
* ``normed_map``, ``cached_block``, ``cached_model``, ``cache``: a transformer reads with one;
* ``generation``: token after token; ``sampled``: the same with chance, told from what it chose.
"""

from ctml.inference.cache import EmptyCache, PrefilledCache
from ctml.inference.drawing import DrawAt, Greedy
from ctml.inference.generation import generated, start_reading
from ctml.inference.reading import Reading, Unread, window_start
from ctml.inference.recomputed import ReadText, UnreadText
from ctml.inference.repetition import RepetitionPenalty
from ctml.inference.sampled import require_prompt, sampled
from ctml.inference.sampling import Chosen, Sampling, choose
from ctml.inference.temperature import Temperature
from ctml.inference.truncation import TopK, TopP

__all__ = [
    "Chosen",
    "DrawAt",
    "EmptyCache",
    "Greedy",
    "PrefilledCache",
    "ReadText",
    "Reading",
    "RepetitionPenalty",
    "Sampling",
    "Temperature",
    "TopK",
    "TopP",
    "Unread",
    "UnreadText",
    "choose",
    "generated",
    "require_prompt",
    "sampled",
    "start_reading",
    "window_start",
]
