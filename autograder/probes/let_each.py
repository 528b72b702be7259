"""What does the app ask for next? Its calls go as they come, and what comes of them is waited for.

An answer may call more than once for one request: what is held is let go, and what it calls
then is let go too, until everybody is served or the app has come to rest.

    with run.service() as calls:
        user = run.post("/embed", texts=texts)
        await overlap(run, [user], calls, count=1)
        await let_each(run, [user], calls)
        await run.finish(user)
"""

from collections.abc import Callable, Sequence

from autograder.gates import Call
from autograder.run import Run
from autograder.stall import PATIENCE
from autograder.user import User


async def let_each(
    run: Run,
    users: Sequence[User],
    calls: Sequence[Call],
    *,
    only: Callable[[Call], bool] = lambda _: True,
    enough: Callable[[], bool] = lambda: False,
    patience: float = PATIENCE,
) -> None:
    """Let the calls, or `only` some of them, go as they come, until all `users` have a reply.

    Or until it is `enough`, or the app at rest. Fails the check if it can come to none of that.
    """
    seen = 0

    def done() -> bool:
        nonlocal seen
        for call in calls[seen:]:
            seen += 1
            if only(call):
                call.let()
        return enough() or all(user.ended for user in users)

    await run.rests_before(done, *users, patience=patience)
