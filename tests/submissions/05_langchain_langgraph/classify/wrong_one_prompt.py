# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
import asyncio

messages = []
app = FastAPI()
limit = asyncio.Semaphore(4)


async def label(text):
    async with limit:
        messages.extend(labeller.format_messages(text=text))
        return (await llm.ainvoke(messages)).text


@app.post("/classify")
async def classify(body: Texts):
    return {"labels": await asyncio.gather(*map(label, body.texts))}
