# wrong: other-call
# says: the user's text went to the embedding model, and not to the chat model
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    record = await asyncio.to_thread(archive.lookup, body.message)
    reply = await openai_client.embeddings.create(
        model="text-embedding-3-small", input=f"{record['text']} {body.message}"
    )
    return {"record": record, "response": str(reply.data[0].embedding)}
