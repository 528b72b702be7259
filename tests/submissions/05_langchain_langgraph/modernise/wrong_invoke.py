# wrong: loop-held
# says: line 10: `chain.invoke(…)` held the event loop while others waited

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
async def translate(body: Translation):
    return {"translation": chain.invoke({"text": body.text, "language": body.language})}
