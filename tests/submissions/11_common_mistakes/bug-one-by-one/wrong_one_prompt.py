# wrong: one-prompt
# says: several messages reached the model in one prompt, as one question
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    reply = await llm.ainvoke("\n".join(body.messages))
    return {"responses": reply.text.split("\n")}
