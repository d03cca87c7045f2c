"""Threads: how many of them multiply matrices, decided before numpy is loaded."""

import os

_KEYS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def one_thread() -> None:
    """Let one thread multiply, unless the environment says otherwise.

    The matrices here are small: a second thread gains little on an idle machine, and where cores
    are shared the two spend most of their time waiting for each other
    (docs/decisions/0025-one-thread.md). What shares the work well is ``workers``.
    """
    for key in _KEYS:
        os.environ.setdefault(key, "1")
