"""Does a list hold the model's replies, in the order in which they were asked for?

Let the last call's reply come first, or the order of arrival proves nothing.

    in_order(run, user.field("results"), calls, "results")
"""

from collections.abc import Sequence
from typing import Any

from autograder.gates import Call
from autograder.probes.replies import same
from autograder.run import Run


def in_order(run: Run, given: Any, calls: Sequence[Call], name: str) -> None:
    """Fail the check unless `given`, the reply's field `name`, lists the replies to `calls`."""
    of_length(run, given, len(calls), name)
    replied = [call.answer.text for call in calls if call.answer]
    if given != replied and sorted(map(str, given)) == sorted(replied):
        run.fail(
            "order-lost",
            f"`{name}` has the replies in the order they came, not as asked for",
            advice="Put each result where its call belongs, not where it happens to arrive.",
        )
    for place, (one, call) in enumerate(zip(given, calls, strict=True)):
        same(run, one, call, f"`{name}[{place}]`")


def of_length(run: Run, given: Any, length: int, name: str) -> None:
    """Fail the check unless `given` is a list of `length` entries."""
    if not isinstance(given, list):
        run.fail("wrong-shape", f"`{name}` is not a list, and a list of {length} is asked for")
    if len(given) != length:
        run.fail(
            "wrong-shape",
            f"`{name}` has {len(given)} entries, and {length} are asked for",
            advice=f"Give `{name}` one entry for each call, whatever became of it.",
        )
