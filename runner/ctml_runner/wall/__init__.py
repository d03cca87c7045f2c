"""One check, two rooms: checks in a trusted process, the learner's part in a sandboxed one."""
