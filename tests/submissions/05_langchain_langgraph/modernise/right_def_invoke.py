# right: `invoke` in a `def` endpoint

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
def translate(body: Translation):
    return {"translation": chain.invoke({"text": body.text, "language": body.language})}
