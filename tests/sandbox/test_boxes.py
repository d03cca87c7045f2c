"""What there is in a box, and what there isn't."""

import os
import platform
import time
from pathlib import Path

import pytest
from tests.sandbox.boxes import MIB, PLAIN, box_of, running, said

from ctml_runner.course.locate import checkout_root
from ctml_runner.wall.sandbox import Bounds, Box, Level, sight
from ctml_runner.wall.sandbox.seccomp import program

LEVELS = [Level.LANDLOCK, Level.BUBBLEWRAP]  # level 3 is one of these inside another machine


@pytest.fixture(params=LEVELS, ids=[level.name.lower() for level in LEVELS])
def box(request: pytest.FixtureRequest) -> Box:
    return box_of(request.param)


def test_numpy_mypy_and_the_core_can_be_imported(box: Box, tmp_path: Path) -> None:
    code = "import numpy, mypy, ctml, hypothesis; print(numpy.eye(2).sum())"
    assert said(box, code, tmp_path / "box") == "2.0"


def test_its_own_folder_is_its_home_and_takes_files(box: Box, tmp_path: Path) -> None:
    code = (
        "import os, pathlib, tempfile; pathlib.Path('a').write_text('b');"
        "print(os.getcwd() == os.environ['HOME'] == tempfile.gettempdir(), os.listdir())"
    )
    assert said(box, code, tmp_path / "box") == "True ['a']"


def test_only_the_interpreters_own_environment_is_there(
    box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    names = set(said(box, "import os; print(*os.environ)", tmp_path / "box").split())
    assert "SECRET_TOKEN" not in names
    assert names <= {*box.environment, "HOME", "TMPDIR", "PWD", "LC_CTYPE"}


OURS = (
    "solutions/00_first_steps/01_save_me.py",
    "exercises/00_first_steps/01_save_me.py",
    "tests/sandbox/boxes.py",
)


def test_no_exercise_solution_or_test_of_ours_can_be_read(box: Box, tmp_path: Path) -> None:
    files = [str(checkout_root() / path) for path in OURS]
    assert all(Path(file).is_file() for file in files)
    attempts = [f"open({file!r})" for file in files]
    assert refusals(box, attempts, tmp_path) <= {"PermissionError", "FileNotFoundError"}


def refusals(box: Box, attempts: list[str], tmp_path: Path) -> set[str]:
    """Return what each attempt raises in a box, or that nothing was."""
    code = (
        f"for attempt in {attempts!r}:\n"
        "    try:\n"
        "        exec(attempt)\n"
        "        print('nothing')\n"
        "    except BaseException as error:\n"
        "        print(type(error).__name__)\n"
    )
    told = said(box, code, tmp_path / "box").splitlines()
    assert len(told) == len(attempts)
    return set(told)


def test_a_course_that_lies_inside_the_package_is_hidden(
    box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    for name in ("solutions/a.py", "wall/b.py"):
        (package / name).parent.mkdir(parents=True)
        (package / name).write_text("print('seen')")
    monkeypatch.setattr(sight, "curriculum_root", lambda: package)
    seen = said(box, f"exec(open({str(package)!r} + '/wall/b.py').read())", tmp_path / "b", package)
    hidden = said(
        box, f"exec(open({str(package)!r} + '/solutions/a.py').read())", tmp_path / "b", package
    )
    assert seen == "seen"
    assert hidden.splitlines()[-1].startswith(("PermissionError", "FileNotFoundError"))


def test_what_is_named_readable_can_be_read_and_not_written(box: Box, tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    shown.mkdir(mode=0o777)
    (shown / "note").write_text("read me")
    (shown / "note").chmod(0o666)
    code = f"p = {str(shown / 'note')!r}; print(open(p).read(), flush=True); open(p, 'a')"
    told = said(box, code, tmp_path / "box", shown).splitlines()
    assert told[0] == "read me"
    assert told[-1].startswith(("PermissionError", "OSError"))


NOT_NEEDED = [
    "import socket; socket.socket()",
    "import socket; socket.socket(socket.AF_UNIX)",
    "import socket; socket.socketpair()",
    "import os; os.memfd_create('hidden')",
    "import os; os.setsid()",
    "import os; os.setpgid(0, 0)",
    "import os; os.setuid(0)",
    "import os; os.chroot('/')",
    "import os; os.kill(1, 9)",
    "import os; os.setpriority(os.PRIO_PROCESS, 0, 5)",
    "import os; os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))",
    "import os, resource as r; r.prlimit(os.getpid(), r.RLIMIT_NOFILE, (9, 9))",
    "import signal, os; signal.pidfd_send_signal(os.pidfd_open(1), 9)",
]


def test_what_no_exercise_needs_is_refused(box: Box, tmp_path: Path) -> None:
    assert refusals(box, NOT_NEEDED, tmp_path) == {"PermissionError"}


SYSCALLS = {
    "x86_64": {"ptrace": 101, "unshare": 272, "mount": 165, "bpf": 321, "keyctl": 250}
    | {"shmget": 29, "semget": 64, "msgget": 68, "mq_open": 240},
    "aarch64": {"ptrace": 117, "unshare": 97, "mount": 40, "bpf": 280, "keyctl": 219}
    | {"shmget": 194, "semget": 190, "msgget": 186, "mq_open": 180},
}
EVERYWHERE = {"io_uring_setup": 425, "clone3": 435}


def test_system_calls_that_reach_into_the_kernel_are_refused(box: Box, tmp_path: Path) -> None:
    numbers = SYSCALLS[platform.machine()] | EVERYWHERE
    code = (
        "import ctypes\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        f"for name, number in {numbers!r}.items():\n"
        "    answer = libc.syscall(number, 0, 0, 0, 0, 0)\n"
        "    print(name, answer, ctypes.get_errno())\n"
    )
    told = said(box, code, tmp_path / "box").splitlines()
    assert told == [f"{name} -1 {38 if name == 'clone3' else 1}" for name in numbers]


def test_a_process_that_makes_namespaces_by_clone_is_refused(box: Box, tmp_path: Path) -> None:
    number = {"x86_64": 56, "aarch64": 220}[platform.machine()]
    code = (
        "import ctypes; libc = ctypes.CDLL(None, use_errno=True);"
        f"print(libc.syscall({number}, 0x10000011, 0, 0, 0, 0), ctypes.get_errno())"
    )
    assert said(box, code, tmp_path / "box") == "-1 1"


def test_a_nested_box_filters_its_children_itself(box: Box, tmp_path: Path) -> None:
    code = (
        "import os, socket; from ctml_runner.wall.sandbox.seccomp import filter_calls\n"
        "os.setsid() if os.getpid() != os.getsid(0) else None\n"
        "socket.socket().close(); print('before', flush=True)\n"
        "filter_calls(sessions=True); socket.socket()"
    )
    told = said(box, code, tmp_path / "box", nested=True).splitlines()
    assert (told[0], told[-1].split(":")[0]) == ("before", "PermissionError")


def test_memory_files_and_processes_are_limited(box: Box, tmp_path: Path) -> None:
    bounds = Bounds(memory=256 * MIB, processes=6, file=MIB, files=20, scratch=4 * MIB)
    code = (
        "import os, time\n"
        "def tried(what):\n"
        "    try:\n"
        "        what()\n"
        "        print('done')\n"
        "    except (OSError, MemoryError) as error:\n"
        "        print(type(error).__name__)\n"
        f"tried(lambda: bytearray({512 * MIB}))\n"
        "file = open('a', 'wb', 0)\n"
        f"file.seek({MIB})\n"
        "tried(lambda: file.write(b'x'))\n"
        "tried(lambda: [open('/dev/null') for _ in range(30)])\n"
        "def forks():\n"
        "    for _ in range(9):\n"
        "        os.fork() or time.sleep(9)\n"
        "tried(forks)\n"
    )
    with running(box, code, tmp_path / "box", bounds=bounds) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().decode().strip() for _ in range(4)]
    assert told == ["MemoryError", "OSError", "OSError", "BlockingIOError"]


def test_from_level_2_on_all_files_together_are_limited_and_none_is_left(tmp_path: Path) -> None:
    box = box_of(Level.BUBBLEWRAP)
    for folder in (".", "/dev/shm"):
        code = f"for n in range(20):\n    open({folder!r} + f'/{{n}}', 'wb').write(bytes({MIB}))\n"
        told = said(box, code, tmp_path / "box", bounds=PLAIN)
        assert "No space left on device" in told.splitlines()[-1], folder
    assert list((tmp_path / "box").iterdir()) == []


def test_from_level_2_on_nobody_else_is_seen(tmp_path: Path) -> None:
    code = "import os; print(sorted(int(p) for p in os.listdir('/proc') if p.isdigit()))"
    assert said(box_of(Level.BUBBLEWRAP), code, tmp_path / "box") in {"[1, 2]", "[1, 2, 3]"}


def test_when_a_box_is_ended_its_grandchildren_are_gone(box: Box, tmp_path: Path) -> None:
    code = (
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    if os.fork() == 0:\n"
        "        print('there', flush=True)\n"
        "        time.sleep(60)\n"
        "    os._exit(0)\n"
        "time.sleep(60)"
    )
    with running(box, code, tmp_path / "box") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"there\n"
        stream = os.dup(process.stdout.fileno())
    began = time.monotonic()
    assert os.read(stream, 1) == b""  # all who held the other end are gone
    os.close(stream)
    assert time.monotonic() - began < 5


def test_two_boxes_never_share_a_user(box: Box, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only the superuser can give away user ids")
    users = {said(box, "import os; print(os.getuid())", tmp_path / "box") for _ in range(2)}
    assert len(users) == 2
    assert "0" not in users


def test_a_processor_without_a_filter_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no filter is written for riscv64"):
        program("riscv64", sessions=False)


def test_a_filter_fits_the_kernels_limit_of_4096_steps() -> None:
    for machine in ("x86_64", "aarch64"):
        assert 100 < len(program(machine, sessions=False)) // 8 < 4096
