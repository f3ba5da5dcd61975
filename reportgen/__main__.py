"""`python -m reportgen`, the same as the command `reportgen`.

In: the command line. Out: the exit code of `reportgen.cli.main`.
"""

import gc
import sys

gc.disable()  # what start-up makes lives on; looking for garbage among it costs a tenth of a build

from reportgen.cli import main  # noqa: E402 - after the line above, or it is in vain


def run() -> int:
    """The program with its start-up kept out of garbage collection."""
    return main()


if __name__ == "__main__":
    sys.exit(run())
