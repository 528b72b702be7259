# wrong: keeps-paying
# says: the user got 504, and the model is still at work on the call

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    call = asyncio.create_task(llm.ainvoke(body.query))
    done, late = await asyncio.wait({call}, timeout=DEADLINE)
    if late:
        raise HTTPException(504)
    return {"response": call.result().text}
