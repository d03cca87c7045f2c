"""The fold: progress depends on what happened, not on how often or in which order it is read."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ctml_runner.journal import (
    Fact,
    Foreign,
    Hinted,
    Judged,
    Opened,
    Progress,
    Record,
    Replaced,
    Revealed,
    Unclear,
    fold,
    read,
)
from ctml_runner.journal.text import written

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
SLUGS = st.sampled_from(["save_me", "annotate", "token_id"])
FACTS: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        Judged,
        SLUGS,
        st.sampled_from(["passed", "failed", "some_new_outcome"]),
        st.just("0" * 64),
        st.floats(0, 10),
        st.lists(st.sampled_from(["arg-type", "operator"])).map(tuple),
    ),
    st.builds(Hinted, SLUGS, st.integers(1, 3)),
    st.builds(Opened, SLUGS, st.sampled_from(["passed", "goto", "init"])),
    st.builds(
        Replaced,
        SLUGS,
        st.sampled_from(["reset", "undo", "update"]),
        st.sampled_from(["", "1" * 64]),
        st.just("2" * 64),
    ),
    st.builds(Revealed, SLUGS),
    st.builds(Unclear, SLUGS, st.just("unclear-1.txt")),
    st.just(Foreign("dreamt", b'{"kind":"dreamt","of":[1,2]}')),
)
# Few different times, so that ties happen.
HISTORIES = st.lists(st.tuples(st.integers(0, 5), FACTS), max_size=12).map(
    lambda told: [
        Record(f"{n:032x}", BEGIN + timedelta(microseconds=when), fact)
        for n, (when, fact) in enumerate(told)
    ]
)


def at(second: int, fact: Fact) -> Record:
    return Record(f"{second:032x}", BEGIN + timedelta(seconds=second), fact)


@given(HISTORIES, st.data())
def test_journals_merge_by_concatenation_in_any_order_any_number_of_times(
    records: list[Record], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(records)) if records else st.just([]))
    shuffled = data.draw(st.permutations(records + again))
    assert fold(shuffled) == fold(records)


@given(HISTORIES)
def test_what_is_written_is_read(records: list[Record]) -> None:
    history = read(b"".join(written(record) for record in records))
    assert (history.records, history.damaged) == (tuple(records), ())


def test_progress_tells_what_is_done_where_we_are_and_what_it_took() -> None:
    records = [
        at(1, Opened("save_me", "init")),
        at(2, Judged("save_me", "failed", "a" * 64, 0.1, ("arg-type",), ("test_a",))),
        at(3, Hinted("save_me", 1)),
        at(4, Hinted("save_me", 2)),
        at(5, Judged("save_me", "passed", "b" * 64, 0.1)),
        at(6, Opened("annotate", "passed")),
        at(7, Revealed("annotate")),
        at(8, Replaced("annotate", "reset", "c" * 64, "d" * 64)),
        at(9, Unclear("annotate", "unclear-1.txt")),
    ]
    assert fold(records) == Progress(
        done=frozenset({"save_me"}),
        current="annotate",
        rungs={"save_me": 2},
        attempts={"save_me": 2},
        revealed=frozenset({"annotate"}),
        since=BEGIN + timedelta(seconds=1),
    )


def test_nothing_happened_yet() -> None:
    assert fold([]) == Progress()


def test_passed_once_is_passed_for_good() -> None:
    passed = at(1, Judged("save_me", "passed", "a" * 64, 0.1))
    broken = at(2, Judged("save_me", "failed", "b" * 64, 0.1))
    assert fold([passed, broken]).done == frozenset({"save_me"})


def test_of_two_exercises_opened_at_the_same_moment_every_machine_names_the_same_one() -> None:
    one, two = (
        Record(name, BEGIN, Opened(slug, "goto"))
        for name, slug in (("1" * 32, "save_me"), ("2" * 32, "annotate"))
    )
    assert fold([one, two]) == fold([two, one])
    assert fold([one, two]).current == "annotate"
