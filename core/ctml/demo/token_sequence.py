"""Demo: a text as the model sees it, word -> id -> sequence -> training examples."""

from ctml.demo.refusal import refusal
from ctml.demo.section import Demo, Section
from ctml.demo.shown import Shown
from ctml.domain import TokenId, TokenSequence
from ctml.pipeline import DatasetWindowing

VOCABULARY = (("rust", 12), ("makes", 44), ("ai", 7), ("structure", 19), ("visible", 91))
TEXT = TokenSequence(TokenId(index) for _, index in VOCABULARY)


def _words_become_ids() -> Section:
    return Section(
        "Words become ids",
        "A model does not read. Each word has a place in a list, the vocabulary, and the model is "
        "told the place. The place says nothing about the word: 91 is not more than 7.",
        "id : Word → TokenId",
        (
            Shown("vocabulary", VOCABULARY, columns=("word", "id")),
            Shown("TokenId(12) == TokenId(12)", TokenId(12) == TokenId(12)),
            Shown("TokenId(12) == TokenId(44)", TokenId(12) == TokenId(44)),
        ),
    )


def _an_id_is_no_number() -> Section:
    return Section(
        "An id is a name made of digits",
        "Two ids can be equal, and that is all. Adding them means nothing, so the type checker "
        "refuses it before anything runs. What the checker can't see, the noun refuses itself.",
        "TokenId = {0, 1, 2, …} as names, without + and <",
        (
            Shown(
                "mypy on TokenId(7) + TokenId(1)",
                'Unsupported left operand type for + ("TokenId")  [operator]',
            ),
            Shown("TokenId(-1)", refusal(lambda: TokenId(-1))),
            Shown("TokenId(True)", refusal(lambda: TokenId(index=True))),
        ),
    )


def _a_text_keeps_its_order() -> Section:
    ids = tuple(token.index for token in TEXT)
    return Section(
        "A text is a sequence",
        "Order matters, the same token may come again, and there is at least one. A sequence never "
        "changes: whoever holds one need not ask who else does.",
        "TokenSequence = TokenId x TokenId x … x TokenId, at least once",
        (
            Shown("rust makes ai structure visible", ids, "one id for each word"),
            Shown("an empty text", refusal(lambda: TokenSequence(()))),
        ),
    )


def _what_follows_what() -> Section:
    words = {index: word for word, index in VOCABULARY}
    pairs = tuple((one.token.index, one.target.index) for one in DatasetWindowing()(TEXT))
    return Section(
        "What follows what",
        "To learn what comes next, slide a window of two over the text. Each token but the last "
        "becomes a question, and the one after it the answer.",
        "DatasetWindowing : TokenSequence → TrainingSet\nn tokens give n - 1 examples",
        (
            Shown("examples", pairs, "the ids that the model sees", ("token", "target")),
            Shown(
                "the same in words",
                tuple((words[token], words[target]) for token, target in pairs),
                columns=("shown", "to be predicted"),
            ),
            Shown("a text of one token", refusal(lambda: DatasetWindowing()(_text(12)))),
        ),
    )


def _text(*ids: int) -> TokenSequence:
    return TokenSequence(map(TokenId, ids))


DEMO = Demo(
    "token_sequence",
    "A text as the model sees it",
    (_words_become_ids, _an_id_is_no_number, _a_text_keeps_its_order, _what_follows_what),
)
