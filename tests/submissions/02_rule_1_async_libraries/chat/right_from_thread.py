# right: a `def` endpoint that awaits on the app's loop, by AnyIO
import anyio.from_thread

app = FastAPI()


async def ask(text: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
def chat(body: Message):
    return {"response": anyio.from_thread.run(ask, body.message)}
