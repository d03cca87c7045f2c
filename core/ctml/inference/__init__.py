"""From scores to text: sampling, and a cache that is a type.

In the order in which one reads them:

* ``temperature``, ``repetition``: Logits -> Logits, scores moved apart, together or down;
* ``truncation``: Distribution -> Distribution, the unlikely end cut off;
* ``drawing``: Distribution -> TokenId, the most likely one or what chance says;
* ``sampling``: all of them as one setting and one chain.
"""

from ctml.inference.drawing import DrawAt, Greedy
from ctml.inference.repetition import RepetitionPenalty
from ctml.inference.sampling import Chosen, Sampling, choose
from ctml.inference.temperature import Temperature
from ctml.inference.truncation import TopK, TopP

__all__ = [
    "Chosen",
    "DrawAt",
    "Greedy",
    "RepetitionPenalty",
    "Sampling",
    "Temperature",
    "TopK",
    "TopP",
    "choose",
]
