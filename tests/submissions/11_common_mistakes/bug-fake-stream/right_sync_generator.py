# right: a plain def endpoint with a plain generator, in threads
app = FastAPI()


@app.post("/fixed")
def fixed(body: Message):
    def tokens():
        for chunk in llm.stream(body.message):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
