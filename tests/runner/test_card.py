"""Share cards: what a solved paper shows of itself, as a value, as a page and as a picture."""

from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

import pytest

from ctml_runner.course.exercise import Exercise
from ctml_runner.course.ledger import Claim, Ledger
from ctml_runner.teaching.card import Card, card_markdown, card_svg, make_card
from ctml_runner.teaching.card.letters import cut, width, wrap

EXERCISE = Exercise(
    slug="half_paper",
    chapter="paper_to_code",
    number=1,
    path=PurePosixPath("challenges/paper_to_code/01_half_paper.py"),
    title="Halving: a half & another",
    task="Halve it.",
    start="",
    checks="",
)
CLAIMS = (
    Claim("Half of four is two.", "Odd numbers < 9 only.", ("test_half", "refused:arg-type"), 7),
    Claim("Nothing is changed.", "Only in this process.", ("test_same",), 8),
)
LEDGER = Ledger("Ann Author", "On Halves", "https://example.org/halves", CLAIMS)
SVG = "{http://www.w3.org/2000/svg}"


def card_of(output: str, claims: tuple[Claim, ...] = CLAIMS) -> Card:
    return make_card(EXERCISE, Ledger(LEDGER.authors, LEDGER.paper, LEDGER.url, claims), output)


def texts(card: Card) -> list[str]:
    return [one.text or "" for one in ET.fromstring(card_svg(card)).iter(f"{SVG}text")]


def test_a_card_is_made_of_exercise_ledger_and_output() -> None:
    card = card_of("4 -> 2\n\n")
    assert card == Card(
        "Halving: a half & another",
        "Ann Author",
        "On Halves",
        "https://example.org/halves",
        "ctml run half_paper",
        ("4 -> 2",),
        CLAIMS,
    )
    assert (card.tests, card.refusals) == (2, 1)


def test_the_last_lines_are_kept_because_the_checks_print_last() -> None:
    card = card_of("".join(f"line {number}\n" for number in range(30)))
    assert card.printed == ("… 21 lines before", *(f"line {number}" for number in range(21, 30)))


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("a\x00b\x07c", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"),
        ("\u202ereversed", "\N{REPLACEMENT CHARACTER}reversed"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("a\tb  ", "a   b"),
        ("x" * 80, "x" * 71 + "…"),
    ],
)
def test_only_visible_signs_reach_a_card(printed: str, shown: str) -> None:
    assert card_of(printed).printed == (shown,)


def test_the_page_shows_command_output_claims_and_boundaries() -> None:
    assert card_markdown(card_of("4 -> 2\n")) == (
        "# Halving: a half & another\n"
        "\n"
        "Built in ctml, where a type checker and a test runner are the teacher, from the paper by\n"
        "Ann Author: [On Halves](https://example.org/halves).\n"
        "\n"
        "```console\n"
        "$ ctml run half_paper\n"
        "4 -> 2\n"
        "```\n"
        "\n"
        "What the code claims, how far each claim goes, and the check that holds the code to it:\n"
        "\n"
        "| claim | boundary | check |\n"
        "|---|---|---|\n"
        "| Half of four is two. | Odd numbers < 9 only. | `test_half`, `refused:arg-type` |\n"
        "| Nothing is changed. | Only in this process. | `test_same` |\n"
    )


def test_output_can_not_end_the_block_it_is_shown_in() -> None:
    page = card_markdown(card_of("````\n# Not a heading\n"))
    assert page.split("`````")[1] == "console\n$ ctml run half_paper\n````\n# Not a heading\n"


def test_the_picture_shows_what_the_page_shows() -> None:
    assert texts(card_of("4 -> 2\n")) == [
        "ctml · paper to code",
        "Halving: a half &",
        "another",
        "Ann Author: On Halves",
        "example.org/halves",
        "$ ctml run half_paper",
        "4 -> 2",
        "What it claims, and how far",
        "Half of four is two.",
        "Odd numbers < 9 only.",
        "Nothing is changed.",
        "Only in this process.",
        "held by 2 tests and 1 refusal of the type checker",
    ]


def test_the_picture_is_one_file_of_1200_by_630_that_asks_for_nothing() -> None:
    picture = card_svg(card_of("<script>alert(1)</script> & href='x'\n"))
    root = ET.fromstring(picture)
    assert (root.get("width"), root.get("height")) == ("1200", "630")
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == {
        "svg", "title", "desc", "rect", "path", "text",
    }  # fmt: skip
    assert {name for one in root.iter() for name in one.attrib if "href" in name} == set()
    assert texts(card_of("<script>&"))[6] == "<script>&"


def test_its_page_is_opaque_and_light_so_that_it_reads_on_a_dark_one() -> None:
    rect = ET.fromstring(card_svg(card_of(""))).find(f"{SVG}rect")
    assert rect is not None
    assert (rect.get("fill"), rect.get("fill-opacity"), rect.get("width")) == (
        "#fbfaf6", None, "1198",
    )  # fmt: skip


def test_more_claims_than_fit_are_counted() -> None:
    many = tuple(Claim(f"Claim {n}. " * 9, "And no more. " * 9, ("test_a",), n) for n in range(9))
    *_, last_boundary, more, held = texts(card_of("", many))
    assert "And no more." in last_boundary
    assert (more, held) == ("and 4 more, in the ledger", "held by 1 test")


def test_nothing_is_drawn_outside_however_much_was_printed() -> None:
    picture = card_svg(card_of("\n".join("漢" * 60 for _ in range(30)), CLAIMS * 6))
    places = [
        (int(one.get("x", "0")), int(one.get("y", "0")))
        for one in ET.fromstring(picture).iter(f"{SVG}text")
    ]
    assert all(0 < x < 1200 and 0 < y < 620 for x, y in places)


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [("half", 4, "half"), ("halves", 4, "hal…"), ("漢字漢字", 5, "漢字…"), ("é" * 3, 3, "é" * 3)],
)
def test_a_cut_text_takes_no_more_columns_than_it_may(text: str, columns: int, shown: str) -> None:
    assert cut(text, columns) == shown
    assert width(shown) <= columns


def test_wrapped_lines_keep_every_word() -> None:
    assert wrap("half of four is two", 8) == ["half of", "four is", "two"]
