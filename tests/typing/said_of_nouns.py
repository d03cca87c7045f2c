"""Snippets that misuse nouns, each with what mypy says about it."""

NOUNS = {
    "a_size_where_a_token_is_wanted": (
        """
        from ctml.domain import TokenId, VocabSize
        def embed(token: TokenId) -> int:
            return token.index
        embed(VocabSize(7))
        """,
        'Argument 1 to "embed" has incompatible type "VocabSize"; expected "TokenId"  [arg-type]',
    ),
    "no_arithmetic_between_nouns": (
        """
        from ctml.domain import TokenId
        TokenId(7) + TokenId(1)
        """,
        'Unsupported left operand type for + ("TokenId")  [operator]',
    ),
    "a_bare_number_where_a_token_is_wanted": (
        """
        from ctml.domain import TokenId
        def embed(token: TokenId) -> int:
            return token.index
        embed(7)
        """,
        'Argument 1 to "embed" has incompatible type "int"; expected "TokenId"  [arg-type]',
    ),
    "arithmetic_leaks_out_of_a_newtype": (
        """
        from typing import NewType
        TokenId = NewType("TokenId", int)
        following: TokenId = TokenId(7) + 1
        """,
        (
            "Incompatible types in assignment "
            '(expression has type "int", variable has type "TokenId")  [assignment]'
        ),
    ),
    "no_arithmetic_on_a_noun": (
        """
        from ctml.domain import TokenId
        TokenId(7) + 1
        """,
        'Unsupported operand types for + ("TokenId" and "int")  [operator]',
    ),
    "no_order_on_a_noun": (
        """
        from ctml.domain import TokenId
        TokenId(7) < TokenId(8)
        """,
        'Unsupported left operand type for < ("TokenId")  [operator]',
    ),
    "parameters_are_read_only": (
        """
        from ctml.checks import frozen
        from ctml.domain import ModelDimension, Parameters, VocabSize
        start = Parameters.deterministic(VocabSize(5), ModelDimension(4))
        start.bias = frozen([0.0])
        """,
        'Property "bias" defined in "Parameters" is read-only  [misc]',
    ),
    "a_sequence_does_not_grow": (
        """
        from ctml.domain import TokenId, TokenSequence
        TokenSequence([TokenId(1)]).append(TokenId(2))
        """,
        '"TokenSequence" has no attribute "append"  [attr-defined]',
    ),
    "a_result_is_opened_first": (
        """
        from ctml.domain import Result
        def first(result: Result[tuple[float, ...], str]) -> float:
            return result.value[0]
        """,
        (
            'Item "Err[str]" of "Ok[tuple[float, ...]] | Err[str]" '
            'has no attribute "value"  [union-attr]'
        ),
    ),
    "a_model_that_learns_where_a_reference_is_wanted": (
        """
        from ctml.finetune import PreferenceBatch, dpo_loss
        from ctml.models import Bigram
        from ctml.nn import Eval
        def tune(policy: Bigram, liked: PreferenceBatch) -> None:
            dpo_loss(policy, policy, liked, 0.5, Eval())
        """,
        'Argument 2 to "dpo_loss" has incompatible type "Bigram"; expected "Reference"  [arg-type]',
    ),
}
