# wrong: loop-held
# says: line 9: `time.sleep(seconds)` held the event loop while others waited

import asyncio
import time


async def sleep(seconds: float) -> None:
    time.sleep(seconds)


asyncio.sleep = sleep

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    await asyncio.sleep(1)
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
