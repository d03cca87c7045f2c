"""No attack passes, whatever it does; and each honest part that stands between them passes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.wall.attacked import HONEST, exercise
from tests.wall.attacks import ATTACKS

from ctml_runner.judging.verdict import Outcome
from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.opening import Wall
from ctml_runner.wall.sandbox import Box, Level
from ctml_runner.wall.verdict import WallVerdict

SECONDS = 1.5
LIMITS = PartLimits(SECONDS, memory_mib=256, files_mib=4)
Judged = dict[str, tuple[WallVerdict, WallVerdict]]


@pytest.fixture(scope="module")
def judged(wall: Wall, box: Box) -> Judged:
    """Every attack, each followed by an honest part, in two sessions side by side."""
    if box.level < Level.LANDLOCK:
        pytest.skip("an attack is let loose only where a box holds it")

    def judge(names: list[str]) -> Judged:
        parts = [part for name in names for part in (ATTACKS[name], HONEST)]
        verdicts = wall.judge(exercise(limit=SECONDS), parts, 7, LIMITS)
        return dict(zip(names, zip(verdicts[::2], verdicts[1::2], strict=True), strict=True))

    names = list(ATTACKS)
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(judge, (names[::2], names[1::2]))
    return one | other


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_fails_and_the_honest_part_after_it_passes(judged: Judged, name: str) -> None:
    attack, honest = judged[name]
    assert not attack.passed, attack
    assert honest.passed, honest


def test_what_broke_the_room_is_told_in_words_of_ours(judged: Judged) -> None:
    told = {name: judged[name][0].breach for name in ATTACKS}
    assert told["a call of a function below none"] == "a call of a function that it was not given"
    assert told["a length that is too long"] == "the worker's message is too long"
    assert told["an exit in a call"] == "the worker is gone"
    assert told["an error on no list"] == "an exception that is on no list"
    assert told["words after the goodbye"] == "it said more after its goodbye"
    assert told["a sleep"] == "the time was up"
    assert judged["a sleep"][0].outcome is Outcome.TIMED_OUT
    assert told["an int that equals everything"] == ""


def test_only_what_was_spoilt_fails(judged: Judged) -> None:
    by_heart, _ = judged["the public examples by heart"]
    assert [test.name for test in by_heart.tests if not test.passed] == ["test_law"]
    flatterer, _ = judged["an object that pleases"]
    assert [test.name for test in flatterer.tests if not test.passed] == [
        "test_double", "test_negative", "test_law",
    ]  # fmt: skip
