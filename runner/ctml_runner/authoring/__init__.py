"""The course's own compiler: dev new and dev check."""
