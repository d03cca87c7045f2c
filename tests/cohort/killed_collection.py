"""A program that collects and is killed: at every step that changes the disk, one after another.

It prints, for each step, what the cohort's folder held afterwards and after collecting again.
"""

import json
import os
import signal
import sys
from pathlib import Path

from tests.cohort.classes import MON, TUE, Class, everything, package

CHANGES = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"})


def killed_at(room: Class, step: int) -> bool:
    """Collect in a process that is killed before its step number `step`; whether it was."""
    child = os.fork()
    if child == 0:
        left = step

        def watch(event: str, details: tuple[object, ...]) -> None:
            nonlocal left
            if event in CHANGES and str(room.folder.submissions) in str(details):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        room.collect()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def look(room: Class) -> dict[str, object]:
    """Return what a grader would see, and everything that lies in the learner's folder."""
    received = room.received()
    parts = {slug: data.decode() for slug, data in room.parts().items()}
    return {
        "parts": parts,
        "listed": sorted(received.files) if received else None,
        "names": sorted(everything(room.folder.submissions)),
    }


def main(base: Path) -> None:
    """Kill at one step after another, until there is none left."""
    for step in range(100):
        place = base / str(step)
        place.mkdir()
        room = Class(place)
        room.send(data=package(parts={"save_me": b"# old\n"}), at=MON)
        room.collect()
        room.send(data=package(parts={"save_me": b"# new\n", "token_id": b"# new\n"}), at=TUE)
        was_killed = killed_at(room, step)
        after = look(room)
        room.collect()
        told = {"killed": was_killed, "after": after, "again": look(room)}
        sys.stdout.write(json.dumps(told) + "\n")
        if not was_killed:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
