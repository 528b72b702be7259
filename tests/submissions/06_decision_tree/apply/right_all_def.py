# right: the safe default for all four, with sync clients

from openai import OpenAI

app = FastAPI()
sync_client = OpenAI()


@app.post("/answer")
def answer(body: Question) -> dict[str, str]:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.question}]
    )
    return {"answer": completion.choices[0].message.content}


@app.post("/ingest")
def ingest(body: Document) -> dict[str, str]:
    return {"result": archive.process(body.document)}


@app.post("/similarity")
def similarity(body: Pair) -> dict[str, float]:
    return {"similarity": cosine(embed(body.first), embed(body.second))}


@app.get("/status")
def status() -> dict[str, str]:
    return {"status": "ok"}
