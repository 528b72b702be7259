"""What a real provider refuses or fails to do, in one sentence in place of a traceback.

The cause is a key, an account, a server or the way to it, seldom the cell: sixty lines of
the SDK's own code would only hide that.
"""

from types import TracebackType
from typing import Any

import openai

from autograder import offline_model
from autograder.offline_model.relay import UNREACHABLE
from autograder.provider import OPENAI, ProviderError


def tell_in_notebook() -> None:
    """From now on, show a cell that ends in such an error as its sentence; all others as ever."""
    from IPython import get_ipython

    if (shell := get_ipython()) is not None:
        shell.set_custom_exc((openai.APIError, ExceptionGroup), _show)


def _show(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    traceback: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    sentence = explain(error)
    if sentence is not None:
        kind, error, traceback = ProviderError, ProviderError(sentence), None
    shell.showtraceback((kind, error, traceback), tb_offset, running_compiled_code=True)


def explain(error: BaseException) -> str | None:
    """The sentence for an error of the SDK, or for a group of nothing else; None for others."""
    if isinstance(error, BaseExceptionGroup):
        sentences = [explain(one) for one in error.exceptions]
        return sentences[0] if all(sentences) else None
    if not isinstance(error, openai.APIError):
        return None
    real = offline_model.get().provider
    provider = real.address if real else OPENAI
    if error.code == UNREACHABLE:
        return (
            f"{provider} cannot be reached ({_said(error)}): see that it is up and that "
            "OPENAI_BASE_URL and the network are right, then run the cell again."
        )
    if error.code == "insufficient_quota":
        return (
            f"The account at {provider} has no credit left: add some there, or start the course "
            "without COURSE_PROVIDER to go on with the offline model."
        )
    match error:
        case openai.AuthenticationError():
            return (
                f"{provider} refuses the key in OPENAI_API_KEY: "
                "start the course again with a valid one."
            )
        case openai.PermissionDeniedError():
            return f"{provider} does not allow this key to do that: {_said(error)}."
        case openai.NotFoundError():
            return (
                f"{provider} does not know the model or the address that was asked for: "
                f"{_said(error)}."
            )
        case openai.RateLimitError():
            return (
                f"{provider} takes no more requests of yours for the moment (rate limit): "
                "wait a little, then run the cell again."
            )
        case openai.APITimeoutError():
            return (
                f"{provider} did not answer in time: see that it is up and can be reached, "
                "then run the cell again."
            )
        case openai.APIConnectionError():
            return (
                f"The connection to {provider} broke off: see that it is up, "
                "then run the cell again."
            )
        case openai.InternalServerError():
            return (
                f"{provider} failed with status {error.status_code}, which is not your code's "
                "doing: run the cell again later."
            )
    return None


def _said(error: openai.APIError) -> str:
    """The provider's own words, without the SDK's frame around them."""
    said = error.body.get("message") if isinstance(error.body, dict) else None
    return str(said or error.message).strip().removesuffix(".")
