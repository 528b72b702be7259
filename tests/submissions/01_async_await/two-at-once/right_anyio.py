# right: AnyIO's task group, each task with a place of its own

import anyio


async def ask_both(first: str, second: str) -> list[str]:
    texts = {}

    async def reply_to(question: str) -> None:
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": question}]
        )
        texts[question] = completion.choices[0].message.content

    async with anyio.create_task_group() as group:
        group.start_soon(reply_to, first)
        group.start_soon(reply_to, second)
    return [texts[first], texts[second]]
