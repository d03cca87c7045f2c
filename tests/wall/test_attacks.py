"""No attack passes, whatever it does; and each honest part that stands between them passes."""

import pytest
from tests.wall.attacked import HONEST, exercise
from tests.wall.attacks import ATTACKS

from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.opening import Wall
from ctml_runner.wall.verdict import WallVerdict

LIMITS = PartLimits(seconds=0.7, memory_mib=256, files_mib=4)
Judged = dict[str, tuple[WallVerdict, WallVerdict]]


@pytest.fixture(scope="module")
def judged(wall: Wall) -> Judged:
    """Every attack, each followed by an honest part, in one session."""
    parts = [part for attack in ATTACKS.values() for part in (attack, HONEST)]
    verdicts = wall.judge(exercise(limit=0.7), parts, 7, LIMITS)
    pairs = zip(verdicts[::2], verdicts[1::2], strict=True)
    return dict(zip(ATTACKS, pairs, strict=True))


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_fails_and_the_honest_part_after_it_passes(judged: Judged, name: str) -> None:
    attack, honest = judged[name]
    assert not attack.passed, attack
    assert honest.passed, honest
