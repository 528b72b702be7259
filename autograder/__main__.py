"""`python -m autograder` is `course`."""

import sys

from autograder.cli import main

if __name__ == "__main__":  # the workers of a process pool load this file too
    sys.exit(main())
