"""A class made up: a cohort's folder with its files as collecting and grading leave them."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
from tests.cohort.pretend import NAMES

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.names import safe_name
from ctml_runner.cohort.received import Received
from ctml_runner.cohort.results import Graded, TestMark, append
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.journal import Judged, Record
from ctml_runner.journal.text import written

NOW = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
GRADER = "a" * 64
CURRICULUM = read_curriculum()


misconceptions = cache(CURRICULUM.misconceptions)
solution = cache(CURRICULUM.solution)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def plan_text(
    slugs: Sequence[str], *, name: str = "Spring class", due: datetime = NOW - HOUR
) -> str:
    """Return a cohort.toml; the last exercise is for those who are ahead."""
    worth = [f"{slug} = {2 + at % 3}" for at, slug in enumerate(slugs[:-1])]
    worth.append(f"{slugs[-1]} = {{ points = 1, must = false }}")
    return "\n".join(
        [
            f"name = {msgspec.json.encode(name).decode()}",
            'course = "0.1.0"',
            f"due = {due.isoformat()}",
            "grace_minutes = 10",
            "[exercises]",
            *worth,
            "",
        ]
    )


@dataclass(frozen=True, slots=True)
class Way:
    """One made-up learner's way through one exercise."""

    attempts: int
    passed: bool
    handed_in: bool
    misconception: int


def make_class(
    root: Path,
    learners: int = 30,
    exercises: int = 8,
    *,
    names: Sequence[str] = NAMES,
    now: datetime = NOW,
) -> CohortFolder:
    """Make a cohort's folder: everybody has some skill, every exercise some difficulty.

    It was due an hour before `now`, and graded then.
    """
    chance = random.Random(1)
    folder = CohortFolder(root)
    root.mkdir(parents=True, exist_ok=True)
    chosen = [e.slug for e in CURRICULUM.course[:exercises]]
    folder.plan.write_text(plan_text(chosen, due=now - HOUR), encoding="utf-8")
    rows = ["id,name,email,login,sis_id,section,extra_days"]
    results: list[Graded] = []
    for number in range(learners):
        learner, name = f"s{number:04}", called(names, number)
        quoted = '"' + name.replace('"', '""') + '"'
        rows.append(f"{learner},{quoted},{learner}@example.org,login{number},{9000 + number},A,0")
        skill = chance.gauss(0.6, 0.8)
        ways = [_way(chance, skill, at / exercises) for at in range(exercises)]
        results += _submit(folder, learner, list(zip(chosen, ways, strict=True)), chance, now)
    folder.roster.write_text("\n".join(rows) + "\n", encoding="utf-8")
    append(folder.results, results)
    return folder


def called(names: Sequence[str], number: int) -> str:
    """Return a name; where they are used up, numbered."""
    round_ = number // len(names)
    return names[number % len(names)] + (f" {round_ + 1}" if round_ else "")


def _way(chance: random.Random, skill: float, difficulty: float) -> Way:
    ease = skill - 2.2 * difficulty + chance.gauss(1.2, 0.5)
    attempts = max(1, int(chance.expovariate(1 / max(1.2, 4 - 2 * ease))) + 1)
    return Way(attempts, ease > 0, ease > -1.2, chance.randrange(2))


def _submit(
    folder: CohortFolder,
    learner: str,
    ways: Sequence[tuple[str, Way]],
    chance: random.Random,
    now: datetime,
) -> list[Graded]:
    home = folder.submissions / safe_name(learner)
    time = now - timedelta(days=3, minutes=chance.randrange(900))
    files: dict[str, str] = {}
    graded: list[Graded] = []
    lines: list[bytes] = []
    for slug, way in ways:
        exercise = CURRICULUM.by_slug[slug]
        if not way.handed_in:
            continue
        data = _file(exercise, way, chance)
        (home / "parts").mkdir(parents=True, exist_ok=True)
        (home / "parts" / f"{slug}.py").write_bytes(data)
        files[slug] = digest(data)
        result = _graded(learner, exercise, way, files[slug], now)
        graded.append(result)
        for attempt in range(way.attempts):
            time += timedelta(minutes=1 + chance.expovariate(1 / 6))
            last = attempt == way.attempts - 1 and way.passed
            lines.append(_line(f"{learner}{slug}{attempt}", time, result, passed=last))
        time += timedelta(hours=chance.expovariate(1 / 3))
        time = min(time, now - 2 * HOUR)
    if not files:
        return []
    sent = min(time, now - (timedelta(minutes=9) if chance.random() < 0.05 else 2 * HOUR))
    received = Received(learner, f"{learner}.zip", sent, now, "0.1.0", files)
    (home / "journal.jsonl").write_bytes(b"".join(lines))
    (home / "received.json").write_bytes(msgspec.json.encode(received))
    return graded


def _file(exercise: Exercise, way: Way, chance: random.Random) -> bytes:
    part = solution(exercise).part if way.passed else exercise.start
    own = [f"def own_{n}(x: int) -> int:" for n in range(chance.randrange(4))]
    body = "\n".join(
        f"{line}\n    return x {chance.choice('+-*')} {n}" for n, line in enumerate(own)
    )
    return f"{part}\n{body}\n\n\n{exercise.checks}".encode()


def test_names(exercise: Exercise) -> Iterator[str]:
    for line in exercise.checks.splitlines():
        if line.startswith("def test_"):
            yield line.removeprefix("def ").partition("(")[0]


def _graded(learner: str, exercise: Exercise, way: Way, file: str, now: datetime) -> Graded:
    names = list(test_names(exercise))
    wrong = misconceptions(exercise)[way.misconception]
    is_test = wrong.says.startswith("test_")
    return Graded(
        learner=learner,
        exercise=exercise.slug,
        file=file,
        grader=GRADER,
        outcome="passed" if way.passed else "failed",
        level=2,
        seconds=0.25,
        tests=tuple(
            TestMark(name, way.passed or (not is_test or name != wrong.says)) for name in names
        ),
        codes=() if way.passed or is_test else (wrong.says,),
        misconception="" if way.passed else wrong.name,
        hint="" if way.passed else wrong.hint,
        graded=now,
    )


def _line(id_: str, time: datetime, result: Graded, *, passed: bool) -> bytes:
    failed = tuple(test.name for test in result.tests if not test.passed)
    wrong = misconceptions(CURRICULUM.by_slug[result.exercise])[0]
    tests, codes = ((wrong.says,), ()) if wrong.says.startswith("test_") else ((), (wrong.says,))
    fact = Judged(
        result.exercise,
        "passed" if passed else "failed",
        "",
        0.04,
        () if passed else (result.codes or codes),
        () if passed else (failed or tests),
        "" if passed else (result.misconception or wrong.name),
    )
    return written(Record(digest(id_.encode())[:32], time, fact))
