# right: a def endpoint that searches in a second thread

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(4)
app = FastAPI()


@app.post("/answer")
def answer(body: Question):
    search = pool.submit(store.similarity_search, body.question, 2)
    order = find_order(body.question)
    context = "\n".join([*(page.page_content for page in search.result()), order])
    return {"answer": llm.invoke(f"Context: {context}\nQuestion: {body.question}").text}
