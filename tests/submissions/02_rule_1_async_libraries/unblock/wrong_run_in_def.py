# wrong: loop-gone
# says: line 9: the client's open connection belongs to an event loop that is gone
import asyncio

app = FastAPI()


async def ask(text: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {text}"}]
    )
    return completion.choices[0].message.content


@app.post("/summarize")
def summarize(body: Text) -> dict[str, str]:
    return {"summary": asyncio.run(ask(body.text))}
