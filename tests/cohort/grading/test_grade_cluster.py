"""Grading on a real Dask cluster of two workers gives what grading here gives."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from tests.cohort.grading.submitted import Submitted, file_of, solved

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.errors import InstructorError, ToolError
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


def test_a_cluster_that_lost_its_workers_is_waited_for_a_while_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    from ctml_runner.cohort.grading import cluster  # it needs the extra

    monkeypatch.setattr(cluster, "_LOOK", 0.01)
    future, client = Mock(status="pending"), Mock()
    future.result.side_effect = TimeoutError
    client.nthreads.side_effect = [{"a": 1}, {}, {"b": 2}, {}, {}, {}]
    with pytest.raises(ToolError, match="tcp://here has no workers any more") as told:
        cluster.Cluster(client, "tcp://here").verdicts(future)
    assert client.nthreads.call_count == 6
    assert "goes on where it stopped" in told.value.next_step


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError("the line is cut\nby whom?"), "OSError: the line is cut"),
        (TimeoutError(), "TimeoutError"),
        (asyncio.CancelledError(), "CancelledError"),
        (ModuleNotFoundError("no ctml"), "ModuleNotFoundError: no ctml"),
    ],
)
def test_what_fails_in_a_cluster_is_told_in_one_line(error: BaseException, says: str) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    from ctml_runner.cohort.grading import cluster  # it needs the extra

    future = Mock(status="error")
    future.result.side_effect = error
    with pytest.raises(ToolError) as told:
        cluster.Cluster(Mock(), "tcp://here").verdicts(future)
    assert told.value.what == f"the cluster at tcp://here failed: {says}"


def test_an_instructors_own_error_comes_through_from_a_worker() -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    from ctml_runner.cohort.grading import cluster  # it needs the extra

    future = Mock(status="error")
    future.result.side_effect = InstructorError("too low a level")
    with pytest.raises(InstructorError, match="too low a level"):
        cluster.Cluster(Mock(), "tcp://here").verdicts(future)
