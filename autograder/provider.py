"""Which model the notebooks talk to: the offline one, or the learner's own.

The one switch is `COURSE_PROVIDER`. Unset or "offline", every client that is made without
an address of its own talks to the offline model: no key, no network. With "openai", lessons
use whatever `OPENAI_API_KEY` and `OPENAI_BASE_URL` say:

    COURSE_PROVIDER=openai OPENAI_API_KEY=sk-…                           OpenAI itself
    COURSE_PROVIDER=openai OPENAI_BASE_URL=http://localhost:11434/v1     Ollama, vLLM, …

A real key alone switches nothing, so nobody is billed by surprise. Checks never use a real
provider. Clients talk to the offline model's port either way: it passes a lesson's calls on,
see `offline_model/relay.py`, and answers a check's itself. A notebook that only checks calls
`use_offline()` in its first cell, a lesson calls `configure()`.
"""

import os
from typing import Literal

Provider = Literal["offline", "openai"]

OPENAI = "https://api.openai.com/v1"

# Variables by which a client would find another way than to the offline model.
_DETOURS = ("OPENAI_PROXY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_CUSTOM_HEADERS")

_turned_to: set[str] = set()


class ProviderError(Exception):
    """The provider that the environment asks for cannot be used; the text says why."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: the sentence. The cause is in no code of the learner's."""
        return [f"{type(self).__name__}: {self}"]


def configure() -> Provider:
    """Set the environment up for a lesson, as `COURSE_PROVIDER` says; tells what it is.

    Raises `ProviderError` for a provider that is not known, for one without its key, and when
    this process has turned to the offline model before: its clients would stay there.
    """
    wish = os.environ.get("COURSE_PROVIDER") or "offline"
    if wish == "offline":
        use_offline()
        return "offline"
    if wish != "openai":
        raise ProviderError(f"COURSE_PROVIDER is {wish!r}. Set it to 'offline' or 'openai'.")
    address = os.environ.get("OPENAI_BASE_URL") or OPENAI
    if address in _turned_to:
        raise ProviderError("This kernel uses the offline model. Restart it to use another one.")
    if address == OPENAI and "OPENAI_API_KEY" not in os.environ:
        raise ProviderError("COURSE_PROVIDER=openai needs OPENAI_API_KEY, or OPENAI_BASE_URL.")
    _pass_on_to(address)
    return "openai"


def _pass_on_to(address: str) -> None:
    from autograder import offline_model

    model = offline_model.get()
    if address == model.url:  # it has been configured before
        return
    model.provider = offline_model.Provider(address, os.environ.pop("OPENAI_PROXY", None))
    os.environ.setdefault("OPENAI_API_KEY", "unused")  # local servers want none, clients do
    os.environ.update(_way_to(model.url))


def use_offline() -> None:
    """Point every client made from now on at the offline model, and nothing at the network."""
    variables = _offline_environment()
    _turned_to.add(variables["OPENAI_BASE_URL"])
    os.environ.update(variables)
    for name in _DETOURS:
        os.environ.pop(name, None)
    _tokenise_offline()


def environment_for_process() -> dict[str, str]:
    """The variables that make a process this one starts use this one's model, archive and orders.

    A check sets them for the process that serves an answer; there `use_offline` heeds them.
    """
    from autograder import blocking_service, offline_model, orders

    return {
        "COURSE_MODEL_URL": offline_model.get().url,
        "COURSE_ARCHIVE_URL": blocking_service.get().url,
        "COURSE_ORDERS": orders.path(),
    }


def _offline_environment() -> dict[str, str]:
    from autograder import offline_model

    return {
        **_way_to(os.environ.get("COURSE_MODEL_URL") or offline_model.get().url),
        "OPENAI_API_KEY": offline_model.KEY,
        "LANGSMITH_TRACING": "false",
        "LANGSMITH_TRACING_V2": "false",
    }


def _way_to(url: str) -> dict[str, str]:
    direct = _without_proxy("127.0.0.1")
    return {
        "OPENAI_BASE_URL": url,
        "OPENAI_API_BASE": url,  # LangChain looks here first
        "NO_PROXY": direct,
        "no_proxy": direct,
    }


def _without_proxy(host: str) -> str:
    """The hosts that are reached without a proxy, with `host` among them."""
    hosts = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    return ",".join(dict.fromkeys([one for one in hosts.split(",") if one] + [host]))


def _tokenise_offline() -> None:
    """Give tiktoken encodings by byte: its own would be downloaded at first use.

    `OpenAIEmbeddings` sends such tokens, and the offline model reads them back as text.
    """
    from tiktoken import Encoding
    from tiktoken.registry import ENCODINGS

    ranks = {bytes([byte]): byte for byte in range(256)}
    for name in ("cl100k_base", "o200k_base"):
        ENCODINGS[name] = Encoding(
            name, pat_str=r"[\s\S]", mergeable_ranks=ranks, special_tokens={}
        )
