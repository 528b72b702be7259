"""Do worker processes outlive a request? They are counted while it computes, and after it.

Starting a process takes longer than most of what it is started for. A pool pays for it
once; one that is made for each request pays each time, and its processes end each time.

    before = processes(run)
    with run.service() as calls:
        user = run.post("/embed", texts=[run.phrase()])
        await overlap(run, [user], calls, count=1)
        started = processes(run) - before
        calls[0].let()
        await run.finish(user)
    await kept(run, started)
"""

import psutil

from autograder.run import Run


def processes(run: Run) -> set[int]:
    """The ids of the processes that the answer's process has started, and those of theirs."""
    return {child.pid for child in psutil.Process(run.host.pid).children(recursive=True)}


async def kept(run: Run, started: set[int]) -> None:
    """Fail the check if one of the processes `started` for a request ends with it."""
    if not started or await run.until(lambda: not all(map(_lives, started))) is not None:
        return
    run.fail(
        "pool-per-request",
        "the request is over, and the process that computed for it has ended too",
        "So every request starts processes anew, and pays for that with its user's time.",
        advice="Make one pool when the app starts, and shut it down when the app does.",
    )


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
