"""What answers import, imported once, in a process that then forks for each of them."""

import importlib

from autograder.checks import tasks

# Some of these import the rest of themselves at their first use only.
_MODULES = (
    "IPython.core.completer",
    "IPython.core.crashhandler",
    "IPython.core.magics",
    "anyio._backends._asyncio",
    "autograder.timeline",
    "langchain_core.output_parsers",
    "langchain_core.prompts",
    "langchain_core.tracers.context",
    "langchain_core.vectorstores",
    "langchain_openai",
    "langgraph.graph",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "openai.resources.chat.completions",
    "openai.resources.embeddings",
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)


def imports() -> None:
    """Import all that answers commonly use."""
    for name in _MODULES:
        importlib.import_module(name)
    tasks()
    import openai

    client = openai.AsyncOpenAI(api_key="none", base_url="http://localhost")
    client.chat.completions, client.embeddings  # noqa: B018  each imports itself when asked for
