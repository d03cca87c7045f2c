"""Ways around the checks: skipping them, hiding them, swallowing the first one."""

from collections.abc import Callable

import pytest

from ctml_runner.judging.verdict import Outcome, Verdict

Judged = Callable[..., Verdict]
WRONG = "def count_words(sentence: str) -> int:\n    return 7\n"
ALL = [
    "test_three_words", "test_one_word", "test_no_words", "test_two_spaces", "test_any_words",
]  # fmt: skip


@pytest.mark.parametrize(
    "trick",
    [
        "import pytest\npytestmark = pytest.mark.skip\n",
        "import pytest\ndef setup_module() -> None:\n    pytest.skip('no')\n",
        "import pytest\npytest.skip('no', allow_module_level=True)\n",
        "import pytest\n@pytest.fixture(autouse=True)\ndef no() -> None:\n    pytest.skip('no')\n",
        "import pytest\npytestmark = pytest.mark.xfail(run=False)\n",
        "__test__ = False\n",
        "import pytest\npytest.exit('no', returncode=0)\n",
        "def pytest_collection_modifyitems(items: list[object]) -> None:\n    items.clear()\n",
    ],
    ids=["mark", "set-up", "module", "fixture", "xfail", "__test__", "exit", "hook"],
)
def test_tests_that_do_not_run_are_no_pass(forked: Judged, trick: str) -> None:
    verdict = forked(trick + WRONG)
    assert verdict.outcome is Outcome.FAILED
    assert verdict.test_failures


def test_a_skip_is_told_as_what_it_is(forked: Judged, answer: str) -> None:
    verdict = forked(f"{answer}\nimport pytest\npytestmark = pytest.mark.skip\n")
    assert [(f.test, f.kind, f.message) for f in verdict.test_failures] == [
        (name, "missing", "it was skipped") for name in ALL
    ]


@pytest.mark.parametrize(
    "trick",
    [
        "".join(f"def {name}() -> None:\n    pass\n" for name in ALL),
        "class TestAll:\n"
        + "".join(f"    def {name}(self) -> None:\n        pass\n" for name in ALL),
    ],
    ids=["functions", "methods"],
)
def test_tests_of_the_same_names_do_not_stand_in(forked: Judged, trick: str) -> None:
    verdict = forked(WRONG + trick)
    assert verdict.outcome is Outcome.FAILED
    assert [failure.test for failure in verdict.test_failures] == ALL


@pytest.mark.parametrize(
    "tail",
    [
        "import pytest\n@pytest.mark.skip\n",
        "x = 1 + \\\n",
        "\\\n",
        '"""\n',
        "x = (\n",
        "if True:\n",
    ],
    ids=["decorator", "backslash", "lone backslash", "quotes", "bracket", "block"],
)
def test_what_would_swallow_the_first_check_is_a_syntax_error(
    forked: Judged, answer: str, tail: str
) -> None:
    verdict = forked(f"{answer}\n{tail}")
    assert verdict.outcome is Outcome.FAILED
    assert [fault.code for fault in verdict.type_errors] == ["syntax"]
    assert verdict.type_errors[0].span.line >= answer.count("\n")
    assert verdict.test_failures == ()


def test_a_name_of_its_own_choice_changes_nothing(forked: Judged, answer: str) -> None:
    assert forked(f"__name__ = '__main__'\n{answer}").passed
    assert forked(f"__name__ = '__main__'\n{WRONG}").outcome is Outcome.FAILED
    assert forked(f"{answer}\nif __name__ == '__main__':\n    raise SystemExit\n").passed
