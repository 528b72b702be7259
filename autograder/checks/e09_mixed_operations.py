"""Checks of exercise 09: searching, computing and looking up, beside a call of the model."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from operator import mul
from time import monotonic

from autograder import heavy, orders
from autograder.checks import task
from autograder.desk import HANDBOOK, find_order
from autograder.gates import Call
from autograder.offline_model import vectors
from autograder.orders import Order
from autograder.probes.let_each import let_each
from autograder.probes.loop_free import answered
from autograder.probes.overlap import overlap
from autograder.probes.replies import asked, same
from autograder.probes.unlocked import excused, filled, unlocked
from autograder.probes.workers import kept, processes
from autograder.run import Run
from autograder.stall import PATIENCE
from autograder.user import User

_SIZE = 1536  # numbers in a vector of the given embedding model
_GIVEN_UP = 0.5  # seconds within which an app that waits for no lock has gone on without the order
_LOOKS = 5  # at an app that waits for the file; so often no machine is too slow for it


@task("rag-pipeline")
async def rag_pipeline(run: Run) -> None:
    """Two questions are answered at once, each from its own page.

    Go further: search with `k` from 1 to 11 for ten questions of your own. Count how often the
    right page is in the prompt, and how long the prompt gets. Which `k` would you ship, and what
    would change your mind?
    """
    pages = run.random.sample(list(HANDBOOK), 2)
    phrases = [_phrase_beside(run, page) for page in pages]
    with run.model() as calls:
        users = [
            run.post("/rag-pipeline", question=_question(page, phrase))
            for page, phrase in zip(pages, phrases, strict=True)
        ]
        await overlap(run, users, calls, count=2, of="the embedding model")
        _searched_first(run, calls)
        await _let_searches(run, users, calls)
        chats = _chats(calls)
        await overlap(run, users, chats, count=2)
        theirs = [asked(run, chats, phrase) for phrase in phrases]
        for page, call in zip(pages, theirs, strict=True):
            _found(run, page, call)
        for call in reversed(theirs):
            call.let()
        await run.finish(*users)
    for user, call in zip(users, theirs, strict=True):
        same(run, user.field("answer"), call, "`answer`")
        _names_sources(run, user.field("sources"), call)


@task("hybrid")
async def hybrid(run: Run) -> None:
    """Others are served while it computes, and while the model replies.

    Go further: the model does not need the vector, so start both at once and draw it with
    `timeline`. How much sooner is the reply there, and what becomes of the computing when the model
    fails?
    """
    await _computes_aside(run)
    await _waits_aside(run)


@task("two-sources")
async def two_sources(run: Run) -> None:
    """Handbook and orders are looked up together; the model sees both.

    Go further: give the order half a second: an answer without it is better than none. What should
    the prompt say of what is missing, and what goes on in the thread that you no longer wait for?
    """
    before, beyond = _two_orders(run)  # who stops reading at the row they want keeps a lock
    after = run.phrase()
    page = run.random.choice(list(HANDBOOK))
    phrase = _phrase_beside(run, page, before.id)
    question = _question(page, phrase, before.id)
    async with filled(run, before, beyond) as anew:
        with excused(run, anew, "record-lost", "crash"), run.model() as calls:
            known = find_order(question)
            user = await _both_begin(run, question, calls)
            await _at_rest(run, user, calls)
            # Whoever has not read the order by now was waiting for the search.
            await unlocked(run, lambda: orders.write(before._replace(item=after), beyond))
            await _let_searches(run, [user], calls)
            chats = _chats(calls)
            await overlap(run, [user], chats, count=1)
            call = asked(run, chats, phrase)
            _read_in_time(run, call, known, after)
            _told_of_order(run, call, known)
            _found(run, page, call)
            call.let()
            await run.finish(user)
        same(run, user.field("answer"), call, "`answer`")
        await _waits_for_order(run, beyond)


# --- the search


def _question(page: str, phrase: str, order: str = "B-2001") -> str:
    return f"Order {order}, {phrase}: what about {page}? I know nothing of {page}."


def _phrase_beside(run: Run, page: str, order: str = "B-2001") -> str:
    """A phrase that leaves a question about `page` nearest to that page, by far.

    Words share the numbers of a vector, so a chance word may point to another page.
    """
    while True:
        phrase = run.phrase()
        asked_for = vectors.embed(_question(page, phrase, order), _SIZE)
        near = {name: _product(asked_for, vector) for name, vector in _handbook().items()}
        own = near.pop(page)
        if own > 2 * max(near.values()):
            return phrase


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(map(mul, one, other))


@cache
def _handbook() -> dict[str, list[float]]:
    return {page: vectors.embed(text, _SIZE) for page, text in HANDBOOK.items()}


def _chats(calls: Sequence[Call]) -> list[Call]:
    return [call for call in calls if call.path.endswith("/chat/completions")]


def _is_search(call: Call) -> bool:
    return call.path.endswith("/embeddings")


def _searched_first(run: Run, calls: Sequence[Call]) -> None:
    if _chats(calls):
        run.fail(
            "not-searched",
            "the model was asked before the store was searched",
            "A search asks the embedding model for the question's vector; it has sent none yet.",
            advice="Await the search, and put what it finds into the prompt.",
        )


async def _let_searches(
    run: Run, users: Sequence[User], calls: Sequence[Call], patience: float = PATIENCE
) -> None:
    """Let the searches go as they come, until each user's call of the model is there."""
    await let_each(
        run,
        users,
        calls,
        only=_is_search,
        enough=lambda: len(_chats(calls)) >= len(users),
        patience=patience,
    )


def _in_prompt(call: Call) -> list[str]:
    """The pages of the handbook whose text is in the prompt."""
    return [page for page, text in HANDBOOK.items() if text in call.prompt]


def _found(run: Run, page: str, call: Call) -> None:
    """Fail the check unless the prompt holds the page, and not the whole handbook with it."""
    there = _in_prompt(call)
    if page not in there:
        run.fail(
            "context-lost",
            f"the prompt holds {_pages(there)}, and the question is about another"
            if there
            else "the prompt holds no page of the handbook",
            f'The question is about {page}. That page says: "{HANDBOOK[page]}"',
            advice="Search for the question, and put the text of what is found into the prompt.",
        )
    if len(there) == len(HANDBOOK):
        run.fail(
            "context-stuffed",
            f"all {len(HANDBOOK)} pages are in the prompt: the search has chosen nothing",
            "A real handbook has thousands, and each token of a prompt is paid for.",
            advice="Put only the pages into the prompt that the search returns.",
        )


def _pages(there: Sequence[str]) -> str:
    return f"{len(there)} page{'s' if len(there) > 1 else ''} of the handbook"


def _names_sources(run: Run, sources: object, call: Call) -> None:
    if not isinstance(sources, list) or not all(isinstance(one, str) for one in sources):
        run.fail(
            "wrong-shape",
            "`sources` is not a list of the pages' names",
            advice='Each document has its name in its metadata, under "source".',
        )
    there = _in_prompt(call)
    if set(sources) != set(there):
        run.fail(
            "wrong-sources",
            "`sources` does not name just the pages that are in the prompt",
            f"It is {sources}; in the prompt are {there}.",
            advice="Name the documents that you put into the prompt, all of them and no others.",
        )


# --- the computing


async def _computes_aside(run: Run) -> None:
    """The library computes for as long as it is held; meanwhile somebody else is served."""
    before, phrase = processes(run), run.phrase()
    with run.service() as computing, run.model(held=False) as calls:
        user = run.post("/hybrid", data=phrase)
        await overlap(run, [user], computing, count=1, of="`embed`")
        await answered(run, run.get("/another-page"), while_held=user, status=404)
        started = processes(run) - before
        await let_each(run, [user], computing)
        await run.finish(user)
        call = asked(run, calls, phrase)
    if all(call.prompt != phrase for call in computing):  # a pool's workers may warm up first
        run.fail(
            "data-lost",
            "`embed` was called, but not with what the user sent",
            advice="Hand the user's data to `embed` as it is.",
        )
    dimensions, wanted = user.field("dimensions"), len(heavy.vector(phrase))
    if dimensions != wanted:
        run.fail(
            "wrong-dimensions",
            "`dimensions` is not the length of the vector that `embed` gives",
            f"That is {wanted}, and `dimensions` is {str(dimensions)[:60]}.",
            advice="It is the number of numbers in the vector.",
        )
    same(run, user.field("response"), call, "`response`")
    await kept(run, started)


async def _waits_aside(run: Run) -> None:
    """Two users are at the model at once."""
    phrases = [run.phrase(), run.phrase()]
    with run.service(held=False), run.model() as calls:
        users = [run.post("/hybrid", data=phrase) for phrase in phrases]
        await overlap(run, users, calls, count=2)
        theirs = [asked(run, calls, phrase) for phrase in phrases]
        for call in reversed(theirs):
            call.let()
        await run.finish(*users)
    for user, call in zip(users, theirs, strict=True):
        same(run, user.field("response"), call, "`response`")


# --- the two sources


def _two_orders(run: Run) -> list[Order]:
    numbers = run.random.sample(range(100_000, 10**6), 2)
    return [Order(f"C-{n}", run.phrase(), run.random.randrange(2, 100)) for n in numbers]


async def _both_begin(run: Run, question: str, calls: Sequence[Call]) -> User:
    """The user whose search has begun while the orders are locked, so that no lookup can end."""
    with ExitStack() as kept_out:
        await unlocked(run, lambda: kept_out.enter_context(orders.locked()))
        user = run.post("/answer", question=question)
        # Sleeping is how SQLite waits for a lock, so it is no sign of progress to come.
        resting = await run.rests_before(lambda: bool(calls) or user.ended, user, patience=0)
    if resting:
        run.fail(
            "one-by-one",
            "while the orders are looked up, the handbook is not searched yet",
            "The file of orders was locked, and nothing in your app was running.",
            advice="Start both before you wait for one of them.",
        )
    if calls:
        _searched_first(run, calls)
        return user
    await run.finish(user)
    run.fail(
        "not-searched",
        "`POST /answer` replied without searching the store",
        advice="Await the search, and put what it finds into the prompt.",
    )


async def _at_rest(run: Run, user: User, calls: Sequence[Call]) -> None:
    """The search is held; wait until all else that the app can do is done."""
    resting = await run.rests_before(lambda: bool(_chats(calls)) or user.ended, user)
    await run.fine(user)
    if not resting:
        run.fail(
            "not-awaited",
            "the search was started, and your app went on without what it finds",
            advice="Wait for both sources before you ask the model.",
        )


async def _waits_for_order(run: Run, order: Order) -> None:
    """The search has ended, and the file is still locked: so the model must not be asked yet."""
    for _ in range(_LOOKS):
        question = _question(run.random.choice(list(HANDBOOK)), run.phrase(), order.id)
        known = find_order(question)
        with run.model() as calls:
            with ExitStack() as kept_out:
                await unlocked(run, lambda: kept_out.enter_context(orders.locked()))
                began = monotonic()
                user = run.post("/answer", question=question)
                await _let_searches(run, [user], calls, patience=_GIVEN_UP)
                early = _chats(calls)
            if monotonic() - began >= orders.TIMEOUT:  # so the lookup may have given up
                await let_each(run, [user], calls)
                continue
            if early and known not in early[0].prompt:
                run.fail(
                    "not-awaited",
                    "the file of orders was locked, and the model was asked without the order",
                    "A lock is short, and the customer asks about that order.",
                    advice="Wait for both sources before you ask the model.",
                )
            await _let_searches(run, [user], calls)
            chats = _chats(calls)
            await overlap(run, [user], chats, count=1)
            _told_of_order(run, chats[0], known)
            chats[0].let()
            await run.finish(user)
            return


def _read_in_time(run: Run, call: Call, known: str, after: str) -> None:
    """Fail the check if the prompt holds the order as it is since the search may have ended."""
    if after in call.prompt and known not in call.prompt:
        run.fail(
            "one-by-one",
            "the order was looked up only after the search had ended",
            "While the search was held, nothing in your app was running.",
            advice="Start both before you wait for one of them.",
        )


def _told_of_order(run: Run, call: Call, known: str) -> None:
    if known not in call.prompt:
        run.fail(
            "record-lost",
            "what `find_order` found is not in the prompt",
            f'It found "{known}".',
            advice="Put the order into the prompt, beside what the handbook says.",
        )
