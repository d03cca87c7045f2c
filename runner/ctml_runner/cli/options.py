"""What several commands take: an exercise's name, a form of output."""

import click

exercise = click.argument(
    "name",
    required=False,
    help="An exercise: its slug, its file, or 2.3 as the list says. Default: the open one.",
)
json_lines = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a line, for programs."
)
plain_lines = click.option("--plain", is_flag=True, help="Only lines; nothing is redrawn.")
