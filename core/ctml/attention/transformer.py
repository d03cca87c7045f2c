"""Transformer: the whole model, and the slope of its loss for every number in it."""

from dataclasses import dataclass

from ctml.attention.chain import Chain, Named
from ctml.attention.embedding import SequenceEmbedding
from ctml.attention.naming import prefixed
from ctml.attention.next_token_loss import next_token_loss, next_token_loss_gradient
from ctml.attention.parameters import TransformerParameters
from ctml.attention.roles import Seq, Vocab
from ctml.attention.sequence_example import SequenceExample
from ctml.category import Morphism
from ctml.domain import FloatArray, Loss, NamedArrays, TokenSequence
from ctml.tensor import Matrix


@dataclass(frozen=True, slots=True, repr=False)
class Transformer(Morphism[TokenSequence, Matrix[Seq, Vocab]]):
    """SequenceEmbedding >> blocks >> final norm >> Readout: TokenSequence -> Matrix[Seq, Vocab].

    Attributes:
        parameters: all that it has learned.
    """

    parameters: TransformerParameters

    def __call__(self, tokens: TokenSequence, /) -> Matrix[Seq, Vocab]:
        """Return at each position a score for each token that may come next, [Seq, Vocab].

        Raises:
            InvalidValueError: a token is outside the vocabulary, or a number beyond every float.
        """
        arrow = (
            SequenceEmbedding(self.parameters.embedding) >> self.layers >> self.parameters.readout
        )
        return arrow(tokens)

    @property
    def layers(self) -> Chain:
        """The blocks and the final norm, Hidden -> Hidden."""
        blocks = (Named(f"block_{i}", block) for i, block in enumerate(self.parameters.blocks))
        return Chain([*blocks, Named("final_norm", self.parameters.final_norm)])

    def loss(self, example: SequenceExample) -> Loss:
        """Return the mean surprise over the positions, in nats.

        Args:
            example: what is read, and what came next.

        Raises:
            InvalidValueError: a token is outside the vocabulary.
        """
        return next_token_loss(self(example.tokens), example.targets)

    def gradient(self, example: SequenceExample) -> NamedArrays:
        """Return ∂loss/∂θ for every array, by the names of the parameters.

        Args:
            example: what is read, and what came next.

        Raises:
            InvalidValueError: a token is outside the vocabulary, or a number beyond every float.
        """
        embedding, readout = SequenceEmbedding(self.parameters.embedding), self.parameters.readout
        looked_up = embedding(example.tokens)
        last = self.layers(looked_up)
        of_logits = next_token_loss_gradient(readout(last), example.targets)
        of_readout = readout.backward(last, of_logits)
        of_layers = self.layers.backward(looked_up, of_readout.of_input)
        named: dict[str, FloatArray] = {
            "embedding": embedding.backward(example.tokens, of_layers.of_input)
        }
        named |= of_layers.of_parameters
        return NamedArrays(named | prefixed("readout", of_readout.of_parameters))
