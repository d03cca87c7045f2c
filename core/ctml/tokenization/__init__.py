"""Tokenization: a text as numbers, and back, by byte-pair encoding (arXiv 1508.07909).

LearnMerges : bytes -> Tokenizer
Encode      : bytes -> TokenStream
Decode      : TokenStream -> bytes        Encode >> Decode = the identity
"""

from ctml.tokenization.coding import Decode, Encode
from ctml.tokenization.learning import LearnMerges
from ctml.tokenization.merging import merge, most_frequent, pair_counts
from ctml.tokenization.pair import Pair
from ctml.tokenization.storing import from_text, load, save, to_text
from ctml.tokenization.tokenizer import Tokenizer
from ctml.tokenization.vocabulary import BYTES

__all__ = [
    "BYTES",
    "Decode",
    "Encode",
    "LearnMerges",
    "Pair",
    "Tokenizer",
    "from_text",
    "load",
    "merge",
    "most_frequent",
    "pair_counts",
    "save",
    "to_text",
]
