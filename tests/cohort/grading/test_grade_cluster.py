"""Grading on a real Dask cluster of two workers gives what grading here gives."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cohort.grading.submitted import Submitted, file_of, solved

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.wall.sandbox import Box

SLUGS = ("save_me", "annotate")
LEARNERS = ("ada", "grace", "alan")


@pytest.fixture(scope="module")
def submitted(
    box: Box, warm: Path, curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory
) -> Submitted:
    made = Submitted.make(tmp_path_factory.mktemp("cluster") / "class", SLUGS, warm)
    exercises = [curriculum.find(slug) for slug in SLUGS]
    for learner in LEARNERS:
        made.hand_in(learner, {one.slug: solved(curriculum, one, learner) for one in exercises})
    killer = "import os\n\nos.kill(os.getppid(), 9)\n"
    made.replace("alan", "save_me", file_of(exercises[0], killer))
    return made


@pytest.fixture(scope="module")
def cluster(box: Box) -> Iterator[str]:
    """The address of a real cluster, started by a process of its own as on another machine."""
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    code = (
        "import sys\n"
        "from distributed import LocalCluster\n"
        "if __name__ == '__main__':\n"
        "    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as c:\n"
        "        print(c.scheduler_address, flush=True)\n"
        "        sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


def test_two_workers_grade_as_one_machine_does(cluster: str, submitted: Submitted) -> None:
    ran = submitted.grade("--json", "--dask", cluster)
    assert ran.returncode == 0, ran.stderr
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert (told[-1]["graded"], told[-1]["level"]) == (6, 2)
    there = {(one["learner"], one["exercise"]): one["outcome"] for one in told[:-1]}
    submitted.folder.results.unlink()
    assert submitted.told()["graded"] == 6
    here = {key: submitted.result(*key).outcome for key in there}
    assert there == here
    assert [key for key, outcome in here.items() if outcome != "passed"] == [("alan", "save_me")]


def test_where_nobody_listens_the_address_is_told(submitted: Submitted) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    submitted.folder.results.unlink(missing_ok=True)
    ran = submitted.grade("--dask", "tcp://127.0.0.1:9")
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (
        1, "ctml: there is no Dask cluster at tcp://127.0.0.1:9",
    )  # fmt: skip
