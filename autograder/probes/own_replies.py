"""Does each user get their own reply, and does none make another wait?

The model holds every reply until all users' calls are there, then lets the last one go first.
Afterwards two more users come, in turn.

    await own_replies(run, "/chat", field="message", key="response")
"""

from collections.abc import Sequence

from autograder.gates import Call
from autograder.probes.again import again
from autograder.probes.apart import own_calls, own_texts
from autograder.probes.overlap import overlap
from autograder.probes.waits import waits
from autograder.run import Run


async def own_replies(run: Run, path: str, field: str, key: str, users: int = 3) -> Sequence[Call]:
    """See `users` at once `POST {field: …}` to `path`, and each get theirs under `key`.

    The calls that the model got from them.
    """
    phrases = [run.phrase() for _ in range(users)]
    with run.model() as calls:
        asking = [run.post(path, **{field: phrase}) for phrase in phrases]
        await overlap(run, asking, calls, count=users)
        await waits(run, asking)
        theirs = own_calls(run, calls, phrases)
        for call in reversed(theirs):
            call.let()
        await run.finish(*asking)
    await run.note_threads()
    own_texts(run, [user.field(key) for user in asking], theirs, f"`{key}`")
    await again(run, lambda phrase: run.post(path, **{field: phrase}), key)
    return theirs
