# right: a thread pool of its own, awaited through the loop

import asyncio
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(8)

app = FastAPI()


def reply_to(message: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    loop = asyncio.get_running_loop()
    return {"response": await loop.run_in_executor(pool, reply_to, body.message)}
