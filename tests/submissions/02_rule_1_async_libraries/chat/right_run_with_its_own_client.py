# right: a loop of its own in each thread, with a client that is made and closed on it
import asyncio

app = FastAPI()


async def reply_to(text: str) -> str:
    async with AsyncOpenAI() as own_client:
        completion = await own_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": text}]
        )
    return completion.choices[0].message.content


@app.post("/chat")
def chat(body: Message) -> dict[str, str]:
    return {"response": asyncio.run(reply_to(body.message))}
