# right: the chain's stream, joined

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
async def translate(body: Translation):
    values = {"text": body.text, "language": body.language}
    return {"translation": "".join([part async for part in chain.astream(values)])}
