# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies

import asyncio
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1)

app = FastAPI()


def ask(text: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {text}"}]
    )
    return completion.choices[0].message.content


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    loop = asyncio.get_running_loop()
    return {"summary": await loop.run_in_executor(pool, ask, body.text)}
