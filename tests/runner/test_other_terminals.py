"""What another terminal does counts in the watch at once: ``ctml goto`` moves it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.journal import Hinted, Journal, Judged, Opened, Progress, fold
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import Judge, Show
from ctml_runner.teaching.events import Elsewhere
from ctml_runner.teaching.session import State, step
from ctml_runner.watch import elsewhere
from ctml_runner.watch.elsewhere import OtherTerminals


def eventually(so: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not so():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def state() -> State:
    return State(read_curriculum(), Path("/learner"), Progress())


def test_goto_in_another_terminal_moves_the_session(state: State) -> None:
    token_id = state.curriculum.find("token_id")
    there = Progress().opened("token_id", ("save_me",))
    after, todo = step(state, Elsewhere(there))
    task = messages.Task(token_id, state.root / token_id.path, 0, state.total)
    assert todo == (Show(task), Judge(token_id, None))
    assert (after.current, after.judging, after.progress) == (token_id, token_id, there)


def test_what_else_is_done_there_counts_and_shows_nothing(state: State) -> None:
    first = state.current.slug
    there = Progress(done=frozenset({"lift"}), current=first, rungs={first: 2})
    after, todo = step(state, Elsewhere(there))
    assert (todo, after.progress) == ((), there)


@pytest.fixture
def journals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Journal, Journal]:
    monkeypatch.setattr(elsewhere, "_EVERY", 0.01)
    hidden = tmp_path / ".ctml"
    hidden.mkdir()
    return Journal(hidden / "journal.jsonl"), Journal(hidden / "journal.jsonl")


@pytest.fixture
def heard(journals: tuple[Journal, Journal]) -> Iterator[list[Progress]]:
    ours, _ = journals
    ours.append(Hinted("before", 1))
    found: list[Progress] = []
    watching = OtherTerminals(ours, lambda: found.append(fold(ours.history().records)))
    watching.start()
    yield found
    watching.stop()


def test_only_what_others_write_is_heard(
    journals: tuple[Journal, Journal], heard: list[Progress]
) -> None:
    ours, theirs = journals
    for number in range(20):
        ours.append(Judged(f"e{number}", "passed", "d", 0.1))
    theirs.append(Opened("token_id", "goto", ("save_me",)))
    assert eventually(lambda: bool(heard))
    assert (len(heard), heard[0].current, len(heard[0].done)) == (1, "token_id", 20)


def test_half_a_line_is_heard_when_it_has_come(
    journals: tuple[Journal, Journal], heard: list[Progress], tmp_path: Path
) -> None:
    ours, _ = journals
    other = Journal(tmp_path / "other.jsonl")
    other.append(Opened("lift", "goto"))
    line = other.path.read_bytes()
    with ours.path.open("ab", buffering=0) as file:
        file.write(line[:30])
        time.sleep(0.1)
        assert heard == []
        file.write(line[30:])
    assert eventually(lambda: [progress.current for progress in heard] == ["lift"])


def test_a_journal_that_was_put_in_its_place_is_read_from_its_beginning(
    journals: tuple[Journal, Journal], heard: list[Progress], tmp_path: Path
) -> None:
    ours, _ = journals
    ours.append(Judged("save_me", "failed", "d" * 400, 0.1))
    time.sleep(0.05)
    other = Journal(tmp_path / "other.jsonl")
    other.append(Opened("lift", "goto"))
    other.path.replace(ours.path)
    assert eventually(lambda: bool(heard) and heard[-1].current == "lift")
