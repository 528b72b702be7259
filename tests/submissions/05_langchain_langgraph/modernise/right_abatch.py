# right: a batch of one

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
async def translate(body: Translation):
    [translation] = await chain.abatch([{"text": body.text, "language": body.language}])
    return {"translation": translation}
