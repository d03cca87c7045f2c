"""One check, two rooms: the shipped checks here, the learner's part behind a wall.

The checks run in a trusted process. The names that they take from the learner's part are handles,
each of which asks a sandboxed worker over a pipe. The worker can state data and nothing else.

Begin with ``opening.py``: ``open_wall`` and ``Wall.judge``. What is said over the pipe stands in
``messages.py`` and ``values/``; who says it, in ``room.py`` (trusted) and ``worker.py`` (not).
"""
