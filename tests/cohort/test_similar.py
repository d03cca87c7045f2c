"""Likeness: renaming hides nothing, what everybody was given counts nothing, nothing is run."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cohort.generated import CURRICULUM, make_class

from ctml_runner.cohort.similar.comparing import LEAST, Pair, likeness
from ctml_runner.cohort.similar.reading import given as given_to_all
from ctml_runner.cohort.similar.reading import likenesses
from ctml_runner.cohort.similar.sentences import bars, told_all
from ctml_runner.cohort.similar.tokens import tokens
from ctml_runner.cohort.similar.winnowing import WINDOW, K, fingerprints, grams, winnow
from ctml_runner.cohort.standing.gathering import gather
from ctml_runner.commands.cohort.similar import similar

OWN = """
def total(values: list[int]) -> int:
    result = 0
    for value in values:
        if value > 3 and value % 2 == 0:
            result += value * value - 1
        elif value < -10:
            result -= abs(value)
    return result
"""
RENAMED = """
def s(xs: list[int]) -> int:  # mine, I promise
    r = 7
    for x in xs:
        if x > 99 and x % 5 == 1:
            r += x * x - 2
        elif x < -4: r -= neg(x)

    return r
"""
OTHER = """
class Box:
    items = []
    def put(self, *things, **named):
        self.items.extend([str(thing) for thing in things if thing is not None])
        with open("x") as file:
            yield from (line.strip() for line in file)
        raise ValueError(f"no {named!r}") from None
"""


def test_names_numbers_texts_comments_and_layout_do_not_count() -> None:
    assert tokens(OWN) == tokens(RENAMED)
    assert tokens('a = "x"  # why') == ["n", "=", "s"]
    assert tokens("a = '''x\ny''' + rb'z'") == ["n", "=", "s", "+", "s"]


@given(st.text(max_size=400))
def test_any_text_has_tokens(text: str) -> None:
    assert all(token and not token.isspace() for token in tokens(text))


@pytest.mark.parametrize(
    "hostile",
    [
        '"""\\' * 20_000,
        "'" * 60_000,
        "(" * 70_000,
        "\\" * 70_000,
        '"\\' * 30_000,
        "rb" * 40_000,
        "\0",
    ],
)
def test_hostile_text_takes_no_time(hostile: str) -> None:
    begun = time.process_time()
    tokens(hostile)
    assert time.process_time() - begun < 2.0  # some hundredths of a second; a blow-up takes hours


def test_nothing_in_a_file_is_run() -> None:
    assert tokens("__import__('os')._exit(3)")


@given(st.lists(st.integers(0, 2**32 - 1), min_size=WINDOW, max_size=60))
def test_every_window_has_a_fingerprint(hashes: list[int]) -> None:
    chosen = winnow(hashes)
    windows = [hashes[at : at + WINDOW] for at in range(len(hashes) - WINDOW + 1)]
    assert all(min(window) in chosen for window in windows)
    assert chosen <= set(hashes)


def test_what_is_common_counts_nothing() -> None:
    mine = tokens(OWN)
    assert fingerprints(mine, ()) != frozenset()
    assert fingerprints(mine, grams(mine)) == frozenset()
    assert grams(mine[: K - 1]) == []


def test_the_solution_alone_has_nothing_of_its_own(tmp_path: Path) -> None:
    gathered = gather(make_class(tmp_path, 1, 3), CURRICULUM)
    exercise = CURRICULUM.by_slug["annotate"]
    part = CURRICULUM.solution(exercise).part
    assert fingerprints(tokens(part), given_to_all(gathered, exercise)) == frozenset()


def prints(*sources: str) -> dict[str, frozenset[int]]:
    return {f"l{n}": fingerprints(tokens(source), ()) for n, source in enumerate(sources)}


def test_a_renamed_copy_is_equal_and_other_work_is_not() -> None:
    found = likeness("x", prints(OWN, RENAMED, OTHER))
    assert found.compared == 3
    assert sum(found.histogram) == 3
    assert found.histogram[9] == 1
    assert found.quartiles[1] < 0.2


def test_one_equal_pair_among_many_different_ones_is_far_outside() -> None:
    files = {f"l{n:02}": frozenset(range(n * 20, n * 20 + 12)) for n in range(20)}
    files["copy"] = files["l07"]
    found = likeness("x", files)
    assert found.outside == (Pair("copy", "l07", 1.0),)


def test_where_all_are_alike_nobody_is_outside() -> None:
    files = {f"l{n}": frozenset(range(12)) for n in range(9)}
    found = likeness("x", files)
    assert (found.quartiles, found.outside) == ((1.0, 1.0, 1.0), ())


def test_short_files_are_left_out_and_counted() -> None:
    found = likeness("x", {"a": frozenset(range(LEAST - 1)), "b": frozenset(range(LEAST))})
    assert (found.compared, found.short) == (1, 1)


def test_what_can_not_be_compared_is_one_line_for_all() -> None:
    many = [likeness(f"x{n}", {"a": frozenset(range(LEAST))}) for n in range(10)]
    told = list(told_all(many, {}))
    (line,) = told
    assert line.startswith("10 exercises with fewer than two files that have enough of their own")
    assert line.endswith(": x0, x1, x2, x3, x4, x5, x6, x7 and 2 more")
    pair = likeness("y", {name: frozenset(range(LEAST)) for name in "ab"})
    assert next(told_all([pair], {})) == (
        "y: 2 files compared; they are 100% alike, and there is no other pair"
    )


def test_bars_show_whatever_is_not_empty() -> None:
    assert bars((0, 1, 1000)) == " ▁█"
    assert bars((0, 0)) == "  "


def test_it_is_told_as_a_distribution_and_never_as_a_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    similar(make_class(tmp_path, 10, 4).root, as_json=False)
    said = capsys.readouterr().out
    assert "These are distributions, not verdicts." in said
    assert not {"cheat", "plagiar", "copied", "suspect"} & set(said.lower().split())


def test_a_class_of_300_takes_seconds(tmp_path: Path) -> None:
    gathered = gather(make_class(tmp_path, 300, 4), CURRICULUM)
    begun = time.process_time()
    assert len(list(likenesses(gathered))) == 4
    assert time.process_time() - begun < 10  # under a second on a quiet machine
