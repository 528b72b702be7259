# wrong: no-answer
# says: there is no test yet: no function is named `test_…`
import json

import pytest

from autograder.testing import events

pytestmark = pytest.mark.anyio

...
