"""`python -m reportgen`, the same as the command `reportgen`.

In: the command line. Out: the exit code of `reportgen.cli.main`.
"""

import gc
import os
import sys

gc.disable()  # what start-up makes lives on; looking for garbage among it costs a tenth of a build
# We have no plugins of pydantic's; looking for them reads the metadata of every package that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from reportgen.cli import main  # noqa: E402 - after the lines above, or they are in vain


def run() -> int:
    """The program with its start-up kept out of garbage collection."""
    return main()


if __name__ == "__main__":
    sys.exit(run())
