"""The command line: a file for each command, and around them what all share.

In: the words of a command. Out: text on stdout and stderr and an exit code.
"""

from .main import main

__all__ = ["main"]
