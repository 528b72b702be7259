# right: takes replies as they come and puts them in order


async def reply_to(place: int, question: str) -> tuple[int, str]:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return place, completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    texts = ["", ""]
    for ready in asyncio.as_completed([reply_to(0, first), reply_to(1, second)]):
        place, text = await ready
        texts[place] = text
    return texts
