"""Checks of exercise 03: libraries that can only block, and the loop that they must not hold."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from time import monotonic
from typing import Never
from urllib.parse import quote

from autograder import orders as shop
from autograder.checks import task
from autograder.gates import Call
from autograder.orders import Order
from autograder.probes.again import again
from autograder.probes.apart import own_calls
from autograder.probes.archived import archived, archived_again, given, handed, unchanged
from autograder.probes.off_loop import off_loop
from autograder.probes.overlap import overlap
from autograder.probes.replies import blame_coroutine, same
from autograder.probes.unlocked import excused, filled, unlocked
from autograder.probes.waits import waits
from autograder.run import Run
from autograder.user import User

# None of these is the id of an order; each is one when it is read as SQL, or as a pattern.
HOSTILE = (
    "1 OR 1=1",
    "' OR '1'='1",
    '" OR "1"="1',
    "'; DROP TABLE orders; --",
    "x' UNION SELECT 1, 2, 3 --",
    "%",
    "*",
    "C-______",
    "1001",
    "O'Brien",
    "订单-😀",
)

_SQLITE_RAISES = ("OperationalError", "ProgrammingError", "Warning")  # on SQL it cannot read
_LOOKS = 5  # at users who wait for the file, before something else must be to blame

_PARAMETER = "Hand the id over as a parameter: `?` in the statement, the value beside it."


@task("process")
async def process(run: Run) -> None:
    """Three users are at the archive at once, and each gets their own result.

    Go further: make the archive slow, as lesson 03 does, and send 100 users at once with `timeline`
    around them. When does the 41st reach it, and what does a caller of any other `def` endpoint see
    meanwhile?
    """
    phrases = [run.phrase() for _ in range(3)]
    with run.service(archived(run)) as calls:
        users = [run.post("/process", data=phrase) for phrase in phrases]
        await off_loop(run, users, calls, count=3)
        await waits(run, users, of="the archive")
        theirs = [handed(run, calls, phrase, by="process") for phrase in phrases]
        for call in reversed(theirs):
            call.let()
        await run.finish(*users)
    for user, call in zip(users, theirs, strict=True):
        unchanged(run, user.field("result"), given(call)["result"], "`result`")
    await archived_again(run, lambda phrase: run.post("/process", data=phrase), "process")


@task("orders")
async def orders(run: Run) -> None:
    """Orders come from the file, the loop stays free, and no id is read as SQL.

    Go further: put the id back into the text of the statement, and open the file read-only:
    `sqlite3.connect(f"file:{ORDERS_FILE}?mode=ro", uri=True)`. What can a hostile id still do, and
    what can it not do any more?
    """
    # Nobody asks for the last one: who stops reading at the row they want keeps a lock.
    *placed, absent = _some_orders(run, 5)
    wanted = placed[:3]
    async with filled(run, *placed) as anew:
        with excused(run, anew, "not-from-file", "not-found"):
            users = await _waiting(run, wanted)
            await _found(run, users, wanted)
        changed = [_changed(order) for order in placed]
        await unlocked(run, lambda: shop.write(*changed))
        await _found_changed(run, wanted)
        await _absent(run, absent)
        stored = [*changed, absent]
        await unlocked(run, lambda: shop.write(*stored))
        await _found(run, [_ask(run, absent.id)], [absent])
        for hostile in HOSTILE:
            await _harmless(run, hostile, stored)


@task("enrich")
async def enrich(run: Run) -> None:
    """Three users are at the archive at once, and then at the model.

    Go further: many users ask for the same record, so put `functools.lru_cache` around the look-up.
    What happens when two of them miss it at the same moment, and how long may a record be kept
    before it is wrong?
    """
    phrases = [run.phrase() for _ in range(3)]
    with run.service(archived(run)) as lookups, run.model() as calls:
        users = [run.post("/enrich", message=phrase) for phrase in phrases]
        await run.until(lambda: bool(calls) or len(lookups) == 3 or _any_ended(users))
        if calls:
            _record_lost(run, calls)
        await off_loop(run, users, lookups, count=3)
        records = [given(handed(run, lookups, phrase, by="lookup")) for phrase in phrases]
        for lookup in lookups:
            lookup.let()
        await overlap(run, users, calls, count=3)
        await waits(run, users)
        theirs = own_calls(run, calls, phrases)
        for call, record in zip(theirs, records, strict=True):
            if record["text"] not in call.prompt:
                _record_lost(run, [call])
        for call in reversed(theirs):
            call.let()
        await run.finish(*users)
    for user, call, record in zip(users, theirs, records, strict=True):
        unchanged(run, user.field("record"), record, "`record`")
        same(run, user.field("response"), call, "`response`")
    await again(run, lambda phrase: run.post("/enrich", message=phrase), "response")
    await archived_again(run, lambda phrase: run.post("/enrich", message=phrase), "lookup")


def _record_lost(run: Run, calls: Sequence[Call]) -> Never:
    blame_coroutine(run, calls)
    run.fail(
        "record-lost",
        "the model was asked without the text of the archive's record",
        advice="Look the record up first, and put its text into the prompt beside the message.",
    )


def _some_orders(run: Run, count: int) -> list[Order]:
    numbers = run.random.sample(range(100_000, 1_000_000), count)
    return [
        Order(f"C-{number}", f"{run.phrase()}, 'café' size", run.random.randrange(2, 1000))
        for number in numbers
    ]


def _changed(order: Order) -> Order:
    return order._replace(item=f"{order.item}, once more", quantity=order.quantity + 1)


def _ask(run: Run, order_id: str, called: str = "{order_id}") -> User:
    return run.get(f"/orders/{quote(order_id, safe='')}", label=f"GET /orders/{called}")


def _any_ended(users: list[User]) -> bool:
    return any(user.ended for user in users)


async def _waiting(run: Run, placed: list[Order]) -> list[User]:
    """The users of these orders, who were seen waiting for the locked file by a free loop."""
    for _ in range(_LOOKS):
        await _as_it_was(run)
        with ExitStack() as kept_out:
            await unlocked(run, lambda: kept_out.enter_context(shop.locked()))
            began = monotonic()
            users = [_ask(run, order.id) for order in placed]
            # Sleeping is how SQLite waits for a lock, so it is no sign of progress to come.
            await run.rests_before(partial(_any_ended, users), *users, patience=0)
            served = next((user for user in users if user.ended), None)
        in_time = monotonic() - began < shop.TIMEOUT
        if in_time and served is not None:
            await _not_waiting(run, served)
        if in_time:
            return users
        # The machine was too busy to look within SQLite's time-out, so some may have given up.
        await _end(run, *users)
    run.fail(
        "never-rests",
        "something in this kernel never comes to rest: the check cannot see who waits",
        f"It has looked {_LOOKS} times, for {shop.TIMEOUT:.0f} seconds each.",
        advice="Look for a thread or a task that goes on and on, and restart the kernel.",
    )


async def _as_it_was(run: Run) -> None:
    """See that the file keeps the journal mode in which a lock keeps readers waiting."""
    mode = await unlocked(run, shop.journal_mode)
    if mode != shop.JOURNAL:
        run.fail(
            "changed-mode",
            f"your app has put the file of orders into another journal mode: `{mode}`",
            "The mode stays in the file, for everybody; in this one a reader waits for no lock.",
            advice="Leave the file's settings as they are; an app that reads needs none of them.",
        )


async def _not_waiting(run: Run, user: User) -> Never:
    for raised in (await run.findings()).raised:
        if "locked" in raised.message:
            run.fail(
                "gives-up",
                f"{raised.place} gave up while the file was locked",
                advice="Leave `sqlite3` its time-out: locks are short, and it waits for them.",
                place=raised.place,
            )
    if user.status != 404 or not await _has_route(run):
        await _well(run, user)
    run.fail(
        "not-from-file",
        "an order was answered while the file was locked: it did not come from there",
        f"It was answered with status {user.status}.",
        advice="Look every id up in the file, for each request; ids have no fixed form.",
    )


async def _has_route(run: Run) -> bool:
    """Whether a path of an order is known to the app: then it turns down another method."""
    user = run.post("/orders/A-1001")
    await _end(run, user)
    return user.status != 404


async def _found(run: Run, users: list[User], placed: list[Order]) -> None:
    await _end(run, *users)
    await _as_it_was(run)
    for user, order in zip(users, placed, strict=True):
        if user.status == 404:
            run.fail(
                "not-found",
                "an order that is in the file was answered with 404",
                f"Asked for was the order {order.id!r}, written just before.",
                advice="Read the file for each request, and compare the whole id.",
            )
        await _well(run, user)
        for key, wanted in order._asdict().items():
            if user.field(key) != wanted:
                run.fail(
                    "wrong-reply",
                    f"`{key}` is not what the file holds for this order",
                    f"It holds {wanted!r}, the reply has {user.field(key)!r}.",
                )


async def _found_changed(run: Run, before: list[Order]) -> None:
    """See that who asks again, now that the orders have changed, gets what they are now."""
    users = [_ask(run, order.id) for order in before]
    await _end(run, *users)
    for user, order in zip(users, before, strict=True):
        if user.status == 200 and user.json() == order._asdict():
            run.fail(
                "not-from-file",
                "a changed order was answered as it was before: it did not come from the file",
                advice="Read the order from the file for each request; it may have changed.",
            )
    await _found(run, users, [_changed(order) for order in before])


async def _absent(run: Run, absent: Order) -> None:
    user = _ask(run, absent.id)
    await _end(run, user)
    if user.status == 200:
        run.fail(
            "no-404",
            "an order that is not in the file was answered with 200, not with 404",
            f"The reply was {user.text[:60]}",
            advice="When no row is found, raise `HTTPException(404)`.",
        )
    await run.fine(user, 404)


async def _harmless(run: Run, hostile: str, placed: list[Order]) -> None:
    """See that a hostile id is nobody's: not found, or no id at all."""
    user = _ask(run, hostile, called=hostile)
    await _end(run, user)
    if set(await unlocked(run, shop.stored)) != {*shop.EXAMPLES, *placed}:
        run.fail(
            "harmed",
            "after an id with SQL in it, the orders in the file are not what they were",
            advice=_PARAMETER,
        )
    if user.status == 200:
        run.fail(
            "injection",
            f"the id `{hostile}` found an order, and no order has it",
            f"The reply was {user.text[:60]}",
            advice=("Compare the whole id, with `=`.", _PARAMETER),
        )
    if user.status in (400, 404, 422):
        return
    if any(raised.type in _SQLITE_RAISES for raised in (await run.findings()).raised):
        run.fail(
            "injection",
            f"the id `{hostile}` broke the statement: it was read as SQL",
            f"It was answered with status {user.status}.",
            advice=_PARAMETER,
        )
    await run.fine(user, 404)


async def _end(run: Run, *users: User) -> None:
    """Wait until all users have a reply, whatever it is."""
    await run.need(lambda: all(user.ended for user in users), *users)


async def _well(run: Run, user: User) -> None:
    """Fail the check unless the user's request went well, with what is peculiar to SQLite."""
    if user.status == 422:
        run.fail(
            "id-is-text",
            "an order's id was turned down (422): ids are text, such as A-1001",
            advice="Declare `order_id: str`.",
        )
    for raised in (await run.findings()).raised:
        if raised.type == "ProgrammingError" and "thread" in raised.message:
            run.fail(
                "other-thread",
                f"{raised.place} uses a connection that another thread has made",
                "Each `def` call runs in some worker thread, and `sqlite3` binds a connection "
                "to the thread that opened it.",
                advice="Open a connection in the request that uses it, and close it there.",
                place=raised.place,
            )
    await run.fine(user)
