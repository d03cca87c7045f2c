"""``ctml run`` and ``ctml check``: one verdict, or all of them."""

from ctml_runner.commands.warming import warming_judge


def run(name: str | None, *, as_json: bool, raw: bool) -> int:
    """Judge one exercise and return the exit code: 0 passed, 1 not.

    Raises:
        LearnerError: there is no workspace, no such exercise, or no file.
    """
    with warming_judge() as judge:
        from ctml_runner.commands import verdicts  # noqa: PLC0415  # while the judge warms up

        return verdicts.run(judge, name, as_json=as_json, raw=raw)


def check(*, as_json: bool) -> int:
    """Judge every exercise of the course, and return the exit code: 0 all passed, 1 not.

    Raises:
        LearnerError: there is no workspace.
    """
    with warming_judge() as judge:
        from ctml_runner.commands import verdicts  # noqa: PLC0415  # while the judge warms up

        return verdicts.check(judge, as_json=as_json)
