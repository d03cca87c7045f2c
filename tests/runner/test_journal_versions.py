"""Versions: what undo walks down, and everything that ever was."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ctml_runner.journal import (
    Fact,
    Hinted,
    Judged,
    Record,
    Replaced,
    Version,
    Versions,
    undo_target,
    versions,
)

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
A, B, C, D = (letter * 64 for letter in "abcd")


def judged(digest: str, outcome: str = "failed", exercise: str = "save_me") -> Judged:
    return Judged(exercise, outcome, digest, 0.1)


def replaced(why: str, before: str, after: str) -> Replaced:
    match why:
        case "reset" | "undo" | "update":
            return Replaced("save_me", why, before, after)
        case _:
            raise AssertionError(why)


def told(*facts: Fact) -> Versions:
    records = [
        Record(f"{n:032x}", BEGIN + timedelta(seconds=n), fact) for n, fact in enumerate(facts)
    ]
    assert versions(reversed(records), "save_me") == versions(records * 2, "save_me")
    return versions(records, "save_me")


def stack(*facts: Fact) -> str:
    return "".join(version.digest[0] for version in told(*facts).stack)


def test_every_judged_save_is_a_version_and_one_judged_again_is_the_same() -> None:
    one = Version(1, A, BEGIN, "save", "failed")
    two = Version(2, B, BEGIN + timedelta(seconds=1), "save", "passed")
    found = told(judged(A), judged(B), judged(B, "passed"), judged(C, exercise="annotate"))
    assert found == Versions((one, two), (one, two))


def test_what_was_there_before_a_reset_is_a_version_even_if_it_was_never_judged() -> None:
    found = told(judged(A), replaced("reset", B, C))
    assert [(v.number, v.digest, v.why, v.outcome) for v in found.ever] == [
        (1, A, "save", "failed"),
        (2, B, "save", ""),
        (3, C, "reset", ""),
    ]
    assert found.stack == found.ever


def test_a_file_that_was_missing_is_no_version() -> None:
    assert stack(replaced("update", "", A)) == "a"


def test_undo_walks_down_and_what_it_left_stays_among_all_that_ever_were() -> None:
    found = told(judged(A), judged(B), replaced("undo", C, B), replaced("undo", B, A))
    assert [v.digest for v in found.stack] == [A]
    assert [v.digest for v in found.ever] == [A, B, C]


def test_after_an_undo_a_save_is_the_next_version() -> None:
    assert stack(judged(A), judged(B), replaced("undo", B, A), judged(C)) == "ac"


def test_undo_walks_to_the_nearest_of_two_equal_versions() -> None:
    assert stack(judged(A), judged(B), judged(A), judged(C), replaced("undo", C, A)) == "aba"


def test_a_version_brought_back_from_beside_the_stack_is_put_on_top() -> None:
    walked = (judged(A), judged(B), replaced("undo", B, A))
    assert stack(*walked, replaced("undo", A, B)) == "ab"


def test_hints_are_no_versions() -> None:
    assert told(Hinted("save_me", 1)) == Versions()


def test_undo_brings_back_the_version_before() -> None:
    assert undo_target(told(judged(A), judged(B)), B) == A


def test_undo_of_an_edit_that_was_never_judged_brings_back_the_latest_version() -> None:
    assert undo_target(told(judged(A), judged(B)), D) == B


def test_undo_brings_back_a_file_that_is_gone() -> None:
    assert undo_target(told(judged(A)), "") == A


def test_there_is_nothing_before_the_first_version() -> None:
    assert undo_target(told(judged(A)), A) is None
    assert undo_target(told(), A) is None


FACTS = st.one_of(
    st.builds(judged, st.sampled_from([A, B, C])),
    st.builds(
        replaced,
        st.sampled_from(["reset", "undo", "update"]),
        st.sampled_from(["", A, B, C, D]),
        st.sampled_from([A, B, C, D]),
    ),
)


@given(st.lists(FACTS, max_size=10), st.sampled_from(["", A, B, C, D]))
def test_undo_again_and_again_comes_to_the_first_version_of_the_stack(
    facts: list[Fact], present: str
) -> None:
    first = told(*facts).stack[:1]
    for _ in range(2 * len(facts) + 2):
        target = undo_target(told(*facts), present)
        if target is None:
            break
        facts = [*facts, replaced("undo", present, target)]
        present = target
    assert undo_target(told(*facts), present) is None
    assert [version.digest for version in first] == ([present] if first else [])


@given(st.lists(FACTS, max_size=10))
def test_the_versions_are_numbered_from_1_and_the_stack_is_some_of_them_in_order(
    facts: list[Fact],
) -> None:
    found = told(*facts)
    assert [version.number for version in found.ever] == list(range(1, len(found.ever) + 1))
    numbers = [version.number for version in found.stack]
    assert numbers == sorted(set(numbers))
    mentioned = {d for f in facts for d in _digests(f)}
    assert {version.digest for version in found.ever} == mentioned


def _digests(fact: Fact) -> set[str]:
    match fact:
        case Judged(digest=digest):
            return {digest}
        case Replaced(before=before, after=after):
            return {before, after} - {""}
        case _:
            return set()
