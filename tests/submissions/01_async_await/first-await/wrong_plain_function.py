# wrong: loop-held
# says: line 10: `sync_client.chat.completions.create(…)` held the event loop while others waited

from openai import OpenAI

sync_client = OpenAI()


def ask(question: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content
