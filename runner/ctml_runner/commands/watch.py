"""``ctml watch``: judge every save."""

from ctml_runner.commands.warming import ensure_warm
from ctml_runner.course.workspace import current_folder, find_workspace
from ctml_runner.judging.setup import open_judge


def watch(*, as_json: bool) -> None:
    """Watch until a key, a signal or the end of standard input.

    Raises:
        LearnerError: there is no workspace, or its journal can't be read.
        ToolError: the type checker or the test runner can't be started.
    """
    workspace = find_workspace(current_folder())
    ensure_warm(workspace.hidden)
    with open_judge(workspace.hidden) as judge:
        # Imported while the warm processes warm up, so that the first verdict comes sooner.
        from ctml_runner.commands.sitting import sit_down  # noqa: PLC0415
        from ctml_runner.screen.asking import KEYS  # noqa: PLC0415
        from ctml_runner.watch.keys import input_may_end_it  # noqa: PLC0415
        from ctml_runner.watch.loop import Watch  # noqa: PLC0415

        sitting = sit_down(as_json=as_json, asking=KEYS)
        watch = Watch(sitting.workspace, sitting.curriculum, judge, sitting.tutor, sitting.desk)
        watch.run(sitting.state, ends_with_input=not as_json or input_may_end_it())
