"""``ctml watch``: judge every save."""

import signal

from ctml_runner.commands.warming import warming_judge


def watch(*, as_json: bool) -> None:
    """Watch until a key, a signal or the end of standard input.

    Raises:
        LearnerError: there is no workspace, or its journal can't be read.
        ToolError: the type checker or the test runner can't be started.
    """
    with warming_judge() as judge:
        # Imported while the warm processes warm up, so that the first verdict comes sooner.
        from ctml_runner.commands.sitting import plain_screen, sit_down  # noqa: PLC0415
        from ctml_runner.screen.asking import KEYS  # noqa: PLC0415
        from ctml_runner.screen.lines import JsonLines  # noqa: PLC0415
        from ctml_runner.teaching.events import InputEnded, Pressed  # noqa: PLC0415
        from ctml_runner.watch.keys import input_may_end_it, read_lines  # noqa: PLC0415
        from ctml_runner.watch.loop import Watch  # noqa: PLC0415

        sitting = sit_down(JsonLines() if as_json else plain_screen(KEYS))
        watch = Watch(sitting.workspace, sitting.curriculum, judge, sitting.tutor, sitting.desk)
        signal.signal(signal.SIGTERM, lambda *_: watch.post(Pressed("q")))
        ends = not as_json or input_may_end_it()
        read_lines(
            lambda text: watch.post(Pressed(text)),
            (lambda: watch.post(InputEnded())) if ends else lambda: None,
        )
        watch.run(sitting.state)
