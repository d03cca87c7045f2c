"""Nothing that is sent can write elsewhere, stop a collection, or cost much; and all is told."""

import io
import os
import random
import socket
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cohort.classes import WORK, Class, everything, package

from ctml_runner.cohort import form
from ctml_runner.cohort.collecting.report import Collected, Left

SAVE_ME, TOKEN_ID = "parts/save_me.py", "parts/token_id.py"
TREE = "exercises/00_first_steps/01_save_me.py"
GOOD = WORK["token_id"]
REGULAR, LINK, PIPE, DEVICE = 0o100644, 0o120777, 0o010644, 0o020666

Entry = tuple[str, bytes]


def archive(
    *entries: tuple[str, bytes], mode: int = REGULAR, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return a zip in which the first entry has that mode and method."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as written:
        for number, (name, data) in enumerate(entries):
            info = zipfile.ZipInfo(name, (2026, 3, 3, 12, 0, 0))
            info.external_attr = (mode if number == 0 else REGULAR) << 16
            info.compress_type = method if number == 0 else zipfile.ZIP_DEFLATED
            written.writestr(info, data)
    return whole.getvalue()


def problems_of(room: Class, data: bytes) -> tuple[str, ...]:
    """Collect a zip of ada's beside a good one of bob's, and return what is wrong with hers."""
    room.send("ada.zip", data)
    room.send("bob.ctml.zip", package("bob"))
    before = set(everything(room.base))
    found = room.collect()
    assert room.parts("bob") == WORK, "the rest is collected"
    outside = set(everything(room.base)) - before
    assert all(name.startswith("class/submissions") for name in outside), outside
    (hers,) = [one for one in found if not (isinstance(one, Collected) and one.learner.id == "bob")]
    return (hers.why,) if isinstance(hers, Left) else hers.received.problems


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.py",
        "/etc/evil.py",
        "a/../../parts/save_me.py",
        "C:/evil.py",
        "..\\..\\evil.py",
        "parts/save_me.py\x1b[2J",
        "parts/../parts/save_me.py",
    ],
)
def test_names_that_lead_out_of_their_folder(room: Class, name: str) -> None:
    problems = problems_of(room, archive((name, b"# evil\n"), (TOKEN_ID, GOOD)))
    assert any("has a name that leads out of its folder" in problem for problem in problems)
    assert room.parts() == {"token_id": GOOD}
    assert all(problem.isprintable() for problem in problems)


def test_backslashes_are_read_as_slashes_and_told(room: Class) -> None:
    problems = problems_of(room, archive(("parts\\token_id.py", GOOD)))
    assert problems == ("its names have backslashes, which are read as slashes",)
    assert room.parts() == {"token_id": GOOD}


@pytest.mark.parametrize(
    ("mode", "why"), [(LINK, "is a link"), (PIPE, "is no regular file"), (DEVICE, "is no regular")]
)
def test_links_pipes_and_devices_in_a_zip(room: Class, mode: int, why: str) -> None:
    (problem,) = problems_of(room, archive((SAVE_ME, b"/etc/passwd"), (TOKEN_ID, GOOD), mode=mode))
    assert problem.startswith(f"not read: {SAVE_ME}: {why}")
    assert room.parts() == {"token_id": GOOD}


def test_a_file_that_grows_when_it_is_unpacked(room: Class) -> None:
    bomb = archive((SAVE_ME, bytes(4_000_000)), (TOKEN_ID, GOOD))
    (problem,) = problems_of(room, bomb)
    assert f"{SAVE_ME}: would grow to 4,000,000 bytes from" in problem
    assert room.parts() == {"token_id": GOOD}


def lying(data: bytes, size: int) -> bytes:
    """Return a zip with one entry whose headers say that it has `size` bytes."""
    changed = bytearray(data)
    at = data.index(b"PK\x01\x02")
    changed[at + 24 : at + 28] = struct.pack("<I", size)
    changed[22:26] = struct.pack("<I", size)
    return bytes(changed)


def test_a_file_that_lies_about_how_much_it_grows(room: Class) -> None:
    problems = problems_of(room, lying(archive((SAVE_ME, bytes(5_000_000))), 10))
    assert any("is damaged" in problem for problem in problems)
    assert room.parts() == {}


def test_a_file_that_is_too_long_and_one_that_is_just_not(room: Class) -> None:
    noise = random.Random(1).randbytes(form.PART + 1)
    problems = problems_of(room, archive((SAVE_ME, noise), (TOKEN_ID, noise[1:])))
    assert problems == (f"{SAVE_ME} has more than 1,000,000 bytes; it is left out",)
    assert room.parts() == {"token_id": noise[1:]}


def test_a_journal_that_is_too_long(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctml_runner.cohort.collecting.taking.JOURNAL", 1000)
    noise = random.Random(1).randbytes(1001)
    (problem,) = problems_of(room, archive((TOKEN_ID, GOOD), ("journal.jsonl", noise)))
    assert problem == "journal.jsonl has more than 1,000 bytes; it is left out"


def test_ten_thousand_files(room: Class) -> None:
    many = [(f"x/{number}", b"") for number in range(10_000)]
    problems = problems_of(room, archive((TOKEN_ID, GOOD), *many, (SAVE_ME, b"# late\n")))
    assert problems == ("it has more than 5,000 files; the rest isn't looked at",)
    assert room.parts() == {"token_id": GOOD}


def test_a_table_of_contents_that_is_longer_than_a_learners(room: Class) -> None:
    long = [(f"{number}{'x' * 5000}", b"") for number in range(500)]
    assert problems_of(room, archive(*long)) == ("has too many files for one zip",)


def test_an_encrypted_file(room: Class) -> None:
    data = bytearray(archive((SAVE_ME, b"# secret\n")))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + flags] |= 1
    problems = problems_of(room, bytes(data))
    assert f"not read: {SAVE_ME}: is encrypted" in problems


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_may_cost_any_amount_of_memory(room: Class, method: int) -> None:
    problems = problems_of(room, archive((SAVE_ME, b"# x\n"), (TOKEN_ID, GOOD), method=method))
    assert problems == (f"not read: {SAVE_ME}: is packed in a way that isn't read",)


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_a_zip_that_was_cut_short(room: Class, cut: int) -> None:
    assert problems_of(room, package()[:-cut]) == ("is no zip that can be read; it may be damaged",)


def test_a_damaged_file_in_a_zip(room: Class) -> None:
    data = bytearray(archive((TOKEN_ID, GOOD), (SAVE_ME, os.urandom(500))))
    data[data.index(b"PK\x03\x04", 10) + 60] ^= 255
    (problem,) = problems_of(room, bytes(data))
    assert problem == f"{SAVE_ME} is damaged; it is left out"
    assert room.parts() == {"token_id": GOOD}


def test_a_zip_in_a_zip_is_opened_and_one_in_that_is_not(room: Class) -> None:
    problems_of(room, archive(("work.zip", package())))
    assert room.parts() == WORK
    room.send(
        "ada.zip",
        archive(
            (
                "a.zip",
                archive(
                    ("b.zip", package()),
                ),
            )
        ),
    )
    assert not [
        one
        for one in room.collect()
        if isinstance(one, Collected)
        and one.received.files
        and one.learner.id == "ada"
        and one.what.name == "NEWER"
    ]


def test_two_names_that_are_one_but_for_case_or_form(room: Class) -> None:
    entries = ((SAVE_ME, b"# mine\n"), ("parts/SAVE_ME.py", b"# evil\n"), (TOKEN_ID, GOOD))
    (problem,) = problems_of(room, archive(*entries))
    assert problem == f"two names that some systems take for one: {SAVE_ME}, parts/SAVE_ME.py"
    assert room.parts() == {"save_me": b"# mine\n", "token_id": GOOD}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice(room: Class) -> None:
    entries = ((SAVE_ME, b"# mine\n"), (SAVE_ME, b"# evil\n"), (TOKEN_ID, GOOD))
    (problem,) = problems_of(room, archive(*entries))
    assert problem == f"save_me is left out: two files of it differ: {SAVE_ME}, {SAVE_ME}"
    assert room.parts() == {"token_id": GOOD}


@pytest.mark.parametrize(
    "manifest", [b"", b"[", b"{}", b"[" * 60_000, b'{"learner":"' + b"a" * 300 + b'"}', b"\xff"]
)
def test_a_manifest_that_says_nothing(room: Class, manifest: bytes) -> None:
    problems_of(room, archive(("manifest.json", manifest), (TOKEN_ID, GOOD)))
    assert room.parts() == {"token_id": GOOD}


def test_an_id_that_is_a_path(room: Class) -> None:
    room.folder.roster.write_text("id\n../../evil\n/etc\ncon\n")
    for number, name in enumerate(("../../evil", "/etc", "con")):
        room.send(f"{number}.ctml.zip", package(name))
    before = set(everything(room.base))
    assert all(isinstance(one, Collected) for one in room.collect())
    new = set(everything(room.base)) - before
    assert all(name.startswith("class/submissions/") for name in new), new
    assert room.parts("../../evil") == room.parts("con") == WORK


def link(at: Path, secret: Path) -> None:
    at.symlink_to(secret)


def hard_link(at: Path, secret: Path) -> None:
    at.hardlink_to(secret)


def pipe(at: Path, secret: Path) -> None:
    os.mkfifo(at)


def door(at: Path, secret: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        os.chdir(at.parent)
        opened.bind(at.name)


def folder(at: Path, secret: Path) -> None:
    at.mkdir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("made", [link, hard_link, pipe, door, folder])
def test_what_is_no_regular_file_of_its_own_in_a_folder(
    room: Class, made: Callable[[Path, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(room.base)
    secret = room.base / "secret.py"
    secret.write_text("# secret\n")
    room.lay({"ada/exercises/01_domain_objects/01_token_id.py": GOOD, "bob/x.txt": b""})
    place = room.inbox / "ada" / TREE
    place.parent.mkdir(parents=True)
    made(place, secret)
    hers, _ = room.collect()
    assert isinstance(hers, Collected)
    assert room.parts() == {"token_id": GOOD}
    assert made is folder or len(hers.received.problems) == 1


def test_a_link_to_a_folder_is_not_followed_wherever_it_stands(room: Class) -> None:
    elsewhere = room.base / "elsewhere"
    (elsewhere / "exercises" / "00_first_steps").mkdir(parents=True)
    (elsewhere / TREE).write_bytes(b"# of somebody else\n")
    (room.inbox / "bob").symlink_to(elsewhere)
    (room.inbox / "ada").mkdir()
    (room.inbox / "ada" / "exercises").symlink_to(elsewhere / "exercises")
    (room.inbox / "ada.zip").symlink_to(elsewhere)
    found = room.collect()
    assert room.parts() == {}
    assert room.received("bob") is None
    assert sum(isinstance(one, Left) for one in found) == 2


def test_a_folder_that_becomes_a_link_after_it_was_looked_at(room: Class) -> None:
    from ctml_runner.cohort.collecting.folders import folder_leaves
    from ctml_runner.cohort.collecting.leaf import Leaf, UnreadableError

    room.lay({f"ada/{TREE}": b"# mine\n"})
    (found,) = [one for one in folder_leaves(room.inbox / "ada") if isinstance(one, Leaf)]
    assert found.read(100) == b"# mine\n"
    (room.inbox / "ada" / "exercises").rename(room.inbox / "ada" / "was")
    (room.inbox / "ada" / "exercises").symlink_to(room.inbox / "ada" / "was")
    with pytest.raises(UnreadableError):
        found.read(100)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(room: Class) -> None:
    room.lay({f"ada/{TREE}": b"# mine\n", "ada/token_id.py": GOOD, "bob/x.txt": b""})
    (room.inbox / "ada" / TREE).chmod(0)
    room.collect()
    assert room.parts() == {"token_id": GOOD}


def test_a_name_that_is_no_text(room: Class) -> None:
    room.lay({"ada/token_id.py": GOOD, "bob/x.txt": b""})
    odd = os.fsencode(room.inbox / "ada") + b"/\xff\xfe\n_save_me.py"
    try:
        os.mkfifo(odd)
    except OSError:
        pytest.skip("this file system refuses such names")
    hers, _ = room.collect()
    assert isinstance(hers, Collected)
    assert "is no regular file" in hers.received.problems[0]
    assert room.received() is not None


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_bytes_at_all_stop_a_collection(room: Class, data: st.DataObject) -> None:
    whole = bytearray(package(journal=b'{"kind":1}\n'))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
    room.send("ada.zip", bytes(whole))
    for result in room.collect():
        assert isinstance(result, Collected | Left)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.lists(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20)))
def test_no_names_at_all_lead_out_of_the_cohorts_folder(room: Class, names: list[str]) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as written:
        for number, name in enumerate(dict.fromkeys(names)):
            written.writestr(zipfile.ZipInfo(name), f"# {number}\n")
    room.send("ada.zip", whole.getvalue())
    room.collect()
    stray = [name for name in everything(room.base) if name.startswith(("..", "/"))]
    assert not stray
    assert set(everything(room.folder.submissions)) <= {
        "ada",
        "ada/parts",
        "ada/received.json",
        "ada/parts/save_me.py",
        "ada/parts/token_id.py",
        "ada/journal.jsonl",
    }
