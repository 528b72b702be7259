# wrong: loop-held
# says: line 20: `list(…)` held the event loop while others waited

from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

sync_client = OpenAI()


def reply_to(question: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    with ThreadPoolExecutor() as pool:
        return list(pool.map(reply_to, [first, second]))
