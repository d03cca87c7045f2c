"""Choosing from the list: which rows a filter and a search leave, and where one stands."""

from dataclasses import replace

import pytest
from tests.screens.lists import small

from ctml_runner.screen.live.choosing import Choice, Filter, begin
from ctml_runner.teaching.messages import Listing


def shown(choice: Choice) -> list[str]:
    return [row.exercise.slug for row in choice.shown]


def test_it_begins_at_the_open_exercise_with_all_rows() -> None:
    choice = begin(small())
    assert shown(choice) == ["one", "two", "three", "four", "five_paper"]
    assert (choice.slug, choice.at) == ("two", 1)


def test_the_filter_goes_from_all_to_done_to_pending_and_round() -> None:
    choice = begin(small())
    seen = []
    for _ in range(4):
        seen.append((choice.filter.value, shown(choice)))
        choice = choice.showing(choice.filter.next(), choice.query)
    assert seen == [
        ("all", ["one", "two", "three", "four", "five_paper"]),
        ("done", ["one"]),
        ("pending", ["two", "three", "four", "five_paper"]),
        ("all", ["one", "two", "three", "four", "five_paper"]),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["one", "two", "three", "four", "five_paper"]),
        ("thr", ["three"]),
        ("MORE", ["three"]),
        ("five paper", ["five_paper"]),
        ("last end", ["four"]),
        ("end last", ["four"]),
        ("a ", ["one", "two", "three", "four", "five_paper"]),
        ("zebra", []),
        ("[", []),
    ],
)
def test_a_search_wants_each_of_its_words_in_the_name_or_the_title(
    query: str, found: list[str]
) -> None:
    assert shown(begin(small()).showing(Filter.ALL, query)) == found


def test_filter_and_search_hold_together() -> None:
    assert shown(begin(small()).showing(Filter.PENDING, "a beginning")) == []
    assert shown(begin(small()).showing(Filter.DONE, "a beginning")) == ["one"]


def test_the_chosen_row_stays_chosen_or_gives_way_to_the_next_one_then_to_the_last() -> None:
    choice = begin(small(done=("one", "four")))
    assert choice.slug == "two"
    assert choice.showing(Filter.PENDING, "").slug == "two"
    assert choice.showing(Filter.DONE, "").slug == "four"
    end = choice.moved(9)
    assert end.slug == "five_paper"
    assert end.showing(Filter.DONE, "").slug == "four"
    assert choice.showing(Filter.ALL, "zebra").showing(Filter.ALL, "").slug == "two"


def test_moving_ends_at_the_first_and_the_last_row() -> None:
    choice = begin(small())
    assert [choice.moved(by).slug for by in (-9, -1, 1, 9)] == ["one", "one", "three", "five_paper"]


def test_nothing_shown_means_nothing_chosen_and_nowhere_to_go() -> None:
    nothing = begin(small()).showing(Filter.ALL, "zebra")
    assert nothing.row is None
    assert nothing.moved(1) == nothing
    assert begin(Listing(())).row is None


def test_new_rows_keep_the_chosen_one() -> None:
    choice = begin(small()).moved(1)
    later = replace(choice, listing=small(done=("one", "two"), current="three"))
    assert later.row is not None
    assert (later.row.exercise.slug, later.row.current) == ("three", True)
