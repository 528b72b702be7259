# right: fills the prompt in by itself, awaits the model, and takes the text

app = FastAPI()


@app.post("/translate")
async def translate(body: Translation):
    messages = await prompt.ainvoke({"text": body.text, "language": body.language})
    reply = await llm.ainvoke(messages)
    return {"translation": reply.text}
