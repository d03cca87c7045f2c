"""``ctml watch``: judge every save."""

from ctml_runner.commands.warming import warming_judge


def watch(*, as_json: bool) -> None:
    """Watch until a key, a signal or the end of standard input.

    Raises:
        LearnerError: there is no workspace, or its journal can't be read.
        ToolError: the type checker or the test runner can't be started.
    """
    with warming_judge() as judge:
        # Imported while the warm processes warm up, so that the first verdict comes sooner.
        from ctml_runner.commands.sitting import sit_down  # noqa: PLC0415
        from ctml_runner.screen.asking import KEYS  # noqa: PLC0415
        from ctml_runner.watch.keys import input_may_end_it  # noqa: PLC0415
        from ctml_runner.watch.loop import Watch  # noqa: PLC0415

        sitting = sit_down(as_json=as_json, asking=KEYS)
        watch = Watch(sitting.workspace, sitting.curriculum, judge, sitting.tutor, sitting.desk)
        watch.run(sitting.state, ends_with_input=not as_json or input_may_end_it())
