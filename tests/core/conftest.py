"""One profile for every law: the same examples each time, and no clock for a busy machine."""

import hypothesis

hypothesis.settings.register_profile(
    "core", max_examples=100, derandomize=True, database=None, deadline=None
)
hypothesis.settings.load_profile("core")
