"""Attention and the transformer, the readable path: every gradient is written out by hand.

In the order in which one reads them:

* ``roles``, ``query_key_value``, ``hidden``: tables of numbers whose types say what they are;
* ``scores``, ``mask``, ``weights``, ``attend``: one head (arXiv 1706.03762);
* ``positions``, ``heads``, ``multi_head``: places, and several heads side by side;
* ``layer``, ``layer_norm``, ``feed_forward``, ``residual``, ``chain``, ``block``: what runs
  forwards and takes a gradient back, up to a whole block, an endomorphism of ``Hidden``;
* ``embedding``, ``readout``, ``next_token_loss``: the way in, the way out, and how wrong it was;
* ``parameters``, ``transformer``, ``training_state``: the model, and how it learns.

A text is handled one position table at a time, in float64; speed is not its business.
"""

from ctml.attention.attend import HeadGradient, attend, attend_backward, mix_values
from ctml.attention.averages import average_gradient, average_sequence_loss
from ctml.attention.block import NormPlacement, TransformerBlock
from ctml.attention.chain import Chain, Named
from ctml.attention.embedding import SequenceEmbedding
from ctml.attention.feed_forward import FeedForward
from ctml.attention.heads import HeadCount, merge_heads, split_heads
from ctml.attention.hidden import Hidden
from ctml.attention.initial import initial_parameters
from ctml.attention.layer import Gradient, Layer
from ctml.attention.layer_norm import LayerNorm
from ctml.attention.mask import AttentionMask
from ctml.attention.multi_head import MultiHeadAttention
from ctml.attention.next_token_loss import next_token_loss, next_token_loss_gradient
from ctml.attention.parameters import TransformerParameters
from ctml.attention.positions import sinusoidal_positions
from ctml.attention.query_key_value import Key, Query, Value
from ctml.attention.readout import Readout
from ctml.attention.residual import Residual
from ctml.attention.roles import HeadDim, Inner, Model, Seq, Vocab
from ctml.attention.scores import AttentionScores, attention_scores, attention_scores_backward
from ctml.attention.sequence_example import SequenceExample, SequenceTrainingSet
from ctml.attention.sizes import BlockCount, InnerDimension, TransformerSizes
from ctml.attention.trained_part import PartOfTransformer, TrainedPart
from ctml.attention.training_state import TransformerTrainingState, TransformerTrainStep
from ctml.attention.transformer import Transformer
from ctml.attention.weights import AttentionWeights, masked_softmax, masked_softmax_backward
from ctml.tensor import Matrix, Row

__all__ = [
    "AttentionMask",
    "AttentionScores",
    "AttentionWeights",
    "BlockCount",
    "Chain",
    "FeedForward",
    "Gradient",
    "HeadCount",
    "HeadDim",
    "HeadGradient",
    "Hidden",
    "Inner",
    "InnerDimension",
    "Key",
    "Layer",
    "LayerNorm",
    "Matrix",
    "Model",
    "MultiHeadAttention",
    "Named",
    "NormPlacement",
    "PartOfTransformer",
    "Query",
    "Readout",
    "Residual",
    "Row",
    "Seq",
    "SequenceEmbedding",
    "SequenceExample",
    "SequenceTrainingSet",
    "TrainedPart",
    "Transformer",
    "TransformerBlock",
    "TransformerParameters",
    "TransformerSizes",
    "TransformerTrainStep",
    "TransformerTrainingState",
    "Value",
    "Vocab",
    "attend",
    "attend_backward",
    "attention_scores",
    "attention_scores_backward",
    "average_gradient",
    "average_sequence_loss",
    "initial_parameters",
    "masked_softmax",
    "masked_softmax_backward",
    "merge_heads",
    "mix_values",
    "next_token_loss",
    "next_token_loss_gradient",
    "sinusoidal_positions",
    "split_heads",
]
