"""The spare process: the same verdicts where there is no fork."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ctml_runner.judging.verdict import Outcome, TypeFault, Verdict

Judged = Callable[..., Verdict]

PARTS = {
    "an answer": "def count_words(sentence: str) -> int:\n    return len(sentence.split())\n",
    "a wrong value": "def count_words(sentence: str) -> int:\n    return 7\n",
    "a wrong type": "def count_words(sentence: str) -> int:\n    return sentence.split()\n",
    "a syntax error": "def count_words(sentence: str) -> int\n    return 1\n",
    "an escape": "from typing import Any\n\n\ndef count_words(sentence: Any) -> Any:\n    return\n",
    "a print": "print('hello')\n\n\ndef count_words(sentence: str) -> int:\n    return 7\n",
    "an early end": "import os\nos._exit(0)\n",
    "an exit": "import sys\nsys.exit(0)\n",
    "too much memory": "BIG = bytearray(8 * 2**30)\n",
    "what kills the checker": "X = " + "1+" * 20_000 + "1\n",
}


@pytest.mark.parametrize("name", PARTS)
def test_both_ways_judge_alike(forked: Judged, spared: Judged, name: str) -> None:
    by_fork, by_spare = forked(PARTS[name]), spared(PARTS[name])
    assert replace(by_spare, seconds=0.0) == replace(by_fork, seconds=0.0)


def test_a_spare_process_too_is_stopped_and_its_line_named(spared: Judged) -> None:
    verdict = spared("import time\ntime.sleep(60)\n", limit=0.8)
    assert verdict.outcome is Outcome.TIMED_OUT
    assert verdict.said == "the code was still running after 0.8 s; it was in line 2"


def test_getting_warm_takes_nothing_of_the_time(spared: Judged, answer: str) -> None:
    assert [spared(answer, limit=0.9).outcome for _ in range(3)] == [Outcome.PASSED] * 3


def test_a_spare_process_that_closed_its_channel_is_stopped(spared: Judged) -> None:
    verdict = spared("import os\nos.closerange(0, 99)\nwhile True: pass\n", limit=0.6)
    assert verdict.outcome is Outcome.TIMED_OUT


def test_the_type_tick_comes_from_a_spare_process_too(spared: Judged) -> None:
    faults: tuple[TypeFault, ...] = spared(PARTS["a wrong type"]).type_errors
    assert [(fault.code, fault.span.line) for fault in faults] == [("return-value", 2)]
