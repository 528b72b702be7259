# wrong: nested-run
# says: line 18: `loop.run_until_complete(…)` starts a second event loop inside the first
import asyncio

app = FastAPI()


async def ask(text):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    loop = asyncio.new_event_loop()
    return {"response": loop.run_until_complete(ask(body.message))}
