"""``ctml watch``: judge every save."""

from ctml_runner.commands.warming import warming_judge


def watch(
    *, as_json: bool, plain: bool, projector: bool, edit_cmd: str | None, no_editor: bool
) -> None:
    """Watch until a key, a signal or the end of standard input.

    Args:
        as_json: one object a line, for programs.
        plain: only lines, whatever the terminal can do.
        projector: large and airy.
        edit_cmd: the command that opens a file in the editor, if it was given.
        no_editor: never start an editor.

    Raises:
        LearnerError: there is no workspace, or its journal or its settings can't be read.
        ToolError: the type checker or the test runner can't be started.
    """
    with warming_judge() as judge:
        # Imported while the warm processes warm up, so that the first verdict comes sooner.
        from ctml_runner.commands import watching  # noqa: PLC0415
        from ctml_runner.commands.sitting import EditorWish  # noqa: PLC0415

        editor = EditorWish(edit_cmd, allowed=not no_editor)
        if as_json:
            watching.in_lines(judge, editor)
        else:
            watching.on_terminal(judge, editor, plain=plain, projector=projector)
