"""A journal that somebody wrote by hand, to harm whoever reads it, is counted and harms nobody."""

import json
import secrets
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cohort.grading.submitted import CTML, Submitted

from ctml_runner.cohort.names import safe_name
from ctml_runner.cohort.watching.looking import Looker
from ctml_runner.cohort.watching.now import Measure, everyone

NOW = datetime.now(UTC)
WORDS = (
    "\x1b]0;owned\x07\x1b[2J", "\x9b31m", "\x00", "\u202eevil", "\ud800", "a\nb|c", "[red]x[/red]",
    "=cmd|' /C calc'!A0", "</td><img src=x onerror=alert(1)>", "<script>alert(1)</script>",
    "](javascript:alert(1))", "{{7*7}}", "%s%n", "A" * 50_000,
)  # fmt: skip
"""Texts that terminals, browsers, spreadsheets and templates might take for more than texts."""


def line(fact: Mapping[str, object], time: str = NOW.isoformat(), name: str = "") -> str:
    return json.dumps({"id": name or secrets.token_hex(16), "time": time, "fact": fact})


def judged(**more: object) -> dict[str, object]:
    plain = {"exercise": "save_me", "outcome": "failed", "digest": "0", "seconds": 1.0}
    return {"kind": "judged", **plain, **more}


def hinted(rung: int) -> dict[str, object]:
    return {"kind": "hinted", "exercise": "save_me", "rung": rung}


JOURNALS = {
    "words": [line(judged(codes=[w], tests=[w], misconception=w)) for w in WORDS]
    + [line(judged(outcome=w)) for w in WORDS],
    "names": [line(judged(exercise=w)) for w in WORDS]
    + [line({"kind": "opened", "exercise": w, "why": "goto", "skipped": WORDS}) for w in WORDS],
    "the last moment": [line(judged(), "9999-12-31T23:59:59-14:00")],
    "the first moment": [line(judged(), "0001-01-01T00:00:00+14:00")],
    "all time": [line(judged(), f"{y:04}-01-01T00:00:00+14:00") for y in (1, 1970, 9999)],
    "numbers": [line(judged(seconds=n)) for n in (1e308, -1e308)]
    + [line(hinted(n)) for n in (10**18, -5)],
    "no lines": ['{"id":' + "[" * 100_000, "null", "[]", "{}", '"x"', "1e999", '{"id": 1e400}'],
    "one id": [line(judged(), name="0" * 32) for _ in range(50)],
    "many": [
        line(judged(codes=[f"c{n}-{m}" for m in range(20)]), (NOW - timedelta(0, n)).isoformat())
        for n in range(1000)
    ],
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Submitted:
    submitted = Submitted.make(tmp_path_factory.mktemp("room") / "class", ["save_me", "annotate"])
    for learner, lines in JOURNALS.items():
        submitted.hand_in(learner, {"save_me": b"x = 1\n# --- checks ---\n"})
        place = submitted.folder.submissions / safe_name(learner)
        (place / "journal.jsonl").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    return submitted


def told(room: Submitted, *command: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*CTML, "cohort", *command],
        cwd=room.folder.root, stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
        check=False,
    )  # fmt: skip


def has_control(text: str) -> bool:
    return any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c == "\u202e" for c in text)


@pytest.mark.parametrize("command", [("status",), ("feedback",)])
def test_a_terminal_is_told_of_it_in_plain_words(room: Submitted, command: tuple[str, ...]) -> None:
    ran = told(room, *command)
    assert ran.returncode == 0, ran.stderr
    assert not has_control((ran.stdout + ran.stderr).decode())


def test_a_program_is_told_of_it_in_objects(room: Submitted) -> None:
    ran = told(room, "status", "--json")
    assert ran.returncode == 0, ran.stderr
    assert all(json.loads(one)["event"] for one in ran.stdout.decode().splitlines())


def test_the_report_shows_it_as_text(room: Submitted) -> None:
    assert told(room, "report").returncode == 0
    page = (room.folder.root / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert not has_control(page.replace("\t", " "))


def test_who_watches_sees_everybody_again_and_again(room: Submitted) -> None:
    looker = Looker(room.folder.submissions)
    for later in (0, 2):
        now = NOW + timedelta(seconds=later)
        rows = everyone(looker.look(now), {}, Measure(), now)
        named = {safe_name(learner) for learner in JOURNALS if learner != "no lines"}
        assert {row.learner for row in rows} >= named
        for file in Path(room.folder.submissions).glob("*/journal.jsonl"):
            with file.open("a", encoding="utf-8") as more:
                more.write("\n" + line(judged(), "9999-12-31T23:59:59-14:00") + "\n")
