"""Checks of exercise 05: LangChain's chat models and chains, and LangGraph's graphs, awaited."""

from collections.abc import Sequence

from autograder.checks import task
from autograder.gates import Answer, Call
from autograder.probes.again import again
from autograder.probes.apart import own_calls
from autograder.probes.bounded import bounded
from autograder.probes.overlap import overlap
from autograder.probes.own_replies import own_replies
from autograder.probes.replies import same
from autograder.run import Run
from autograder.user import User

LIMIT = 4
# The prompt of the template that is given; the exercise shows it.
LABELLER = "Classify the text as positive, negative or neutral: {text}"
_LANGUAGES = "Basque Danish Estonian Finnish Greek Hungarian Icelandic Maltese Welsh".split()


@task("ai-chat")
async def ai_chat(run: Run) -> None:
    """Three users chat at once, and each gets the text of the reply to their own message.

    Go further: return what a reply costs as well: its tokens are in `reply.usage_metadata`. How do
    you keep a sum for each user while requests run side by side, and what of a user who leaves
    before the reply?
    """
    await own_replies(run, "/ai-chat", field="message", key="response")


@task("agent-workflow")
async def agent_workflow(run: Run) -> None:
    """Three topics are at work at once, and each draft is written from its own notes.

    Go further: add a node `headline` that needs the notes too, beside `write` and not behind it.
    Does LangGraph start both at once? Draw one request with `timeline` and count the calls in
    flight.
    """
    topics = [run.phrase() for _ in range(3)]
    with run.model(lambda call: _plainly(run, call)) as calls:
        users = [run.post("/agent-workflow", topic=topic) for topic in topics]
        await overlap(run, users, calls, count=3)
        await run.until(lambda: all(_holds(topic, calls) for topic in topics))
        notes = own_calls(run, calls, topics)
        for call in reversed(notes):
            call.let()
        await _writing(run, users, calls)
        drafts = [_from_notes(run, calls, call) for call in notes]
        for call in reversed(drafts):
            call.let()
        await run.finish(*users)
    for user, noted, drafted in zip(users, notes, drafts, strict=True):
        same(run, user.field("notes"), noted, "`notes`")
        same(run, user.field("draft"), drafted, "`draft`")
    await again(run, lambda phrase: run.post("/agent-workflow", topic=phrase), "notes")


@task("modernise")
async def modernise(run: Run) -> None:
    """Three users translate at once, each their own text into their own language.

    Go further: hand the translation on as it is made: `translator.astream(…)` in a
    `StreamingResponse`. Which parts of the chain pass pieces on, and what does a function in its
    middle do that needs the whole text?
    """
    texts = [run.phrase() for _ in range(3)]
    languages = run.random.sample(_LANGUAGES, 3)
    with run.model() as calls:
        users = [
            run.post("/translate", text=text, language=language)
            for text, language in zip(texts, languages, strict=True)
        ]
        await overlap(run, users, calls, count=3)
        theirs = own_calls(run, calls, texts)
        for call, language in zip(theirs, languages, strict=True):
            _says_language(run, call, language)
        for call in reversed(theirs):
            call.let()
        await run.finish(*users)
    for user, call in zip(users, theirs, strict=True):
        same(run, user.field("translation"), call, "`translation`")
    language = languages[0]  # a second and third text in it
    await again(
        run, lambda text: run.post("/translate", text=text, language=language), "translation"
    )


@task("classify")
async def classify(run: Run) -> None:
    """Labels come in the order of their texts, with four calls in flight and never more.

    Go further: let one text of 100 fail: `abatch` raises, and 99 labels are lost. Try its
    `return_exceptions=True`, and decide what your contract says of a text without a label.
    """
    await _in_order_and_loop_free(run)
    texts = [run.phrase() for _ in range(LIMIT + 2)]
    with run.model(lambda call: _label(run, call)) as calls:
        user = run.post("/classify", texts=texts)
        await bounded(run, [user], calls, limit=LIMIT, total=len(texts))
        await run.finish(user)
    _labels(run, user, own_calls(run, calls, texts))


async def _writing(run: Run, users: Sequence[User], calls: list[Call]) -> None:
    """Wait until every user's draft is under way too."""
    both = 2 * len(users)
    await run.until(lambda: len(calls) >= both or any(user.ended for user in users))
    for user in users:
        if user.ended and len(calls) < both:
            await run.fine(user)
            await run.blame(user)
            run.fail(
                "no-draft",
                "the workflow replied after one model call: no draft was asked for",
                advice="Let an edge lead from `research` to `write`, and one from there to `END`.",
            )
    await overlap(run, users, calls, count=both)


def _holds(text: str, calls: Sequence[Call]) -> bool:
    return any(text in call.prompt for call in calls)


def _from_notes(run: Run, calls: Sequence[Call], notes: Call) -> Call:
    """The call whose prompt holds what the model replied to `notes`."""
    assert notes.answer is not None
    for call in calls:
        if notes.answer.text in call.prompt:
            return call
    run.fail(
        "notes-lost",
        "a draft was asked for, and the notes were not in its prompt",
        f'The notes were "{notes.answer.text}"; no prompt that reached the model contains them.',
        advice="Return the notes from the first node, and read them from the state in the second.",
    )


def _says_language(run: Run, call: Call, language: str) -> None:
    if language.lower() not in call.prompt.lower():
        run.fail(
            "language-lost",
            "the model was asked to translate, but not into the user's language",
            f'The user asked for {language}; the prompt was "{call.prompt[:60]}".',
            advice="Hand both of the prompt's variables to the chain.",
        )


async def _in_order_and_loop_free(run: Run) -> None:
    """Of two texts the second is answered first, and meanwhile another user is let in."""
    texts = [run.phrase(), run.phrase(), run.phrase()]
    with run.model(lambda call: _label(run, call)) as calls:
        users = [run.post("/classify", texts=texts[:2]), run.post("/classify", texts=texts[2:])]
        await overlap(run, users, calls, count=3)
        first, second, other = own_calls(run, calls, texts)
        for call, text in zip((first, second, other), texts, strict=True):
            _to_classify(run, call, text)
        second.let()
        await run.until(second.over)
        first.let()
        other.let()
        await run.finish(*users)
    _labels(run, users[0], [first, second])
    _labels(run, users[1], [other])


def _to_classify(run: Run, call: Call, text: str) -> None:
    if LABELLER.format(text=text) not in call.prompt:
        run.fail(
            "task-lost",
            "the model got a text, and was not asked to classify it as `labeller` does",
            f'Its prompt was "{call.prompt[:60]}".',
            advice="Fill `labeller` in with each text, and send what it gives.",
        )


def _labels(run: Run, user: User, theirs: Sequence[Call]) -> None:
    given = user.field("labels")
    replied = [call.answer.text for call in theirs if call.answer]
    if not isinstance(given, list) or len(given) != len(replied):
        have = f"{len(given)} labels" if isinstance(given, list) else "no list"
        run.fail(
            "wrong-shape",
            f"`labels` holds {have}, and {len(replied)} texts were sent",
            advice="Return one label for each text.",
        )
    if given != replied and sorted(map(str, given)) == sorted(replied):
        run.fail(
            "order-lost",
            "the labels are all there, and not in the order of the texts",
            advice="Collect the replies by text, not by who is ready first.",
        )
    for label, call in zip(given, theirs, strict=True):
        same(run, label, call, "a label")


def _plainly(run: Run, call: Call) -> Answer | None:
    """A reply without quotes or newlines, which any way to write a prompt leaves as it is."""
    return Answer((run.phrase(),)) if call.path.endswith("/chat/completions") else None


def _label(run: Run, call: Call) -> Answer | None:
    """One word in lower case, as a label is."""
    if not call.path.endswith("/chat/completions"):
        return None
    return Answer((f"label-{run.random.randrange(10_000, 100_000)}",))
