"""Demos keep their form: plain values, computed when asked for, and nothing printed."""

import time
from pathlib import Path

import numpy as np
import pytest
from tests.core.demo_values import everything
from tests.typing.test_messages import MESSAGES

import ctml.demo
from ctml.demo import Demo, Section, Shown
from ctml.demo.contents import DEMOS
from ctml.demo.refusal import refusal
from ctml.demo.shown import row_of, table_of
from ctml.domain import TokenId
from ctml.errors import InvalidShapeError, InvalidValueError

FORM = {"__init__", "contents", "refusal", "section", "shown"}


def test_every_file_of_the_room_is_a_demo_of_its_name_and_in_the_contents() -> None:
    files = {file.stem for file in Path(ctml.demo.__file__).parent.glob("*.py")}
    assert sorted(demo.name for demo in DEMOS) == sorted(files - FORM)


def test_the_demos_come_in_reading_order() -> None:
    assert [demo.name for demo in DEMOS] == [
        "token_sequence",
        "domain_objects",
        "morphism_composition",
        "training_endomorphism",
        "structure_and_calculus",
        "seven_sketches",
        "attention_scores",
        "transformer_block",
        "adam",
        "transformer_training_state",
        "sampling",
        "fine_tuning",
    ]


@pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.name)
class TestDemo:
    def test_every_section_has_words_a_formula_and_values(self, demo: Demo) -> None:
        for section in demo.sections():
            assert all((section.title, section.words.endswith((".", "?")), section.formula))
            assert section.shown
            assert "  " not in section.words
            assert max(map(len, section.formula.split("\n"))) <= 76

    def test_it_prints_nothing_and_is_the_same_each_time(
        self, demo: Demo, capfd: pytest.CaptureFixture[str]
    ) -> None:
        assert list(demo.sections()) == list(demo.sections())
        assert capfd.readouterr() == ("", "")

    def test_it_computes_all_in_less_than_a_second(self, demo: Demo) -> None:
        began = time.process_time()
        list(demo.sections())
        assert time.process_time() - began < 1


def test_what_a_demo_says_that_mypy_says_is_what_mypy_says() -> None:
    quoted = [shown.value for _, _, shown in everything() if shown.title.startswith("mypy on ")]
    assert len(quoted) == 8
    assert [one for one in quoted if one not in {wanted for _, wanted in MESSAGES.values()}] == []


def test_everything_that_is_said_to_be_the_same_is() -> None:
    facts = {
        (name, shown.title): shown.value
        for name, _, shown in everything()
        if isinstance(shown.value, bool)
    }
    assert [fact for fact, holds in facts.items() if not holds] == [
        ("token_sequence", "TokenId(12) == TokenId(44)"),
        ("domain_objects", "the arrays can be written to"),
        ("seven_sketches", "{edges} ≤ {colours}"),
        ("seven_sketches", "lower(9 features) ≤ 2 layers"),
        ("seven_sketches", "9 features ≤ upper(2 layers)"),
    ]
    assert len(facts) == 23


def test_a_section_is_computed_when_its_turn_comes() -> None:
    asked: list[str] = []

    def step(title: str) -> Section:
        asked.append(title)
        return Section(title, "words", "formula", ())

    walk = Demo("d", "title", (lambda: step("first"), lambda: step("second"))).sections()
    assert asked == []
    assert next(walk).title == "first"
    assert asked == ["first"]


def test_a_value_knows_its_shape() -> None:
    shapes = [Shown("t", one).shape for one in (7, "word", (), (1, 2), ((1, 2, 3),), ((), ()))]
    assert shapes == [(), (), (0,), (2,), (1, 3), (2, 0)]


def test_rows_of_different_lengths_and_columns_without_names_are_refused() -> None:
    with pytest.raises(InvalidShapeError, match="Shown refuses 't': it needs rows of one length"):
        Shown("t", ((1, 2), (3,)))
    with pytest.raises(InvalidShapeError, match=r"Shown refuses 1 columns for shape \(1, 2\)"):
        Shown("t", ((1, 2),), columns=("only one",))
    with pytest.raises(InvalidShapeError, match=r"2 columns for shape \(2,\)"):
        Shown("t", (1, 2), columns=("a", "b"))


def test_arrays_become_plain_floats() -> None:
    table = table_of(np.arange(6.0).reshape(2, 3))
    assert table == ((0.0, 1.0, 2.0), (3.0, 4.0, 5.0))
    assert {type(cell) for row in table for cell in row} == {float}
    assert row_of(np.arange(2.0)) == (0.0, 1.0)


def test_what_is_not_refused_is_no_refusal() -> None:
    assert refusal(lambda: TokenId(-1)).startswith("TokenId refuses -1")
    with pytest.raises(InvalidValueError, match=r"refusal refuses TokenId\(index=1\)"):
        refusal(lambda: TokenId(1))
