# wrong: crash
# says: line 11: `asyncio.get_event_loop()` raised RuntimeError

import asyncio

app = FastAPI()


@app.post("/summarize")
def summarize(body: Text) -> dict[str, str]:
    loop = asyncio.get_event_loop()
    completion = loop.run_until_complete(
        openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
        )
    )
    return {"summary": completion.choices[0].message.content}
