"""Repositories of git are read without git, whatever is in them."""

import hashlib
import os
import subprocess
import zlib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.cohort.classes import MON, THU, TUE, WORK, Class

from ctml_runner.cohort.collecting import git as reading
from ctml_runner.cohort.collecting.collecting import Wish
from ctml_runner.cohort.collecting.report import Collected, Left

SAVE_ME = "exercises/00_first_steps/01_save_me.py"
PLACE = {"save_me": SAVE_ME, "token_id": "exercises/01_domain_objects/01_token_id.py"}


class Repository:
    """A repository that a test commits to as learners do."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, at: datetime = MON) -> str:
        moment = at.isoformat()
        who = {
            f"GIT_{role}_{what}": "x"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        alone = {"GIT_CONFIG_NOSYSTEM": "1", "HOME": str(self.root.parent)}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=os.environ | who | dates | alone,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, at: datetime, **parts: bytes) -> None:
        for slug, data in parts.items():
            file = self.root / PLACE[slug]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "work", at=at)

    def bare(self, root: Path) -> Path:
        self.git("clone", "-q", "--bare", ".", str(root))
        return root


@pytest.fixture
def ada(room: Class) -> Repository:
    """Ada's repository, with a commit in time and one that is late."""
    repository = Repository(room.inbox / "hw-alove")
    repository.commit(TUE, **WORK)
    repository.commit(THU, save_me=b"# late\n")
    return repository


def test_the_last_commit_that_was_in_time_is_taken(room: Class, ada: Repository) -> None:
    found = room.collected()
    assert (found.received.sent, found.late) == (TUE, timedelta(0))
    assert room.parts() == WORK


def test_the_newest_one_on_request(room: Class, ada: Repository) -> None:
    found = room.collected(wish=Wish(newest=True))
    assert (found.received.sent, found.late) == (THU, timedelta(days=1))
    assert room.parts()["save_me"] == b"# late\n"


def test_who_has_days_of_their_own_has_them_here_too(room: Class, ada: Repository) -> None:
    ada.root.rename(room.inbox / "hw-bs")
    assert room.collected().received.sent == THU
    assert room.parts("bob")["save_me"] == b"# late\n"


def test_who_was_never_in_time_is_late(room: Class) -> None:
    Repository(room.inbox / "ada").commit(THU, **WORK)
    assert room.collected().late == timedelta(days=1)
    assert room.parts() == WORK


def test_a_bare_repository_named_by_itself(room: Class, ada: Repository) -> None:
    room.collected(ada.bare(room.base / "ada.git"))
    assert room.parts() == WORK


def test_a_branch_a_learner(room: Class) -> None:
    repository = Repository(room.base / "class repository")
    repository.commit(MON, save_me=b"# the teacher's\n")
    for name in ("ada", "bs"):
        repository.git("checkout", "-q", "-b", name, "main")
        repository.commit(TUE, save_me=b"# %s\n" % name.encode())
    room.collect(repository.root)
    assert room.parts() == {"save_me": b"# ada\n"}
    assert room.parts("bob") == {"save_me": b"# bs\n"}


def test_packed_objects_and_references_are_read(room: Class, ada: Repository) -> None:
    ada.git("gc", "-q")
    ada.git("pack-refs", "--all")
    room.collect()
    assert room.parts() == WORK


def test_what_is_not_committed_is_not_handed_in(room: Class, ada: Repository) -> None:
    (ada.root / SAVE_ME).write_bytes(b"# not committed\n")
    room.collect()
    assert room.parts() == WORK


def test_nothing_that_a_repository_says_is_run(room: Class, ada: Repository) -> None:
    trap = room.base / "sprung"
    spring = f"touch {trap}"
    for key in (
        "core.fsmonitor",
        "core.sshCommand",
        "diff.x.textconv",
        "filter.x.smudge",
        "core.pager",
    ):
        ada.git("config", key, spring)
    with (ada.root / ".git" / "config").open("a") as config:
        config.write("[core]\n hooksPath = hooks\n[include]\n path = /dev/zero\n")
    for folder in (ada.root / ".git" / "hooks", ada.root / "hooks"):
        folder.mkdir(exist_ok=True)
        for hook in ("post-checkout", "reference-transaction", "fsmonitor-watchman"):
            (folder / hook).write_text(f"#!/bin/sh\n{spring}\n")
            (folder / hook).chmod(0o755)
    room.collect()
    assert room.parts() == WORK
    assert not trap.exists()


def test_links_and_other_repositories_in_a_commit_are_not_followed(
    room: Class, ada: Repository
) -> None:
    (ada.root / SAVE_ME).unlink()
    (ada.root / SAVE_ME).symlink_to("/etc/passwd")
    ada.git("add", "-A")
    other = ada.git("rev-parse", "HEAD")
    ada.git("update-index", "--add", "--cacheinfo", f"160000,{other},exercises/sub")
    ada.git("commit", "-q", "-m", "links", at=TUE + timedelta(hours=1))
    (sub, link) = room.collected().received.problems
    assert (SAVE_ME in link, "is a link" in link) == (True, True)
    assert "is another repository" in sub
    assert room.parts() == {"token_id": WORK["token_id"]}


def refused(room: Class) -> str:
    """Collect beside a good repository of bob's, and return why ada's isn't."""
    Repository(room.inbox / "bob").commit(TUE, **WORK)
    found = room.collect()
    assert room.parts("bob") == WORK
    (left,) = [one for one in found if isinstance(one, Left)]
    assert [one for one in found if isinstance(one, Collected)]
    return left.why


def test_objects_of_another_repository_are_not_borrowed(room: Class, ada: Repository) -> None:
    alternates = ada.root / ".git" / "objects" / "info" / "alternates"
    alternates.parent.mkdir(exist_ok=True)
    alternates.write_text("/srv/solutions.git/objects\n")
    assert refused(room) == "borrows its objects from another repository"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_a_link_among_its_own_files(room: Class, ada: Repository) -> None:
    os.mkfifo(ada.root / ".git" / "packed-refs")
    assert refused(room) == "has a link, or what is no file, among its own files"
    (ada.root / ".git" / "packed-refs").unlink()
    (ada.root / ".git" / "logs2").symlink_to("/etc")
    assert [one.why for one in room.collect() if isinstance(one, Left)] == [
        "has a link, or what is no file, among its own files"
    ]


def test_a_link_to_somebody_elses_repository(room: Class, ada: Repository) -> None:
    elsewhere = ada.root.rename(room.base / "of the teacher")
    (room.inbox / "ada").mkdir()
    (room.inbox / "ada" / ".git").symlink_to(elsewhere / ".git")
    assert refused(room) == "has a link, or what is no file, among its own files"


def test_a_part_of_another_repository(room: Class, ada: Repository) -> None:
    ada.git("worktree", "add", "-q", "../elsewhere", "HEAD")
    assert room.left(room.inbox / "elsewhere").why.startswith("is a part of another repository")


def test_a_repository_without_a_commit_and_one_that_is_damaged(room: Class) -> None:
    Repository(room.inbox / "ada")
    assert refused(room) == "has no commit"
    broken = Repository(room.inbox / "alove")
    broken.commit(TUE, **WORK)
    for file in (broken.root / ".git" / "objects").glob("??/*"):
        file.chmod(0o644)
        file.write_bytes(b"nonsense")
    whys = {one.why for one in room.collect() if isinstance(one, Left)}
    assert any(why.startswith("can't be read") for why in whys), whys


def test_an_object_that_grows_when_it_is_unpacked(room: Class, ada: Repository) -> None:
    size = 40 * 1024**2
    header, block = b"blob %d\0" % size, bytes(1024**2)
    digest, packing = hashlib.sha1(header), zlib.compressobj(1)
    packed = packing.compress(header)
    for _ in range(size // len(block)):
        digest.update(block)
        packed += packing.compress(block)
    packed += packing.flush()
    name = digest.hexdigest()
    place = ada.root / ".git" / "objects" / name[:2] / name[2:]
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(packed)
    ada.git("update-index", "--add", "--cacheinfo", f"100644,{name},{SAVE_ME}")
    ada.git("commit", "-q", "-m", "bomb", at=TUE + timedelta(hours=1))
    (problem,) = room.collected().received.problems
    assert problem == f"not read: {SAVE_ME}: is missing or damaged, or too long"
    assert room.parts() == {"token_id": WORK["token_id"]}


def test_a_reading_that_takes_too_long_is_ended(
    room: Class, ada: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    assert room.left().why == "could not be read in 0 s"


def test_what_reads_them_may_be_missing(
    room: Class, ada: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "find_spec", lambda name: None)
    assert room.left().why == "is a repository of git; to read those: pip install 'ctml[git]'"
