"""Does a blocking library run off the loop? Its service answers nobody until N calls are there.

On the loop one call blocks, and no second one can come. In threads all of them arrive.

    with run.service() as calls:
        users = [run.post("/process", data=run.phrase()) for _ in range(3)]
        await off_loop(run, users, calls, count=3)
        for call in calls:
            call.let()
        await run.finish(*users)
"""

from collections.abc import Sequence

from autograder.gates import Call
from autograder.probes.overlap import overlap
from autograder.run import Run
from autograder.user import User


async def off_loop(run: Run, users: Sequence[User], calls: list[Call], count: int) -> None:
    """Wait until `count` calls are held by the blocking service at once."""
    await overlap(run, users, calls, count, of="the archive")
