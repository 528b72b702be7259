"""The CPU-heavy library: what it gives, that it computes while it is held, and where from."""

import multiprocessing
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from autograder import blocking_service
from autograder.heavy import embed, split, vector


def test_the_same_text_gives_the_same_numbers() -> None:
    assert embed("two users") == embed("two users") == vector("two users")
    assert embed("two users") != embed("three users")
    assert len(vector("")) == 8 and all(-1 <= number <= 1 for number in vector("é"))


def test_sentences() -> None:
    assert split(" One. Two!\nThree? ") == ["One.", "Two!", "Three?"]
    assert split("") == []


def test_only_a_text_is_taken() -> None:
    with pytest.raises(TypeError, match="the text is no str, but int"):
        embed(5)


def test_it_computes_for_as_long_as_it_is_held() -> None:
    arrived, used = threading.Event(), []

    def watched(call) -> None:
        arrived.set()

    def compute() -> list[float]:
        found = embed("held")
        used.append(time.thread_time())
        return found

    with ThreadPoolExecutor(1) as pool:
        with blocking_service.get().gate.session(watched) as calls:
            computing = pool.submit(compute)
            arrived.wait()
            # Held, it uses up processor time, as much as one cares to wait for.
            began = time.process_time()
            while time.process_time() - began < 0.2:
                assert not computing.done()
                time.sleep(0.001)  # the time that is used up is the other thread's
            assert [call.path for call in calls] == ["/compute"]
            calls[0].let()
            assert computing.result() == vector("held")
    assert used[0] > 0.05


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_a_worker_process_asks_the_service_of_the_process_that_started_it(start: str) -> None:
    blocking_service.address()
    with (
        ProcessPoolExecutor(1, multiprocessing.get_context(start)) as pool,
        blocking_service.get().gate.session(held=False) as calls,
    ):
        assert pool.submit(embed, "elsewhere").result() == vector("elsewhere")
    assert [call.prompt for call in calls] == ["elsewhere"]
