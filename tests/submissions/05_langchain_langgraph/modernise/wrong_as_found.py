# wrong: crash
# says: line 9: `from langchain.chains import LLMChain` raised ModuleNotFoundError

app = FastAPI()


@app.post("/translate")
async def translate(body: Translation):
    from langchain.chains import LLMChain

    chain = LLMChain(llm=llm, prompt=prompt)
    translation = await chain.arun(text=body.text, language=body.language)
    return {"translation": translation}
