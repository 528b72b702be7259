"""`python -m autograder` is `course`."""

import sys

from autograder.cli import main

sys.exit(main())
