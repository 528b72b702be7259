# wrong: keeps-lock
# says: your app keeps the file of orders locked: nobody else can write to it

import sqlite3

from autograder import orders

app = FastAPI()
connection = sqlite3.connect(orders.path(), check_same_thread=False)
cursor = connection.cursor()


def lookup(question):
    for found, item, quantity in cursor.execute("SELECT id, item, quantity FROM orders"):
        if found in question:
            return f"Order {found}: {item}, {quantity} of it"
    return "There is no such order."


@app.post("/answer")
async def answer(body: Question):
    pages, order = await asyncio.gather(
        store.asimilarity_search(body.question), run_in_threadpool(lookup, body.question)
    )
    context = "\n".join([*(page.page_content for page in pages), order])
    reply = await llm.ainvoke(f"Context: {context}\nQuestion: {body.question}")
    return {"answer": reply.text}
