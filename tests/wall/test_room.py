"""The room: it waits no longer than it may, believes nothing, and once broken stays broken."""

import contextlib
import json
import socket
import struct
import threading
import time

import pytest
from tests.wall import beside

from ctml.checks import agree
from ctml_runner.wall import room as rooms
from ctml_runner.wall.limits import MESSAGE
from ctml_runner.wall.messages import Broken, Late, Pipe, Raised
from ctml_runner.wall.offering import Offering
from ctml_runner.wall.raised import name_of
from ctml_runner.wall.room import Breach


def hear(line: socket.socket) -> dict[str, object]:
    (length,) = struct.unpack("!I", line.recv(4, socket.MSG_WAITALL))
    found: dict[str, object] = json.loads(line.recv(length, socket.MSG_WAITALL))
    return found


def say(line: socket.socket, message: str) -> None:
    data = message.encode()
    line.sendall(struct.pack("!I", len(data)) + data)


def broken_by(data: bytes) -> str:
    """Return why a room is broken after these bytes."""
    with beside.alone(0.2) as (room, line):
        line.sendall(data)
        with pytest.raises(Breach) as caught:
            room.ask("truth")
        assert not room.holds()
        assert str(caught.value) == room.broken
        return room.broken


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ('{"type":"Answer","nonce":0,"value":1}', "an answer to another question"),
        ('{"type":"Answer","nonce":"0","value":1}', "a message that is none"),
        ('{"type":"Answer","value":1}', "a message that is none"),
        ('{"type":"Answer","nonce":0,"value":1,"more":1}', "a message that is none"),
        ('{"type":"Ask","nonce":0,"act":"truth"}', "a message that is none"),
        ("[" * 100_000, "a message that is none"),
        ("null", "a message that is none"),
        ("", "a message that is none"),
        ('{"type":"Answer","nonce":0,"value":"\\ud800"}', "a message that is none"),
    ],
)
def test_a_message_that_is_none_breaks_the_room(message: str, why: str) -> None:
    data = message.encode()
    assert broken_by(struct.pack("!I", len(data)) + data) == why


def test_lengths_are_believed_up_to_a_limit_and_waited_for_up_to_a_deadline() -> None:
    assert broken_by(struct.pack("!I", MESSAGE + 1)) == "the worker's message is too long"
    assert broken_by(struct.pack("!I", 10) + b"123") == "the time was up"
    assert broken_by(b"\x00") == "the time was up"


def test_a_worker_that_is_gone_breaks_the_room() -> None:
    with beside.alone() as (room, line):
        line.close()
        with pytest.raises(Breach, match="the worker is gone"):
            room.ask("truth")


def test_a_breach_is_caught_by_no_test_and_comes_again() -> None:
    with beside.alone(0.1) as (room, _):
        for _ in range(2):
            with pytest.raises(Breach), pytest.raises(Exception):  # noqa: B017, PT011  # that is the point
                room.ask("truth")
        assert room.late
        with pytest.raises(Breach):
            room.load("part", "", ())


def test_a_room_that_is_broken_asks_nothing_more() -> None:
    with beside.room() as room:
        agree(room.ask("truth", 1), True)
        with pytest.raises(Breach, match="for a reason"):
            room.break_off("for a reason")
        with pytest.raises(Breach, match="for a reason"):
            room.ask("truth", 1)  # to which the worker would answer


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ('{"type":"Raised","nonce":NONCE,"name":"Skipped"}', "an exception that is on no list"),
        ('{"type":"Called","nonce":NONCE,"function":0}', "a call of a function that it was not"),
        ('{"type":"Called","nonce":NONCE,"function":-1}', "a call of a function that it was not"),
        ('{"type":"Answer","nonce":NONCE,"value":["h",-1]}', "a value that is none"),
    ],
)
def test_an_answer_that_is_none_breaks_the_room(message: str, why: str) -> None:
    with beside.alone(1.0) as (room, line):
        room.begin_test()
        worker = threading.Thread(
            target=lambda: say(line, message.replace("NONCE", str(hear(line)["nonce"])))
        )
        worker.start()
        with pytest.raises(Breach, match=why):
            room.ask("truth", 1)
        worker.join()


def test_the_functions_that_can_be_called_are_those_that_were_handed_over() -> None:
    with beside.room() as room:
        offering = Offering(room)
        agree(offering.form_of(hear), ["k", 0])
        assert offering.function(0) is hear
        for number in (-1, 1):
            with pytest.raises(Breach, match="a function that it was not given"):
                offering.function(number)


def test_an_error_is_known_by_what_it_is_and_not_by_its_name() -> None:
    pretending = type("ValueError", (BaseException,), {})
    inheriting = type("Mine", (KeyError,), {})
    agree([name_of(pretending()), name_of(inheriting()), name_of(SystemExit())],
          ["", "KeyError", ""])  # fmt: skip


def test_a_deadline_is_for_a_test_and_not_for_a_question() -> None:
    with beside.alone(0.3) as (room, line):
        began = time.monotonic()
        line.sendall(struct.pack("!I", 1000))
        threading.Thread(target=_drip, args=(line,)).start()
        with pytest.raises(Breach, match="the time was up"):
            room.ask("truth")
        assert time.monotonic() - began < 3


def test_a_new_test_has_a_whole_budget_and_the_part_has_not() -> None:
    with beside.room(1.0) as room:
        kept = room.load("part", "import time\ndef kept(s): time.sleep(s)", ("kept",))["kept"]
        assert callable(kept)
        kept(0.6)
        room.begin_test()
        kept(0.6)  # more than 1 s in all
        room.begin_test()
        with pytest.raises(Breach, match="the time was up"):
            kept(0.95)  # more than the part's 2 s


def test_questions_and_bytes_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "ASKED", 5)
    with beside.room() as room:
        agree([room.ask("truth", 1) for _ in range(5)], [True] * 5)
        with pytest.raises(Breach, match="too many questions"):
            room.ask("truth", 1)
    monkeypatch.setattr(rooms, "SAID", 100)
    with beside.room() as room:
        kept = room.load("part", "def kept(n): return 'x' * n", ("kept",))["kept"]
        assert callable(kept)
        with pytest.raises(Breach, match="too many bytes"):
            kept(200)


def after(goodbye: str, more: bytes = b"") -> str:
    """Return why a room is broken after this goodbye, and more."""
    with beside.alone(1.0) as (room, line):

        def answer() -> None:
            say(line, goodbye.replace("NONCE", str(hear(line)["nonce"])))
            line.sendall(more)
            line.close()

        worker = threading.Thread(target=answer)
        worker.start()
        room.leave()
        worker.join()
        room.hear_the_end()
        return room.broken


def test_a_goodbye_is_answered_and_then_comes_the_end() -> None:
    assert after('{"type":"Answer","nonce":NONCE,"value":null}') == ""
    for answer, more, why in (
        ('{"type":"Answer","nonce":NONCE,"value":true}', b"", "an answer to the goodbye"),
        ('{"type":"Raised","nonce":NONCE,"name":"ValueError"}', b"", "no answer to the goodbye"),
        ('{"type":"Answer","nonce":NONCE,"value":null}', b"x", "it said more after its goodbye"),
    ):
        assert after(answer, more).startswith(why)


def _drip(line: socket.socket) -> None:
    """Send a byte now and then, for as long as somebody is there to read it."""
    with contextlib.suppress(OSError):
        while True:
            line.sendall(b" ")
            time.sleep(0.02)


def test_each_deadline_counts_by_itself() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        pipe = Pipe(ours)
        say(theirs, "1")
        pipe.receive(time.monotonic() + 0.01)  # leaves a hundredth of a second at most
        later = threading.Timer(0.2, say, (theirs, "2"))
        later.start()
        assert pipe.receive(time.monotonic() + 10) == b"2"


def test_a_pipe_tells_late_from_broken() -> None:
    ours, theirs = socket.socketpair()
    pipe = Pipe(ours)
    with pytest.raises(Late):
        pipe.receive(time.monotonic() + 0.05)
    with pytest.raises(Late):
        pipe.send(Raised(1, "x"), time.monotonic() - 1)
    theirs.close()
    with pytest.raises(Broken):
        pipe.receive(time.monotonic() + 1)
    with pytest.raises(Broken):
        pipe.send(Raised(1, "x"), time.monotonic() + 1)
    ours.close()
