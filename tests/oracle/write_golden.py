"""Ask PyTorch once for every case and keep its answers.

``make test-oracle`` makes the environment; then, from the project's root:
``.oracle/bin/python -m tests.oracle.write_golden``.
"""

import torch
from tests.core.golden_cases import CASES
from tests.core.golden_files import write_golden
from tests.oracle.torch_says import TORCH

SEED = 2017


def main() -> None:
    """Write a file for each case into ``tests/core/golden``."""
    for name, case in CASES.items():
        given = case.draw(SEED)
        write_golden(name, torch.__version__.partition("+")[0], given, TORCH[name](given))


if __name__ == "__main__":
    main()
