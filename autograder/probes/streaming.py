"""Does it stream? The model lets the next token go only once the client has the one before.

An app that collects its tokens, or keeps them until a clock says so, has nothing to send
and nothing to wait for but the model, which waits for it. One token of look-ahead is fine.

    with run.model() as calls:
        user = run.post("/stream-chat", message=run.phrase())
        await overlap(run, [user], calls, count=1)
        await streaming(run, user, calls[0])
"""

from collections.abc import Callable

from autograder.gates import Call
from autograder.probes.replies import same
from autograder.run import Run
from autograder.user import User

# A pause before a token is sent is style; holding tokens back for a clock is not streaming.
_PAUSE = 0.25
_BEATS = 20  # chunks without a letter of the model's


async def streaming(
    run: Run,
    user: User,
    call: Call,
    heard: Callable[[str], str] = str,
    upto: int | None = None,
) -> None:
    """Let the tokens of `call` go one by one, `upto` of them or all, and see each arrive.

    `heard` gives the model's text in what the client has received so far. After `upto` tokens
    none is on its way any more: the client has the last one, or the app holds it back.
    """
    if not call.stream:
        run.fail(
            "not-asked-to-stream",
            "the model was asked for a whole reply, not for a stream",
            "What the model sends in one piece cannot be streamed on.",
            advice="Ask for a stream: `stream=True` with AsyncOpenAI, `astream` with LangChain.",
        )
    assert call.answer is not None
    pieces = call.answer.pieces[:upto]

    def arrived(sent: int, due: int) -> Callable[[], bool]:
        beating = _beating(user, call, heard, sent)
        return lambda: len(heard(user.text)) >= due or user.ended or beating()

    for sent in range(1, len(pieces) + 1):
        call.let(1)
        due = len("".join(pieces[: sent - 1]))
        await run.rests_before(arrived(sent, due), user, patience=_PAUSE)
        if len(heard(user.text)) >= due:
            continue
        await run.fine(user)
        if user.ended:
            await run.blame(user)
            run.fail(
                "stops-early",
                "the stream ended while the model still had tokens to send",
                advice="End the stream when the model's stream has ended.",
            )
        if not call.answer.text.startswith(heard(user.text)):
            same(run, heard(user.text), call, "the streamed text")
        got = "less" if user.text else "nothing"
        run.fail(
            "collects",
            f"the model has sent {sent} tokens, but the client has {got}",
            "Your endpoint keeps them back. The model waits until the client has read a token "
            "before it sends the next but one.",
            advice=(
                "Yield each token as it comes, inside the loop over the model's stream.",
                "Hand the generator itself to the response, not what it has collected.",
            ),
        )
    if upto is None:
        call.let()
        return
    # To leave in that moment would be no fair test: `asyncio.wait_for`, which LangChain reads its
    # streams with, loses a cancellation that comes together with a token, up to Python 3.11.
    await run.until(arrived(len(pieces), len("".join(pieces))), patience=_PAUSE)


def awkward(run: Run) -> tuple[str, ...]:
    """The tokens of a random reply, some of which get lost where they are altered or dropped.

    In frames put together by hand they do not survive either.
    """
    return (*run.pieces(3), ' "so"', "\n\n", " data:", *run.pieces(2))


def _beating(user: User, call: Call, heard: Callable[[str], str], sent: int) -> Callable[[], bool]:
    """Whether the client only hears heartbeats, though the model has `sent` its tokens.

    The app sends them from the loop that reads the model's connection, so it has read the tokens.
    """
    chunks, letters = 0, -1

    def beating() -> bool:
        nonlocal chunks, letters
        now = len(heard(user.text))
        if call.sent < sent or now != letters:
            chunks, letters = user.chunks, now
        return user.chunks > chunks + _BEATS

    return beating


def content_type(run: Run, user: User, wanted: str) -> None:
    """Fail the check unless the reply is of the media type `wanted`."""
    given = user.headers.get("content-type", "").partition(";")[0]
    if given != wanted:
        run.fail(
            "wrong-content-type",
            f"`{user.label}` sends {given or 'no content type'}, not {wanted}",
            advice=f'Give the response the media type "{wanted}".',
        )
