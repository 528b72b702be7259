# wrong: nested-run
# says: line 20: `asyncio.run(ask(body.message))` starts a second event loop inside the first
import asyncio

import nest_asyncio

nest_asyncio.apply()
app = FastAPI()


async def ask(text):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    return {"response": asyncio.run(ask(body.message))}
