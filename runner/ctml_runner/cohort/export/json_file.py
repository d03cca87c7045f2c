"""A JSON file that people may read too."""

import msgspec


def json_file(value: object) -> bytes:
    """Return `value` as indented JSON with a last line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
