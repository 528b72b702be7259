# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
messages = []
app = FastAPI()


@app.post("/translate")
async def translate(body: Translation):
    messages.extend(prompt.format_messages(text=body.text, language=body.language))
    reply = await llm.ainvoke(messages)
    messages.append(reply)
    return {"translation": reply.text}
