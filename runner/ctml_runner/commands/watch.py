"""``ctml watch``: judge every save."""

from ctml_runner.commands.sitting import sit_down
from ctml_runner.commands.warming import ensure_warm
from ctml_runner.judging.setup import open_judge
from ctml_runner.watch.keys import input_may_end_it
from ctml_runner.watch.loop import Watch


def watch(*, as_json: bool) -> None:
    """Watch until a key, a signal or the end of standard input.

    Raises:
        LearnerError: there is no workspace, or its journal can't be read.
        ToolError: the type checker or the test runner can't be started.
    """
    sitting = sit_down(as_json=as_json)
    ensure_warm(sitting.workspace.hidden)
    with open_judge(sitting.workspace.hidden) as judge:
        Watch(sitting.workspace, sitting.curriculum, judge, sitting.tutor, sitting.desk).run(
            sitting.state, ends_with_input=not as_json or input_may_end_it()
        )
