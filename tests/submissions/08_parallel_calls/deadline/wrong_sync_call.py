# wrong: loop-held
# says: line 8: `llm.invoke(query)` held the event loop while others waited

app = FastAPI()


async def ask(query):
    return llm.invoke(query).text


@app.post("/quick")
async def quick(body: Query):
    try:
        return {"response": await asyncio.wait_for(ask(body.query), DEADLINE)}
    except TimeoutError:
        raise HTTPException(504)
