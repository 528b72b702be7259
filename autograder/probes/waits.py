"""Does it wait for the reply? While its calls are held, no user is answered.

Who only starts a call, and looks a while later whether it is done, is right on quick machines.

    await overlap(run, users, calls, count=3)          # held from here on
    await waits(run, users)
"""

from collections.abc import Sequence
from typing import Never

from autograder.run import Run
from autograder.user import User


async def waits(run: Run, users: Sequence[User], of: str = "the model") -> None:
    """See the app come to rest with all `users` waiting, since `of` has not answered."""
    if await run.rests_before(lambda: any(user.ended for user in users), *users):
        return
    early = next(user for user in users if user.ended)
    await run.fine(early)
    replied_early(run, early, of)


def replied_early(run: Run, user: User, of: str) -> Never:
    """Fail the check: the user's calls are held, and the user has a reply."""
    run.fail(
        "replies-early",
        f"`{user.label}` replied before {of} had answered",
        "The call was started, and the reply did not wait for what comes of it.",
        advice=f"Wait for the reply of {of}, and return what it says.",
    )
