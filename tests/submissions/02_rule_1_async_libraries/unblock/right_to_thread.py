# right: keeps the client and moves its call to a thread

import asyncio

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    completion = await asyncio.to_thread(
        sync_client.chat.completions.create,
        model=MODEL,
        messages=[{"role": "user", "content": f"Summarize: {body.text}"}],
    )
    return {"summary": completion.choices[0].message.content}
