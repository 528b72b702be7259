# wrong: nested-run
# says: line 17: `with asyncio.Runner() as runner:` starts a second event loop inside the first
import asyncio

app = FastAPI()


async def ask(text):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    with asyncio.Runner() as runner:
        return {"response": runner.run(ask(body.message))}
