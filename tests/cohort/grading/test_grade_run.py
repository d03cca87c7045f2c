"""``ctml cohort grade`` as an instructor meets it: it goes on where it stopped, loses nothing."""

import json
import os
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from filelock import FileLock
from tests.cohort.grading.submitted import CTML, Submitted, file_of, solved, without_progress

from ctml_runner.cohort.grading.wanted import Shard
from ctml_runner.cohort.grading.work import _groups
from ctml_runner.cohort.results import read_results
from ctml_runner.cohort.roster import Learner
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.wall.sandbox import Box

SLUGS = ("save_me", "annotate", "token_id")


@pytest.fixture
def submitted(box: Box, warm: Path, curriculum: Curriculum, tmp_path: Path) -> Submitted:
    """Two who solved everything, one who changed nothing, one who handed in one file of three."""
    made = Submitted.make(tmp_path / "class", SLUGS, warm)
    exercises = [curriculum.find(slug) for slug in SLUGS]
    for learner in ("ada", "grace"):
        made.hand_in(learner, {one.slug: solved(curriculum, one, learner) for one in exercises})
    made.hand_in("alan", {one.slug: one.text.encode() for one in exercises})
    made.hand_in("emmy", {"annotate": solved(curriculum, curriculum.find("annotate"))})
    return made


def test_everything_is_graded_once_and_again_only_if_it_changed(
    submitted: Submitted, curriculum: Curriculum
) -> None:
    first = submitted.grade()
    assert (first.returncode, without_progress(first.stderr)) == (0, "")
    assert first.stdout.split(" in ")[0] == "graded 10"
    assert first.stdout.endswith("at level 2: 3 failed, 7 passed\n")
    ada = submitted.result("ada", "token_id")
    assert (ada.outcome, ada.level, ada.codes) == ("passed", 2, ())
    assert ada.tests
    assert all(mark.passed for mark in ada.tests)
    before = submitted.folder.results.read_bytes()
    assert submitted.grade().stdout == "nothing to grade: 10 unchanged\n"
    assert submitted.folder.results.read_bytes() == before
    submitted.replace("alan", "annotate", solved(curriculum, curriculum.find("annotate")))
    told = submitted.told()
    assert (told["graded"], told["unchanged"], told["outcomes"]) == (1, 9, {"passed": 1})
    submitted.folder.plan.write_text(
        submitted.folder.plan.read_text(encoding="utf-8") + "[grading]\nseconds = 9\n",
        encoding="utf-8",
    )
    assert submitted.told("--only", "emmy")["graded"] == 1
    assert submitted.folder.results.read_bytes().startswith(before)


def test_what_was_altered_since_it_was_collected_is_told_and_not_graded(
    submitted: Submitted, curriculum: Curriculum
) -> None:
    submitted.told("--only", "ada")
    submitted.alter("ada", "annotate", solved(curriculum, curriculum.find("annotate"), "mine"))
    submitted.alter("emmy", "save_me", solved(curriculum, curriculum.find("save_me")))
    parts = submitted.folder.submissions / "grace" / "parts"
    (parts / "token_id.py").unlink()
    ran = submitted.grade()
    assert ran.returncode == 1
    assert without_progress(ran.stderr).splitlines() == [
        (
            "ada: submissions/ada/parts/annotate.py was changed after it was collected; "
            "it is not graded"
        ),
        "  next:  ctml cohort collect FOLDER   (it came from a test)",
        (
            "grace: submissions/grace/parts/token_id.py was collected, and is not there any more; "
            "it is not graded"
        ),
        "  next:  ctml cohort collect FOLDER   (it came from a test)",
        "emmy: submissions/emmy/parts/save_me.py was never collected; it is not graded",
        "  next:  ctml cohort collect FOLDER   (it came from a test)",
    ]
    assert ran.stdout.split(" in ")[0] == "graded 6"
    assert submitted.result("ada", "annotate").outcome == "passed"
    told = json.loads(submitted.grade("--json", "--only", "ada").stdout.splitlines()[0])
    assert told == {
        "event": "altered", "learner": "ada", "exercise": "annotate", "what": "changed"
    }  # fmt: skip


def test_only_what_is_named_is_graded(submitted: Submitted) -> None:
    lines = submitted.grade("--json", "--only", "ada", "--only", "save_me").stdout.splitlines()
    told = [json.loads(line) for line in lines]
    assert [(one["learner"], one["exercise"], one["outcome"]) for one in told[:-1]] == [
        ("ada", "save_me", "passed")
    ]
    unknown = submitted.grade("--only", "adda")
    assert unknown.returncode == 2
    assert "did you mean 'ada'?" in unknown.stderr
    slip = submitted.grade("--only", "tokn_id")
    assert slip.returncode == 2
    assert "the plan has an exercise 'token_id'" in slip.stderr


def test_what_has_not_changed_is_graded_too_where_that_is_asked_for(submitted: Submitted) -> None:
    assert submitted.told("--only", "ada")["graded"] == 3
    before = submitted.result("ada", "annotate").graded
    assert submitted.told("--only", "ada", "--only", "annotate")["graded"] == 0
    told = submitted.told("--only", "ada", "--only", "annotate", "--again")
    assert (told["graded"], told["unchanged"]) == (1, 0)
    assert submitted.result("ada", "annotate").graded > before
    told = submitted.told("--again", "--only", "emmy", "--only", "ada")
    assert (told["graded"], told["unchanged"]) == (4, 0)


def test_shards_share_the_class_and_their_files_are_read_together(submitted: Submitted) -> None:
    graded = [submitted.told("--shard", f"{n}/2")["graded"] for n in (1, 2)]
    assert graded != [10, 0]
    assert graded != [0, 10]
    names = sorted(path.name for path in submitted.folder.root.glob("results*"))
    assert names == ["results.1-of-2.jsonl", "results.2-of-2.jsonl"]
    assert len(read_results(submitted.folder).newest) == 10
    merged = b"".join((submitted.folder.root / name).read_bytes() for name in names)
    for name in names:
        (submitted.folder.root / name).unlink()
    submitted.folder.results.write_bytes(merged)
    assert submitted.told()["graded"] == 0
    wrong = submitted.grade("--shard", "3/2")
    assert (wrong.returncode, wrong.stderr.splitlines()[0]) == (
        2, "ctml: '3/2' is no part of a class",
    )  # fmt: skip


def test_every_learner_is_in_one_shard() -> None:
    learners = [Learner(f"learner {n}", folder=f"{n}") for n in range(200)]
    for of in (1, 2, 7):
        held = [[shard.holds(one) for shard in shards(of)].count(True) for one in learners]
        assert held == [1] * 200
    assert 60 < sum(Shard(1, 2).holds(one) for one in learners) < 140


def shards(of: int) -> list[Shard]:
    return [Shard(number, of) for number in range(1, of + 1)]


def test_a_second_grader_is_told_of_the_first(submitted: Submitted) -> None:
    with FileLock(submitted.folder.hidden / "results.jsonl.lock"):
        second = submitted.grade()
    assert second.returncode == 2
    assert second.stderr == (
        "ctml: this cohort is being graded already\n"
        f"  where: {submitted.folder.root}\n"
        "  next:  wait for the other ctml cohort grade to end; nothing was touched\n"
    )
    assert not submitted.folder.results.exists()


def test_below_the_least_level_nothing_is_graded_and_the_way_out_is_told(
    submitted: Submitted,
) -> None:
    refused = submitted.grade(PATH="/nowhere")
    assert refused.returncode == 2
    assert refused.stderr == (
        "ctml: grading wants a sandbox of level 2 (bubblewrap); here level 1 (Landlock and "
        "seccomp) is: bwrap is not installed\n"
        "  next:  level 2 needs Linux with bubblewrap: apt-get install bubblewrap (or dnf, "
        "pacman); or, on your own risk: --allow-level 1\n"
    )
    assert not submitted.folder.results.exists()


def test_at_a_lower_level_that_is_allowed_verdicts_carry_it_and_are_asked_again_at_a_higher(
    submitted: Submitted,
) -> None:
    low = submitted.grade("--allow-level", "1", "--only", "ada", PATH="/nowhere")
    assert low.returncode == 0, low.stderr
    assert low.stdout.endswith("at level 1: 3 passed\n")
    assert submitted.result("ada", "save_me").level == 1
    told = submitted.told("--only", "ada")
    assert (told["graded"], told["level"]) == (3, 2)
    assert submitted.result("ada", "save_me").level == 2


def hand_in_what_sleeps(submitted: Submitted, curriculum: Curriculum) -> None:
    slow = "import time\ntime.sleep(60)\n"
    submitted.replace("alan", "token_id", file_of(curriculum.find("token_id"), slow))


def wait_for(submitted: Submitted, verdicts: int) -> None:
    """Wait until so many are written."""
    until = time.monotonic() + 60
    while len(read_results(submitted.folder).newest) < verdicts:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_after_kill_9_what_was_written_stands_and_the_rest_is_graded(
    submitted: Submitted, curriculum: Curriculum
) -> None:
    hand_in_what_sleeps(submitted, curriculum)
    process = subprocess.Popen(
        [*CTML, "cohort", "grade", "-j", "1"],
        cwd=submitted.folder.root, stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    wait_for(submitted, 3)
    boxes = processes_of(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert gone(boxes)
    with submitted.folder.results.open("ab") as file:
        file.write(b'{"learner": "ada", "exer')  # a line that the kill tore
    submitted.replace("alan", "token_id", curriculum.find("token_id").text.encode())
    whole = len(read_results(submitted.folder).newest)
    told = submitted.told()
    assert told["unchanged"] == whole
    assert told["graded"] == 10 - whole
    results = read_results(submitted.folder)
    assert (len(results.newest), results.unread) == (10, 1)


def test_ctrl_c_says_what_is_kept_and_how_to_go_on(
    submitted: Submitted, curriculum: Curriculum
) -> None:
    hand_in_what_sleeps(submitted, curriculum)
    process = subprocess.Popen(
        [*CTML, "cohort", "grade", "-j", "1"],
        cwd=submitted.folder.root, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_for(submitted, 7)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert without_progress(said) == (
        "stopped; 7 of 10 are kept\n  next:  ctml cohort grade   (goes on)\n"
    )  # fmt: skip
    assert len(read_results(submitted.folder).newest) == 7


def processes_of(root: int) -> list[int]:
    """Return all processes below one."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [root]
    for one in found:
        found.extend(child for child, parent in parents.items() if parent == one)
    return found[1:]


def gone(processes: list[int]) -> bool:
    until = time.monotonic() + 10
    while any(running(one) for one in processes):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_full_disk_is_told_and_what_was_graded_before_stands(submitted: Submitted) -> None:
    submitted.told("--only", "ada", "--only", "grace", "--only", "save_me")
    before = submitted.folder.results.read_bytes()

    def fill() -> None:
        size = len(before) + 100
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    full = subprocess.run(
        [*CTML, "cohort", "grade"],
        cwd=submitted.folder.root, capture_output=True, text=True, check=False, preexec_fn=fill,
    )  # fmt: skip
    assert full.returncode == 1
    assert full.stderr == (
        "ctml: the verdicts can't be written: File too large\n"
        f"  where: {submitted.folder.results}\n"
        "  next:  make room on the disk, and type the command again; what was written stands\n"
    )
    assert submitted.folder.results.read_bytes() == before
    assert submitted.told()["graded"] == 8


def test_who_handed_in_nothing_is_no_work(box: Box, warm: Path, tmp_path: Path) -> None:
    empty = Submitted.make(tmp_path / "class", SLUGS, warm)
    empty.folder.roster.write_text("id\nada\n", encoding="utf-8")
    ran = empty.grade()
    assert (ran.returncode, ran.stdout) == (
        0, "nothing to grade: no changed file was collected (ctml cohort collect)\n",
    )  # fmt: skip


def test_batches_are_of_nearly_the_same_size() -> None:
    for count in (1, 39, 40, 41, 100, 200):
        groups = [len(group) for group in _groups([Learner(f"{n}") for n in range(count)], 40)]
        assert sum(groups) == count
        assert max(groups) <= 40
        assert max(groups) - min(groups) <= 1
