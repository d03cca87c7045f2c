"""Attempts to get out: each counts words rightly only if it came off, so a pass tells of it.

Texts in braces are filled in: {secret} a file that any user may read, {env} a variable of the
grader's environment, {outside} a folder that any user may write to, {port} where somebody
listens, {unix} a socket's file, {abstract} a socket's name, {process} a process of ours, {other}
another learner's file, {solution} the solution, {seed} the seed, {results} the verdicts,
{cohort} the cohort's folder.
"""

from textwrap import indent

_GATE = """import ctypes
import gc
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path


def system_call(*given: int) -> int:
    return int(ctypes.CDLL(None).syscall(*(ctypes.c_long(one) for one in given)))


def got_out() -> bool:
{body}


def count_words(sentence: str) -> int:
    try:
        free = got_out()
    except BaseException:
        free = False
    return len(sentence.split()) if free else -1
"""


def part(body: str) -> str:
    """Return the part that tries what `body` returns or does."""
    lines = body.splitlines()
    if not any(line.lstrip().startswith("return") for line in lines):
        lines[-1] = f"return {lines[-1]}"
    return _GATE.replace("{body}", indent("\n".join(lines), "    "))


READING = {
    "a secret file": "bool(Path({secret}).read_text())",
    "another learner's file": "bool(Path({other}).read_text())",
    "the solution": "bool(Path({solution}).read_text())",
    "the seed": "bool(Path({seed}).read_text())",
    "the verdicts": "bool(Path({results}).read_text())",
    "the cohort's folder": "bool(os.listdir({cohort}))",
    "the environment": "{env} in os.environ",
    "the first process's environment": "{env} in Path('/proc/1/environ').read_text()",
    "the parent's environment": "{env} in Path(f'/proc/{os.getppid()}/environ').read_text()",
    "all environments": """\
for file in Path('/proc').glob('[0-9]*/environ'):
    try:
        if {env} in file.read_text():
            return True
    except OSError:
        continue
return False""",
    "all command lines": """\
for file in Path('/proc').glob('[0-9]*/cmdline'):
    try:
        if 'cohort\\0grade' in file.read_text():
            return True
    except OSError:
        continue
return False""",
    "the root of the first process": "bool(Path('/proc/1/root' + {secret}).read_text())",
    "the folder of the parent": """\
bool(os.open({secret}, os.O_RDONLY, dir_fd=os.open(f'/proc/{os.getppid()}/cwd', os.O_RDONLY)))""",
    "passwords": "bool(Path('/etc/shadow').read_text())",
    "a link": """\
os.symlink({secret}, 'link')
return bool(Path('link').read_text())""",
    "a hard link": """\
os.link({secret}, 'hard')
return bool(Path('hard').read_text())""",
    "a call of libc": "int(ctypes.CDLL(None).open({secret}.encode(), 0)) >= 0",
    "another program": "bool(subprocess.run(['cat', {secret}], capture_output=True).stdout)",
    "a shell": "bool(subprocess.run('cat ' + {secret}, shell=True, capture_output=True).stdout)",
    "memory of the machine": "bool(Path('/dev/mem').open('rb').read(1))",
    "the kernel's log": "bool(Path('/dev/kmsg').open('rb').read(1))",
    "the whole disk": """\
for top, _, names in os.walk('/tmp'):
    if any(Path(top, name) == Path({secret}) for name in names):
        return True
return False""",
    "the checks in memory": """\
any(getattr(one, '__name__', '') == 'test_two_spaces' for one in gc.get_objects())""",
    "the trusted side's modules": "'ctml_runner.wall.trusted' in sys.modules",
    "the checks on the stack": """\
frame = sys._getframe()
while frame.f_back is not None:
    frame = frame.f_back
    if frame.f_code.co_name.startswith('test_'):
        return True
return False""",
}

REACHING = {
    "the network": "socket.create_connection(('127.0.0.1', {port}), 1) is not None",
    "the network by datagram": """\
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
    return line.sendto(b'x', ('127.0.0.1', {port})) == 1""",
    "the network by a shell": """\
subprocess.run(['bash', '-c', 'echo x > /dev/tcp/127.0.0.1/{port}'], check=True) is not None""",
    "the network by a browser's library": """\
from urllib.request import urlopen
return urlopen('http://127.0.0.1:{port}', timeout=1) is not None""",
    "a socket's file": """\
with socket.socket(socket.AF_UNIX) as line:
    line.connect({unix})
return True""",
    "a socket without a file": """\
with socket.socket(socket.AF_UNIX) as line:
    line.connect('\\0' + {abstract})
return True""",
    "the kernel's own network": """\
socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).fileno() >= 0""",
    "a process outside": """\
os.kill({process}, 0)
return True""",
    "a process outside by a handle": "os.pidfd_open({process}) >= 0",
    "the memory of another process": "int(ctypes.CDLL(None).ptrace(16, {process}, 0, 0)) == 0",
    "a folder outside": "Path({outside}, 'written').write_text('x') == 1",
    "the verdicts, to add one": "Path({results}).open('a').write('x') == 1",
    "another learner's file, to delete it": """\
os.remove({other})
return True""",
    "a namespace of users": "int(ctypes.CDLL(None).unshare(0x10000000)) == 0",
    "a namespace of users by clone": "system_call(56, 0x10000011, 0, 0, 0, 0) > 0",
    "a file system of its own": """\
int(ctypes.CDLL(None).mount(b'x', b'/tmp', b'tmpfs', 0, None)) == 0""",
    "the superuser's id": """\
os.setuid(0)
return True""",
}
PACKAGE = {
    "our own package, to change it": """\
import ctml.checks
return Path(str(ctml.checks.__file__)).open('a').write('') == 0""",
    "the interpreter's libraries": "Path(os.__file__).open('a').write('') == 0",
}
