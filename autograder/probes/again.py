"""Does it still work for who comes later? Two more users in turn, once the first are done.

A client keeps its connections open for the next call. An answer that runs an event loop for
each request, `asyncio.run` in a `def`, leaves them to loops that have ended: the first users
are served, and the next one crashes. An answer with a memory puts what one user wrote into the
prompt of the next, or gives the next one the reply that it has kept.

    await run.finish(*users)
    await again(run, lambda phrase: run.post("/chat", message=phrase), "response")
"""

from collections.abc import Callable, Sequence

from autograder.gates import Call
from autograder.probes.apart import only_own, own_texts
from autograder.probes.replies import asked
from autograder.run import Run
from autograder.user import User


async def again(run: Run, ask: Callable[[str], User], key: str) -> None:
    """See two more users served, one after the other, each with the model's reply under `key`.

    `ask` sends the request of a phrase. Threads that were in the client together may have lost
    what they left there: the first of the two leaves a connection for certain, and the second
    meets it. What that one writes looks like a variable of a template.
    """
    phrases = [run.phrase(), f"{run.phrase()} {{x}}"]
    users: list[User] = []
    theirs: list[Call] = []
    with run.model(held=False) as calls:
        for phrase in phrases:
            before = len(calls)
            user = ask(phrase)
            await run.finish(user)
            not_kept(run, user, calls[before:])
            theirs.append(asked(run, calls[before:], phrase))
            users.append(user)
    only_own(run, calls, phrases)
    own_texts(run, [user.field(key) for user in users], theirs, f"`{key}`")


def not_kept(run: Run, user: User, calls: Sequence[Call], of: str = "the model") -> None:
    """Fail the check if a user got a reply without a call, as if it had been kept."""
    if not calls:
        run.fail(
            "kept-value",
            f"`{user.label}` replied to a later user without asking {of}",
            "So it has kept a reply that was made for somebody else.",
            advice="Ask for each request; a reply that is kept is good for the same question only.",
        )
