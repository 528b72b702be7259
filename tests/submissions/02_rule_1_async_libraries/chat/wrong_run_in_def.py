# wrong: loop-gone
# says: line 9: the client's open connection belongs to an event loop that is gone
import asyncio

app = FastAPI()


async def reply_to(text: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
def chat(body: Message) -> dict[str, str]:
    return {"response": asyncio.run(reply_to(body.message))}
