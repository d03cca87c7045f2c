"""A class that hands in, made up: ``python tests/cohort/pretend.py COHORT INBOX``.

Thirty learners of some skill work through the exercises of a plan. Each leaves a folder in the
inbox: solutions, known misconceptions, untouched starts, and the journal of how it went. The
roster gets a line for each, and beside the inbox stands a gradebook as Canvas would export it.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.plan import read_plan
from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.exercise import Exercise, Misconception
from ctml_runner.journal import Judged, Record
from ctml_runner.journal.text import written

NAMES = (
    *("Ada Lovelace", "Alan Turing", "Grace Hopper", "Emmy Noether", "Kurt Gödel", "Alonzo Church"),
    *(
        "Haskell Curry",
        "Saunders Mac Lane",
        "Samuel Eilenberg",
        "Sophie Germain",
        "Évariste Galois",
    ),
    *("Srinivasa Ramanujan", "Maryam Mirzakhani", "Andrey Markov", "Claude Shannon", "Rózsa Péter"),
    *("Barbara Liskov", "Edsger Dijkstra", "Frances Allen", "John Backus", "Katherine Johnson"),
    *("Leslie Lamport", "Margaret Hamilton", "Niklaus Wirth", "Robin Milner", "Shafi Goldwasser"),
    *("Tony Hoare", "Hypatia", "Mary Cartwright", "Julia Robinson"),
)


def pretend(cohort: Path, inbox: Path) -> None:
    """Let everybody work and hand in; the same class every time."""
    curriculum, chance = read_curriculum(), random.Random(7)
    folder = CohortFolder(cohort.resolve())
    exercises = [curriculum.by_slug[slug] for slug in read_plan(folder, curriculum).slugs]
    ids = [f"s{number:02}" for number in range(1, len(NAMES) + 1)]
    with folder.roster.open("a", encoding="utf-8", newline="\n") as roster:
        for learner, name in zip(ids, NAMES, strict=True):
            roster.write(f"{learner},{name},{learner}@example.org,,,A,\n")
    for learner in ids:
        hand_in(inbox / learner, curriculum, exercises, chance)
    write_canvas(inbox.with_name("canvas.csv"), ids, exercises)


def hand_in(
    home: Path, curriculum: Curriculum, exercises: Sequence[Exercise], chance: random.Random
) -> None:
    """Write one learner's workspace as it is handed in."""
    skill, time = chance.gauss(1.0, 0.7), datetime.now(UTC) - timedelta(days=2)
    journal: list[bytes] = []
    for number, exercise in enumerate(exercises):
        ease = skill - 1.8 * number / len(exercises) + chance.gauss(0.8, 0.5)
        wrong = chance.choice(curriculum.misconceptions(exercise))
        part = curriculum.solution(exercise).part
        answer = part if ease > 0 else part.replace(wrong.original, wrong.replacement)
        path = home / exercise.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{answer.rstrip()}\n\n\n{exercise.checks}", encoding="utf-8")
        for fact in saves(exercise, wrong, ease, chance):
            time += timedelta(minutes=1 + chance.expovariate(1 / 5))
            journal.append(written(Record(f"{chance.getrandbits(128):032x}", time, fact)))
    (home / ".ctml").mkdir()
    (home / ".ctml" / "journal.jsonl").write_bytes(b"".join(journal))


def saves(
    exercise: Exercise, wrong: Misconception, ease: float, chance: random.Random
) -> Iterator[Judged]:
    """Yield the saves of one exercise: wrong ones, and a right one where it came to that."""
    is_test = wrong.says.startswith("test_")
    for _ in range(int(chance.expovariate(1 / max(0.5, 3 - 1.5 * ease)))):
        codes, tests = ((), (wrong.says,)) if is_test else ((wrong.says,), ())
        yield Judged(exercise.slug, "failed", "", 0.05, codes, tests, wrong.name)
    yield Judged(exercise.slug, "passed" if ease > 0 else "failed", "", 0.05)


def write_canvas(path: Path, ids: Sequence[str], exercises: Sequence[Exercise]) -> None:
    """Write a gradebook with two assignments of ours and one of somebody else."""
    first, second = (exercise.slug for exercise in exercises[:2])
    header = f"Student,ID,SIS User ID,SIS Login ID,Section,{first} (101),{second} (102),Essay (103)"
    lines = [header, "    Points Possible,,,,,1,1,10"]
    for number, (learner, name) in enumerate(zip(ids, NAMES, strict=True)):
        given, _, family = name.rpartition(" ")
        lines.append(f'"{family}, {given}",{7000 + number},{learner},{learner}@example.org,A,,,8')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    pretend(Path(sys.argv[1]), Path(sys.argv[2]))
