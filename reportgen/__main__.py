"""`python -m reportgen`, the same as the command `reportgen`.

In: the command line. Out: the exit code of `reportgen.cli.main`.
"""

import sys

from reportgen.cli import main

if __name__ == "__main__":
    sys.exit(main())
