"""The provider's switch, and that nothing leaves the machine while it is offline."""

import os
import subprocess
import sys

import pytest
from langchain_openai import ChatOpenAI
from openai import OpenAI

from autograder import offline_model, provider
from autograder.commands import doctor

REAL = {"OPENAI_API_KEY": "sk-real", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without the course's variables, as found again after each test."""
    from tiktoken.registry import ENCODINGS

    monkeypatch.setattr("os.environ", os.environ.copy())
    monkeypatch.setattr("tiktoken.registry.ENCODINGS", ENCODINGS.copy())
    monkeypatch.setattr(offline_model.get(), "provider", None)
    monkeypatch.setattr(provider, "_turned_to", set())
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "COURSE_", "LANGSMITH_")) or name.lower() == "no_proxy":
            del os.environ[name]


def test_offline_without_a_word_said() -> None:
    assert provider.configure() == "offline"
    assert str(OpenAI().base_url).rstrip("/") == offline_model.get().url
    assert ChatOpenAI(model="gpt-4o").invoke("What is 2 + 2?").text == "2 + 2 = 4"


def test_a_real_key_alone_switches_nothing() -> None:
    os.environ["OPENAI_API_KEY"] = "sk-real"
    assert provider.configure() == "offline"
    assert os.environ["OPENAI_API_KEY"] == offline_model.KEY


def test_ones_own_provider_is_asked_through_the_models_port() -> None:
    os.environ |= REAL | {"COURSE_PROVIDER": "openai"}
    assert provider.configure() == "openai"
    model = offline_model.get()
    assert model.provider is not None
    assert model.provider.address == REAL["OPENAI_BASE_URL"]
    assert os.environ["OPENAI_BASE_URL"] == os.environ["OPENAI_API_BASE"] == model.url
    assert os.environ["OPENAI_API_KEY"] == REAL["OPENAI_API_KEY"]
    assert provider.configure() == "openai", "a second time changes nothing"
    assert model.provider.address == REAL["OPENAI_BASE_URL"]


def test_a_local_server_needs_no_key() -> None:
    os.environ |= {"COURSE_PROVIDER": "openai", "OPENAI_BASE_URL": "http://localhost:11434/v1"}
    provider.configure()
    assert OpenAI().api_key == "unused"


def test_doctor_asks_the_provider() -> None:
    os.environ |= REAL | {"COURSE_PROVIDER": "openai"}
    well, says = doctor._provider()
    assert not well
    assert says.startswith(f"{REAL['OPENAI_BASE_URL']} cannot be reached (")


@pytest.mark.parametrize(
    "wish, says", [("openai", "needs OPENAI_API_KEY"), ("azure", "COURSE_PROVIDER is 'azure'")]
)
def test_a_provider_that_cannot_be_used(wish: str, says: str) -> None:
    os.environ["COURSE_PROVIDER"] = wish
    with pytest.raises(provider.ProviderError, match=says):
        provider.configure()


def test_a_kernel_that_is_offline_stays_so() -> None:
    provider.configure()
    os.environ |= {"COURSE_PROVIDER": "openai", "OPENAI_API_KEY": "sk-real"}
    with pytest.raises(provider.ProviderError, match="Restart"):
        provider.configure()


def test_checks_are_offline_whatever_the_switch_says() -> None:
    os.environ |= REAL | {
        "COURSE_PROVIDER": "openai",
        "OPENAI_PROXY": "http://127.0.0.1:9",
        "OPENAI_API_BASE": "http://127.0.0.1:9/v1",
        "LANGSMITH_TRACING": "true",
    }
    provider.use_offline()
    assert os.environ["LANGSMITH_TRACING"] == "false"
    assert ChatOpenAI(model="gpt-4o").invoke("What is 2 + 2?").text == "2 + 2 = 4"


def test_a_proxy_is_passed_by_and_its_exceptions_kept() -> None:
    proxy = "http://127.0.0.1:9"
    os.environ |= {"HTTP_PROXY": proxy, "http_proxy": proxy, "ALL_PROXY": proxy, "NO_PROXY": "corp"}
    provider.use_offline()
    assert os.environ["NO_PROXY"] == os.environ["no_proxy"] == "corp,127.0.0.1"
    completion = OpenAI(max_retries=0).chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "What is 2 + 2?"}]
    )
    assert completion.choices[0].message.content == "2 + 2 = 4"
    assert ChatOpenAI(model="gpt-4o", max_retries=0).invoke("Hello!").text


def test_offline_texts_are_encoded_by_byte() -> None:
    import tiktoken

    provider.use_offline()
    assert tiktoken.get_encoding("cl100k_base").encode("é") == list("é".encode())
    assert tiktoken.encoding_for_model("gpt-4o").decode([104, 105]) == "hi"


def test_a_process_that_serves_an_answer_uses_the_checks_own_services() -> None:
    code = """
import os
from autograder import provider
from autograder.blocking_service import Archive
provider.use_offline()
Archive().process("from the other process")
from openai import OpenAI
message = {"role": "user", "content": "from the other process"}
OpenAI().chat.completions.create(model="gpt-4o", messages=[message])
"""
    from autograder.ledger import recording

    with recording() as run:
        ended = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **provider.environment_for_process()},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert ended.stderr == ""
    assert [(event.lane, event.kind) for event in run.events] == [
        ("service", "arrived"),
        ("service", "replied"),
        ("model", "arrived"),
        ("model", "replied"),
    ]


def test_nothing_leaves_the_machine_and_nothing_is_said() -> None:
    code = """
import asyncio, socket
real = socket.socket.connect
def connect(self, address):
    if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1"):
        print("connects to", address)
    return real(self, address)
def resolve(*args, **options):
    print("resolves", args)
    raise OSError("no network")
socket.socket.connect = connect
lookup, socket.getaddrinfo = socket.getaddrinfo, lambda host, *rest, **options: (
    lookup(host, *rest, **options) if host in ("127.0.0.1", b"127.0.0.1") else resolve(host, *rest)
)
from autograder import provider
provider.configure()
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from openai import AsyncOpenAI, OpenAI
from autograder.blocking_service import Archive
message = {"role": "user", "content": "Hello!"}
OpenAI().chat.completions.create(model="gpt-4o", messages=[message])
OpenAIEmbeddings(model="text-embedding-3-small").embed_query("words")
ChatOpenAI(model="gpt-4o").get_num_tokens("words")
Archive().process("words")
async def main():
    async with AsyncOpenAI() as client:
        chat = client.chat.completions
        stream = await chat.create(model="gpt-4o", messages=[message], stream=True)
        async for chunk in stream:
            pass
    async for chunk in ChatOpenAI(model="gpt-4o").astream("Hello!"):
        pass
asyncio.run(main())
print("done")
"""
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "x"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.stdout, ended.stderr) == ("done\n", "")


def test_the_switch_itself_is_light() -> None:
    code = "import sys; from autograder import provider; print('fastapi' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ended.stdout == "False\n"
