# right: asyncio.wait, which does not cancel, and a cancel of its own

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    call = asyncio.create_task(llm.ainvoke(body.query))
    done, late = await asyncio.wait({call}, timeout=DEADLINE)
    if late:
        call.cancel()
        raise HTTPException(504)
    return {"response": call.result().text}
