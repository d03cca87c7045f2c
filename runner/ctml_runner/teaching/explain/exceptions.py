"""What an exception means, in plain words, and what to look at."""

from ctml_runner.teaching.explain.names import ELSEWHERE
from ctml_runner.teaching.explain.reading import Reading, reading

READINGS: tuple[Reading, ...] = (
    reading("AssertionError", "", "what the `assert` there demands does not hold"),
    reading(
        "NotImplementedError",
        "",
        "this is still to be written",
        "Replace `raise NotImplementedError` by what the task asks for.",
    ),
    reading(
        "UnboundLocalError",
        r".*local variable '(?P<name>\w+)'",
        "{name} is used before it was given a value",
        "On some path through the function nothing was assigned to it.",
    ),
    reading(
        "NameError",
        r"name '(?P<name>\w+)' is not defined",
        "the name {name} is not known when this line runs",
        "Is it spelled differently where it is made, or defined only further down?",
    ),
    reading(
        "TypeError",
        r"(?:\S+\.)?(?P<f>\w+)\.__init__\(\) missing \d+ required .*argument",
        "`{f:raw}(...)` is given too few values",
        "Every value without a default must be given.",
    ),
    reading(
        "TypeError",
        r"(?P<f>[\w.]+)\(\) takes no arguments",
        "`{f:raw}(...)` is given too many values",
        "Nothing in the class says what it is made from.",
    ),
    reading(
        "TypeError",
        r"(?:\S+\.)?(?P<f>\w+)\.__init__\(\) takes .*given",
        "`{f:raw}(...)` is given too many values",
        "Count what its definition asks for, and what is given.",
    ),
    reading(
        "TypeError",
        r"can only concatenate (?P<left>\w+) \(not \"(?P<right>[\w.]+)\"\) to \w+",
        "{left:a} and {right:a} can't be added: `+` joins {left:a} only to another",
    ),
    reading(
        "TypeError",
        r"exceptions must derive from BaseException",
        "what is raised here is no exception",
        'Only an exception can be raised, such as `ValueError("why")`.',
    ),
    reading(
        "TypeError",
        r"(?P<f>[\w.]+)\(\) missing \d+ required .*argument",
        "{f} is called with too few arguments",
        "Compare the call with the definition.",
    ),
    reading(
        "TypeError",
        r"(?P<f>[\w.]+)\(\) takes .*given",
        "{f} is called with too many arguments",
        "Compare the call with the definition; a method's first parameter is `self`.",
    ),
    reading(
        "TypeError",
        r"(?P<f>[\w.]+?)(?:\.__init__)?\(\) got an unexpected keyword argument '(?P<name>\w+)'",
        "{f} has no argument called {name}",
        "Compare the names with those in the definition.",
    ),
    reading(
        "TypeError",
        r"ufunc 'bitwise_xor' not supported",
        "`^` is not defined for numbers with a point",
        "Python writes a power `**`.",
    ),
    reading(
        "TypeError",
        r"can't multiply sequence by non-int",
        "a tuple, a list or a text is multiplied, and not by a whole number",
        "`*` does not go into it, number by number. Take its numbers out one after another.",
    ),
    reading(
        "InvalidShapeError",
        r"(?P<what>[\w.]+) refuses shape \(\): it needs (?P<need>[^\n]+)",
        "{what} refuses a single number: it needs {need:raw}",
    ),
    reading(
        "InvalidShapeError",
        r"(?P<what>[\w.]+) refuses shape \((?P<rows>\d+), (?P<columns>\d+)\): it needs "
        r"(?P<need>[^\n]+)",
        "{what} refuses a table, {rows:raw} by {columns:raw}: it needs {need:raw}",
    ),
    reading(
        "TypeError",
        r"unsupported operand type\(s\) for (?P<op>.+): '(?P<left>[\w.]+)' and '(?P<right>[\w.]+)'",
        "{op} is not defined between {left:a} and {right:a}",
        "Which of the two should have been something else?",
    ),
    reading(
        "TypeError",
        r"'(?P<op>\S+)' not supported between instances of '(?P<left>\w+)' and '(?P<right>\w+)'",
        "{left:a} and {right:a} have no order, so {op} cannot compare them",
    ),
    reading(
        "TypeError",
        r"'NoneType' object is not \w+",
        "`None` arrived where a value was needed",
        "Does a function end without `return`, or was a missing value not looked at?",
    ),
    reading(
        "TypeError",
        r"'(?P<got>\w+)' object is not callable",
        "{got:a} is called as if it were a function",
        "Is one name used twice, or an operator forgotten before the brackets?",
    ),
    reading(
        "TypeError",
        r"'(?P<got>\w+)' object is not (?:iterable|subscriptable)",
        "{got:a} holds no items to take out or go through",
    ),
    reading(
        "TypeError",
        r"(?P<owner>\w+) indices must be integers or slices, not (?P<got>\w+)",
        "{owner:a} is looked up by a place, which is an `int`, and is given {got:a}",
    ),
    reading(
        "TypeError",
        r"'(?P<got>\w+)' object does not support item assignment",
        "{got:a} cannot be changed item by item",
        "Build a new one instead.",
    ),
    reading(
        "TypeError",
        r"Can't instantiate abstract class (?P<name>\w+)",
        "{name} is abstract: something it promises is not defined yet",
    ),
    reading(
        "AttributeError",
        r"'NoneType' object has no attribute '(?P<name>\w+)'",
        "the value is `None`, and `None` has no {name}",
        "Where does it come from, and why is nothing there?",
    ),
    reading(
        "AttributeError",
        r"type object '(?P<got>\w+)' has no attribute '(?P<name>\w+)'",
        "the class {got} itself has no {name}",
        "Is it spelled as in the class? If each value has its own, don't ask the class; ask a "
        "value.",
    ),
    reading(
        "AttributeError",
        r"'(?P<got>[\w.]+)' object has no attribute '(?P<name>\w+)'",
        "{got:a} has no {name}",
        "Is it spelled as in the class, and is this the value that was meant?",
    ),
    reading(
        "FrozenInstanceError",
        r"cannot (?:assign to|delete) field '(?P<name>\w+)'",
        "{name} is frozen: it is set once, when the value is made",
        "Make a new value that differs; `dataclasses.replace` does.",
    ),
    reading(
        "ValueError",
        r"assignment destination is read-only",
        "the array may only be read, and is written to",
        "Work on a copy: what others hold must stay as it is.",
    ),
    reading(
        "ValueError",
        r"operands could not be broadcast together with shapes (?P<left>\(.*?\)) "
        r"(?P<right>\(.*?\))",
        "arrays of shape {left:raw} and {right:raw} do not fit together",
        "Say for each axis what it counts; the axes must agree or have length 1.",
    ),
    reading(
        "ValueError",
        r"matmul: .* mismatch",
        "the two shapes do not fit in a product",
        "The columns on the left must be as many as the rows on the right.",
    ),
    reading(
        "ValueError",
        r"too many values to unpack",
        "more values arrive than names stand on the left",
        "What stands on the right, and how many are in it? A longer row is gone through with "
        "`for`.",
    ),
    reading(
        "ValueError",
        r"not enough values to unpack",
        "fewer values arrive than names stand on the left",
    ),
    reading(
        "IndexError",
        "",
        "the place asked for lies outside",
        "Places count from 0, so the last one is the length minus 1.",
    ),
    reading(
        "KeyError", r"(?P<key>.+)", "there is no key {key}", "Which keys are there at this moment?"
    ),
    reading(
        "ZeroDivisionError",
        "",
        "something is divided by zero",
        "What is the divisor, and when is it 0? Often a length or a sum that is empty.",
    ),
    reading(
        "RecursionError",
        "",
        "a function calls itself again and again without an end",
        "Which case should stop, and does each call come closer to it?",
    ),
    reading(
        "EOFError",
        "",
        "`input()` asks, and nobody is there to answer",
        "The tests run alone. Take the value as a parameter instead.",
    ),
    reading(
        "MemoryError",
        "",
        "more memory is asked for than may be used",
        "How large does this get? A list or a number grows without need.",
    ),
    reading(
        "ModuleNotFoundError",
        r"No module named '(?P<name>[\w.]+)'",
        "there is no module {name} to import",
        "The standard library, numpy and ctml can be imported; files beside the exercise cannot.",
    ),
    reading(
        "ImportError",
        r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'",
        "{module} has no {name}",
        "Look at its spelling, or at where it really lives.",
    ),
    reading(
        "SystemExit",
        "",
        "the code ends the whole program",
        "Nothing in an exercise needs `exit`; let the function return.",
    ),
    reading("KeyboardInterrupt", "", "the code interrupts itself"),
    reading(
        "OverflowError",
        "",
        "a number grows too large",
        "Subtract the largest value first, perhaps.",
    ),
    reading("StopIteration", "", "the next item is asked for, and none is left"),
    reading(
        "FileNotFoundError", "", "a file is opened that is not there", "Exercises need no files."
    ),
    reading(
        "PermissionError", "", "something is opened that may not be", "Exercises need no files."
    ),
    reading(
        "FlakyFailure",
        "",
        "the same input gives one answer now and another later",
        "Does the answer depend on chance, on the clock, or on something kept from the last call?",
    ),
)


def read_exception(kind: str, message: str) -> tuple[str, str]:
    """Return what an exception means, in the middle of a sentence, and what to look at."""
    text = message[:500]
    for one in READINGS:
        if one.kind == kind and (match := one.words.match(text)):
            known = match.groupdict()
            foreign = ELSEWHERE.get(known.get("name") or "") if kind == "NameError" else None
            return f"{kind}: {one.means.fill(known)}", foreign or one.look
    first = text.strip().split("\n", 1)[0].rstrip(".")
    return (f"{kind}: {first}" if first else kind), ""
