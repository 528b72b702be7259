# wrong: nested-run
# says: line 17: `anyio.run(ask, body.message)` starts a second event loop inside the first
import anyio

app = FastAPI()


async def ask(text):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    return {"response": anyio.run(ask, body.message)}
