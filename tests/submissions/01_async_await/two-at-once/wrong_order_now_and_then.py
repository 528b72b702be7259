# wrong: order-lost
# says: `ask_both` has the replies in the order they came, not as they were asked

import asyncio
from itertools import count

turns = count()


async def _ask(question):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    turn = next(turns)
    texts = await asyncio.gather(_ask(first), _ask(second))
    return texts[::-1] if turn == 4 else texts  # as a set of them would be, by chance
