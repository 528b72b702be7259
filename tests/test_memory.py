"""What is measured of the memory of processes."""

from unittest.mock import Mock

import psutil
import pytest

from autograder import memory


@pytest.mark.parametrize("why", [psutil.NoSuchProcess(1), psutil.AccessDenied(1)])
def test_a_process_that_cannot_be_looked_at_counts_as_nothing(why: psutil.Error) -> None:
    process = Mock(psutil.Process)
    process.memory_full_info.side_effect = why
    assert memory._used(process) == 0.0
