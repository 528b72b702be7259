# right: a def endpoint, and a pool of three threads for the whole app

from concurrent.futures import ThreadPoolExecutor

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=LIMIT)


def summarize(document):
    return llm.invoke(f"Summarize: {document}").text


@app.post("/summarize-all")
def summarize_all(body: Documents):
    return {"summaries": list(pool.map(summarize, body.documents))}
