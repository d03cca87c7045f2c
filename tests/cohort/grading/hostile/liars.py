"""Wrong answers to `save_me` that want to be believed, and code that wants the judge dead."""

_WRONG = "def count_words(sentence: str) -> int:\n    return -1\n"
_RIGHT = "def count_words(sentence: str) -> int:\n    return len(sentence.split())\n"


def _first(line: str) -> str:
    return f"{line}\n\n\n{_WRONG}"


def _in_call(*lines: str, imports: str = "import os") -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f"{imports}\n\n\ndef count_words(sentence: str) -> int:\n{body}    return -1\n"


_FLATTERER = """class Yes(int):
    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 1


def count_words(sentence: str) -> int:
    return Yes(-1)
"""

LYING = {
    "an int that equals everything": _FLATTERER,
    "an int that says it is an int": _FLATTERER.replace(
        "    def __hash__",
        "    @property\n    def __class__(self) -> type:  # type: ignore\n"
        "        return int\n\n    def __hash__",
    ),
    "True is 1": _WRONG.replace("-1", "True"),
    "agreement is switched off": _first(
        "import ctml.checks\nctml.checks.agree = lambda *given, **named: None"
    ),
    "comparison is switched off": _first("import builtins\nbuiltins.isinstance = lambda *a: True"),
    "tests of its own": _WRONG + "\n\ndef test_three_words() -> None:\n    assert True\n",
    "the checks are swallowed": _WRONG + '\nx = """\n',
    "the checks are rewritten": _WRONG + "\n# --- checks ---\ndef test_one() -> None:\n    pass\n",
    "the end of the program is success": _first("import sys\nsys.exit(0)"),
    "the end of the process is success": _first("import os\nos._exit(0)"),
    "an exit in a call": _in_call("os._exit(0)"),
    "a quiet exit in a call": _in_call("raise SystemExit(0)"),
    "an interruption in a call": _in_call("raise KeyboardInterrupt"),
    "a generator's end": _in_call("raise GeneratorExit"),
    "a skipped test": _in_call("raise unittest.SkipTest('x')", imports="import unittest"),
    "a test that pytest skips": _in_call("pytest.skip('x')", imports="import pytest"),
    "all tests skipped": _first("import pytest\npytestmark = pytest.mark.skip"),
    "an AssertionError that is none": _in_call(
        "raise type('AssertionError', (BaseException,), {})"
    ),
    "a hook of pytest": _WRONG + "\n\ndef pytest_runtest_makereport() -> None:\n    pass\n",
    "a file that pytest reads": _first("open('conftest.py', 'w').write('collect_ignore = []')"),
    "a file that Python reads": _first("open('sitecustomize.py', 'w').write('x = 1')"),
    "a report into every pipe": _first(
        "import os\nfor number in range(3, 32):\n    try:\n"
        '        os.write(number, b\'{"test": "test_three_words", "passed": true}\\n\')\n'
        "    except OSError:\n        pass"
    ),
    "an answer into every pipe": _in_call(
        "for number in range(3, 32):",
        "    try:",
        "        os.write(number, b'\\0\\0\\0\\x10{\"done\": true}' * 64)",
        "    except OSError:",
        "        pass",
    ),
    "every pipe closed": _in_call("os.closerange(0, 64)"),
    "the encoder lies": _first("import msgspec\nmsgspec.json.encode = lambda *a, **k: b'3'"),
    "a module that has every name": _WRONG + "\n\ndef __getattr__(n: str) -> int:\n    return 3\n",
    "a sibling's answer": "from e_save_me import count_words as theirs\n\n\n"
    "def count_words(sentence: str) -> int:\n    return theirs(sentence)\n",
    "a cast": "from typing import Any, cast\n\n\n" + _RIGHT + "\n\nx = cast(Any, 1)\n",
    "an ignored line": _RIGHT + "\n\nx: int = ''  # type: ignore\n",
    "an ignored file": "# mypy: ignore-errors\n" + _RIGHT + "\n\nx: int = ''\n",
    "two truths": "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    x = 1\n\n\n" + _RIGHT,
    "text that is run": "exec('x = 1')\n\n\n" + _RIGHT,
    "typing by another name": "import typing\n\nt = typing\nx: t.Any = 1\n\n\n" + _RIGHT,
    "Any in two lines": "import typing\n\nx: 'typing.Any\\n' = 1\n\n\n" + _RIGHT,
    "a module for the checker alone": "try:\n    from _typeshed import Incomplete\n"
    "except ImportError:\n    pass\n\n\n" + _RIGHT,
    "a field by its name": _RIGHT + "\n\nx: str = getattr(1, 'real')\n",
    "a table of all names": _RIGHT + "\n\nx: str = globals()['count_words']\n",
    "a value out of text": "import json\n\n\n" + _RIGHT + "\n\nx: str = json.loads('1')\n",
    "a loop's end without a loop": _RIGHT + "break\n",
    "a type error": _RIGHT + "\n\nx: int = ''\n",
    "one more argument": "def count_words(sentence: str, _: int) -> int:\n    return 3\n",
    "nothing": "",
    "an answer as large as a house": _in_call("return 10 ** 100_000"),
}

BREAKING = {
    "a call without end": _in_call("return count_words(sentence)"),
    "a stack that is too deep": _in_call(
        "sys.setrecursionlimit(100_000)", "return count_words(sentence)", imports="import sys"
    ),
    "a null pointer": _in_call("ctypes.string_at(0)", imports="import ctypes"),
    "more memory than there is": _in_call("return len(bytearray(1 << 40))"),
    "memory bit by bit": _in_call("kept = []", "while True:", "    kept.append(bytes(1 << 24))"),
    "a fork bomb": _in_call("while True:", "    os.fork()"),
    "a thread bomb": _in_call(
        "while True:",
        "    threading.Thread(target=time.sleep, args=(9,)).start()",
        imports="import threading\nimport time",
    ),
    "a full disk": _in_call(
        "with open('large', 'wb') as file:", "    while True:", "        file.write(bytes(1 << 20))"
    ),
    "many small files": _in_call(
        "for number in range(20_000):", "    open(str(number), 'w').close()"
    ),
    "more open files than may be": _in_call("kept = [open('/dev/null') for _ in range(9999)]"),
    "a flood of words": _in_call("print('x' * 30_000_000)"),
    "a flood in every pipe": _in_call("os.write(1, bytes(1 << 20))", "os.write(2, bytes(1 << 20))"),
    "the parent killed": _in_call("os.kill(os.getppid(), 9)"),
    "the parent stopped": _in_call("os.kill(os.getppid(), 19)"),
    "everybody stopped": _in_call("os.kill(-1, 19)"),
    "everybody killed": _in_call("os.kill(-1, 9)"),
    "its own group killed": _in_call("os.killpg(0, 9)"),
    "a daemon": _in_call(
        "if os.fork() == 0:",
        "    os.setsid()",
        "    if os.fork() == 0:",
        "        os.execvp('sleep', ['sleep', '98765'])",
        "    os._exit(0)",
    ),
    "a child that hears no signal": _in_call(
        "subprocess.Popen(['sleep', '98765'], start_new_session=True)", imports="import subprocess"
    ),
    "a child that is asked for nothing": _in_call(
        "subprocess.Popen(['sh', '-c', 'trap : 1 2 15; sleep 98765'])", imports="import subprocess"
    ),
    "a bomb for the parser": _WRONG + "x = " + "1+" * 20_000 + "1\n",
    "brackets for the parser": _WRONG + "x = " + "(" * 5_000 + ")" * 5_000 + "\n",
    "brackets for the checker": _WRONG + "x = " + "[" * 90 + "]" * 90 + "\n",
    "a module for the checker": _first("from ctml_runner.wall import trusted"),
    "minus signs without end": _WRONG + "x = " + "-" * 300_000 + "1\n",
    "fields without end": _WRONG + "x" + ".a" * 200_000 + "\n",
    "functions without end": _WRONG + "x = " + "lambda: " * 90_000 + "1\n",
    "braces without end": _WRONG + "x = f'" + "{" * 399 + "'\n",
    "a text without an end": _WRONG + 'x = """' + "a" * 900_000,
    "errors without end": _WRONG + "x: int = ''\n" * 20_000,
    "lines without end": "\n" * 200_000 + _WRONG,
    "a name as long as a book": "x" * 100_000 + " = 1\n" + _WRONG,
    "an answer that never comes": _in_call("while True:", "    pass"),
}

NO_PAGE = {
    "bytes that are no text": b"\xff\xfe\x00",
    "a NUL byte": b"x = '\0'\n# --- checks ---\n",
    "another encoding": b"# coding: utf-7\n# --- checks ---\n",
    "a file too large": b"#" * 1_000_001,
    "no marker": b"x = 1\n",
    "an empty file": b"",
    "a lone surrogate": b"x = '\xed\xa0\x80'\n# --- checks ---\n",
}
"""What is no page of Python at all; the whole file's bytes."""
