# wrong: wrong-type
# says: `ask_both` returns a `ChatCompletion`, not plain text, numbers or lists


async def ask_both(first: str, second: str) -> list[str]:
    return await asyncio.gather(
        *(
            openai_client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": question}]
            )
            for question in (first, second)
        )
    )
