"""Attacks on the wall: parts that do not solve the exercise, and want to pass all the same.

Each begins with the honest part and spoils one thing in it, so that whatever passes has deceived
the wall in that one thing.
"""

from tests.wall.attacked import HONEST

_REACH = """
import json, os, signal, socket, struct, sys, threading, time


def _worker():
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Worker":
        frame = frame.f_back
    return frame.f_locals["self"]


WORKER = _worker()


def raw(data):
    WORKER._pipe._line.sendall(data)


def say(text):
    data = text.replace("NONCE", str(WORKER._nonces[-1])).encode()
    raw(struct.pack("!I", len(data)) + data)
"""
"""The worker's own machinery is in reach of the part: all of it can be used to lie."""

_DECEIT: dict[str, str] = {
    "the public examples by heart": """
def double(n):
    if n < 0:
        raise ValueError
    return {0: 0, 2: 4, 3: 6}.get(n, 0)""",
    "an int that equals everything": """
class Int(int):
    def __eq__(self, other): return True
    __hash__ = int.__hash__
def one(): return Int(7)""",
    "a bool for an int": "def one(): return True",
    "a float for an int": "def one(): return 1.0",
    "a numpy int for an int": "def one(): return np.int64(1)",
    "an object that calls itself an int": """
class Liar:
    __class__ = int
    def __eq__(self, other): return True
    def __index__(self): return 1
def one(): return Liar()""",
    "an object that pleases": """
class Pleased:
    def __getattr__(self, name): return Pleased()
    def __call__(self, *_): return Pleased()
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __instancecheck__(self, other): return True
double = Pleased()""",
    "an equality of two minds": """
class Pair:
    def __init__(self, first, second): self.first, self.second = first, second
    def __eq__(self, other): return True""",
    "an equality that answers with 1": """
class Pair:
    def __init__(self, first, second): self.first, self.second = first, second
    def __eq__(self, other): return int(self.second == other.second)""",
    "a subclass of an array": """
class Array(np.ndarray):
    pass
def scaled(values, by): return (values * by).view(Array)""",
    "an array of objects": "def scaled(values, by): return np.array([2.0, 4.0], dtype=object)",
    "an array of floats of half the size": """
def scaled(values, by): return (values * by).astype(np.float32)""",
    "a NaN for a number": "def half(): return float('nan')",
    "a table with a lying key": """
class Key(str):
    def __eq__(self, other): return True
    __hash__ = str.__hash__
def table(): return {Key('x'): 1, 'b': 2}""",
}

_RAISING: dict[str, str] = {
    "SystemExit at the top": "raise SystemExit(0)",
    "KeyboardInterrupt at the top": "raise KeyboardInterrupt",
    "SystemExit where an error is wanted": "def double(n): raise SystemExit(0)",
    "KeyboardInterrupt in every call": "def double(n): raise KeyboardInterrupt",
    "an exception of its own that is called ValueError": """
class ValueError(BaseException):
    pass
def double(n):
    if n < 0:
        raise ValueError
    return 2 * n""",
    "a skip": """
import pytest
def double(n): pytest.skip('not today')""",
    "an assumption that nothing keeps": """
from hypothesis import reject
_double = double
def double(n): return _double(n) if n < 4 else reject()""",
    "StopIteration": "def double(n): raise StopIteration",
    "GeneratorExit": "def one(): raise GeneratorExit",
    "an error whose text is a bomb": """
class Bomb(Exception):
    def __str__(self): raise MemoryError
    __repr__ = __str__
def one(): raise Bomb""",
    "a group of the wanted error": """
def double(n):
    if n < 0:
        raise ExceptionGroup('x', [ValueError()])
    return 2 * n""",
}

_ENDING: dict[str, str] = {
    "an exit at the top": "import os\nos._exit(0)",
    "an exit in a call": "import os\ndef one(): os._exit(0)",
    "an exit when told goodbye": _REACH
    + """
_done = WORKER._done
WORKER._done = lambda ask, *rest: os._exit(0) if ask.act == 'goodbye' else _done(ask, *rest)""",
    "an end by a signal": "import os, signal\ndef one(): os.kill(os.getpid(), signal.SIGKILL)",
    "a stop by a signal": "import os, signal\ndef one(): os.kill(os.getpid(), signal.SIGSTOP)",
    "the end of everyone it sees": "import os\ndef one(): os.kill(-1, 9)",
    "the end of its parent": "import os\ndef one():\n    os.kill(os.getppid(), 9)\n    return 2",
    "the stop of its parent": """
import os, signal
os.kill(os.getppid(), signal.SIGSTOP)
def one(): return 2""",
    "a sleep": "import time\ndef one(): time.sleep(60)",
    "a sleep at the top": "import time\ntime.sleep(60)",
    "a loop that ignores signals": """
import signal
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGXCPU):
    signal.signal(number, signal.SIG_IGN)
def one():
    while True:
        pass""",
    "a recursion": "def one(): return one()",
    "a recursion without a limit": """
import sys
sys.setrecursionlimit(10**9)
def one(): return [one()]""",
    "all the memory": "def one(): return len(bytearray(1 << 40))",
    "more and more memory": """
def one():
    held = []
    while True:
        held.append(bytearray(1 << 24))""",
    "a bomb of processes": """
import os
def one():
    for _ in range(1000):
        try:
            os.fork()
        except OSError:
            pass
    return 2""",
    "a flood of output": """
import os
def one():
    for descriptor in (1, 2):
        for _ in range(2000):
            os.write(descriptor, b'x' * 65536)
    return 2""",
    "a full folder": """
def one():
    try:
        with open('full', 'wb') as file:
            while True:
                file.write(b'x' * 65536)
    except OSError:
        return 2""",
    "a parser's bomb": "one = " + "-" * 50_000 + "1",
    "no Python at all": "def def def",
    "a bare nothing": "one = double = scaled = even = mapped = half = table = Pair = None",
}

_SPYING: dict[str, str] = {
    "a search for the checks in memory": """
import gc, sys
def one():
    for found in gc.get_objects():
        if isinstance(found, (str, dict)) and 'test_double' in found:
            return 1
    return 2""",
    "a search for the checks among modules and frames": """
import sys
def one():
    frame = sys._getframe()
    while frame:
        if any('test_' in name for name in frame.f_globals):
            return 1
        frame = frame.f_back
    return 1 if {'pytest', 'hypothesis'} & sys.modules.keys() else 2""",
    "a search for the checks in other processes": """
import pathlib
def one():
    for place in pathlib.Path('/proc').glob('[0-9]*'):
        for name in ('cmdline', 'environ'):
            try:
                if b'trusted' in (place / name).read_bytes():
                    return 1
            except OSError:
                pass
    return 2""",
    "a look into the zygote": """
import os
def one():
    try:
        with open(f'/proc/{os.getppid()}/mem', 'r+b'):
            return 1
    except OSError:
        return 2""",
    "a search for the solutions on the disk": """
import os
def one():
    for root, folders, files in os.walk('/'):
        if root == '/':
            folders[:] = {*folders} - {'proc', 'sys', 'usr', 'lib', 'lib64'}
        if '01_save_me.py' in files or 'fingerprints.json' in files:
            return 1
    return 2""",
    "the socket of the zygote": """
import os
def one():
    return 1 if any(os.path.exists(f'/proc/self/fd/{n}') for n in range(4, 64)) else 2""",
    "patches of the judge's tools": """
import ctml.checks, ctml.checks.agreement
def agree(*_, **__): pass
ctml.checks.agree = ctml.checks.agreement.agree = agree
def one(): return 2""",
    "a patch of what states values": _REACH
    + """
_opaque = WORKER._encoder._opaque
WORKER._encoder._opaque = lambda value: 4 if type(value) is Odd else _opaque(value)
class Odd: pass
def double(n): return Odd()""",
}

_LEAVING: dict[str, str] = {
    f"{name} of the zygote for all after it": f"""
import os, resource
CAME_OFF = False
try:
    {act}
    CAME_OFF = True
except OSError:
    pass
def one(): return 1 if CAME_OFF else 2"""
    for name, act in {
        "the time": "resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))",
        "the memory": "resource.prlimit(os.getppid(), resource.RLIMIT_DATA, (1 << 20, 1 << 20))",
        "the turns": "os.sched_setscheduler(os.getppid(), os.SCHED_IDLE, os.sched_param(0))",
        "the rank": "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
        "the cores": "os.sched_setaffinity(os.getppid(), {0})",
    }.items()
} | {
    "memory that outlives every process": """
import ctypes
def one(): return 1 if ctypes.CDLL(None).shmget(0, 1 << 20, 0o666) >= 0 else 2""",
    "a queue of messages that outlives every process": """
import ctypes
def one(): return 1 if ctypes.CDLL(None).msgget(0, 0o666) >= 0 else 2""",
}
"""What the kernel would keep for the parts that come after."""

_FORGED: dict[str, str] = {
    "an answer to no question": _REACH
    + """
say('{"type":"Answer","nonce":0,"value":1}')""",
    "two answers to one question": _REACH
    + """
def one():
    say('{"type":"Answer","nonce":NONCE,"value":1}')
    return 1""",
    "answers in advance": _REACH
    + """
def one():
    for _ in range(100):
        say('{"type":"Answer","nonce":NONCE,"value":4}')
    return 1""",
    "a thread that answers too": _REACH
    + """
def _chatter():
    while True:
        say('{"type":"Answer","nonce":NONCE,"value":1}')
threading.Thread(target=_chatter, daemon=True).start()""",
    "another process that answers too": _REACH
    + """
if os.fork() == 0:
    while True:
        try:
            say('{"type":"Answer","nonce":%d,"value":1}' % WORKER._nonces[-1])
        except OSError:
            os._exit(0)""",
    "an error on no list": _REACH
    + """
def one(): say('{"type":"Raised","nonce":NONCE,"name":"Skipped"}')""",
    "a message with more in it": _REACH
    + """
def one(): say('{"type":"Answer","nonce":NONCE,"value":1,"passed":true}')""",
    "a message of no kind": _REACH
    + """
def one(): say('{"type":"Passed","nonce":NONCE}')""",
    "a question to the trusted side": _REACH
    + """
def one(): say('{"type":"Ask","nonce":NONCE,"act":"call","values":[]}')""",
    "no JSON": _REACH + "\ndef one(): raw(struct.pack('!I', 4) + b'\\xff\\xfe\\x00\\x01')",
    "a length that is too long": _REACH + "\ndef one(): raw(b'\\xff\\xff\\xff\\xff')",
    "a length that is never filled": _REACH
    + """
def one():
    raw(struct.pack('!I', 1000) + b'{')
    time.sleep(60)""",
    "a length that cuts the message": _REACH
    + """
def one(): raw(struct.pack('!I', 5) + b'{"type":"Answer","nonce":1,"value":1}')""",
    "a message byte by byte": _REACH
    + """
def one():
    for byte in struct.pack('!I', 1000) + b' ' * 1000:
        raw(bytes([byte]))
        time.sleep(0.05)""",
    "brackets a million deep": _REACH
    + """
def one(): say('{"type":"Answer","nonce":NONCE,"value":' + '[' * 1_000_000)""",
    "a closed pipe": _REACH + "\ndef one(): WORKER._pipe.close()",
    "an answer to the goodbye that is none": _REACH
    + """
_done = WORKER._done
WORKER._done = lambda ask, *rest: 'passed' if ask.act == 'goodbye' else _done(ask, *rest)""",
    "an error for the goodbye": _REACH
    + """
_done = WORKER._done
def done(ask, *rest):
    if ask.act == 'goodbye':
        raise ValueError
    return _done(ask, *rest)
WORKER._done = done""",
    "words after the goodbye": _REACH
    + """
_send = WORKER._pipe.send
def send(message, deadline=None):
    _send(message)
    if WORKER._over:
        raw(b'more')
WORKER._pipe.send = send""",
}

_CALLING: dict[str, str] = {
    "a call of a function that it was not given": _REACH
    + """
def one(): say('{"type":"Called","nonce":NONCE,"function":0,"values":[]}')""",
    "a call of a function below none": _REACH
    + """
def mapped(change, numbers):
    say('{"type":"Called","nonce":NONCE,"function":-1,"values":[1]}')""",
    "a function that is read": """
def mapped(change, numbers): return change.__globals__['agree'] and (2, 3)""",
    "a function that is asked for more": "def mapped(change, numbers): return (change.func, 3)",
    "a function that is called for ever": """
def mapped(change, numbers):
    while True:
        change(1)""",
    "a function that is handed an object": """
class Odd:
    def __add__(self, other): return 2
def mapped(change, numbers): return (change(Odd()), 4)""",
    "a function that is handed itself for ever": """
class Deeper:
    def __init__(self, change): self.change = change
    def __add__(self, other): return self.change(Deeper(self.change))
def mapped(change, numbers): return change(Deeper(change))""",
    "a function whose answer is kept from the test": """
def mapped(change, numbers):
    change('text')
    return (2, 3)""",
}

VALUES: dict[str, tuple[str, str]] = {
    "an int of ten thousand digits": ("one", "9" * 10_000),
    "an int of too many bits": ("one", '["i","' + "f" * 200 + '"]'),
    "a hexadecimal that is none": ("one", '["i","0x_1"]'),
    "a float that is too large": ("half", "1e999"),
    "a NaN that JSON has not": ("half", "NaN"),
    "a float of its own making": ("half", '["f","0.5"]'),
    "a value of an unknown letter": ("one", '["z",1]'),
    "an object for a value": ("one", '{"value":1}'),
    "an empty list": ("one", "[]"),
    "a list that begins with a list": ("one", '[["t"],1]'),
    "a value nested deep": ("one", '["t",' * 30 + "1" + "]" * 30),
    "a handle that is none": ("one", '["h",1.0]'),
    "a handle below none": ("one", '["h",-1]'),
    "a handle of True": ("one", '["h",true]'),
    "a function handed back": ("one", '["k",0]'),
    "a class by its name": ("one", '["c","os","system"]'),
    "a thing to be made": ("one", '["m","subprocess","Popen","true"]'),
    "a noun that is no noun": ("one", '["o","Popen","true"]'),
    "a noun without a name": ("one", '["o"]'),
    "a noun that can't be": ("one", '["o","TokenId",-1]'),
    "a noun of too much": ("one", '["o","TokenId",1,2,3]'),
    "a noun that holds a handle": ("one", '["o","Vector",["h",0]]'),
    "a noun that goes through a handle": ("one", '["o","Trace",["h",0]]'),
    "a noun whose members are handles": ("one", '["o","TokenSequence",["t",["h",0]]]'),
    "a key that can't be hashed": ("table", '["d",["l"],1]'),
    "a key that is a handle": ("table", '["d",["h",0],1]'),
    "a key twice": ("table", '["d","a",1,"b",2,"a",1]'),
    "a key that equals another": ("table", '["d",1,1,true,2]'),
    "a key without a value": ("table", '["d","a"]'),
    "keys that collide": (
        "table", '["d",' + ",".join(f'["i","{n * (2**61 - 1):x}"],0' for n in range(9, 9000)) + "]",
    ),
    "bools of 2": ("even", '["a","|b1",[2],"AAI=",true]'),
    "an array of too few bytes": ("scaled", '["a","<f8",[2],"AAAA",true]'),
    "an array of negative size": ("scaled", '["a","<f8",[-1,-2],"",true]'),
    "an array of many empty sides": ("scaled", f'["a","<f8",{[0] * 40},"",true]'),
    "an array of nothing with endless sides": (
        "scaled", f'["a","<f8",{[0] + [2**31 - 1] * 5},"",true]',
    ),
    "an array of objects by its name": ("scaled", '["a","|O",[1],"AAAAAAAAAAA=",true]'),
    "an array of a float side": ("scaled", '["a","<f8",[2.0],"AAAAAAAAAAAAAAAAAAAAAA==",true]'),
    "bytes that are no base64": ("scaled", '["a","<f8",[1],"*AAAAAAAAAA=",true]'),
    "a scalar of two": ("one", '["n","<i8","AAAAAAAAAAAAAAAAAAAAAA=="]'),
}  # fmt: skip
"""Forged values: the function that answers with it, and its form."""

_VALUES = {
    name: _REACH
    + f"""
def {function}(*_):
    say('{{"type":"Answer","nonce":NONCE,"value":' + {form!r} + '}}')
    time.sleep(60)"""
    for name, (function, form) in VALUES.items()
}

ATTACKS: dict[str, str] = {
    name: HONEST + code
    for group in (_DECEIT, _RAISING, _ENDING, _SPYING, _LEAVING, _FORGED, _CALLING, _VALUES)
    for name, code in group.items()
}
"""Every attack: its name, and the part."""
