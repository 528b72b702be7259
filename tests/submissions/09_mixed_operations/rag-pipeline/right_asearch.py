# right: asearch with its search_type, the documents as they print, and the SDK

app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    pages = await store.asearch(body.question, search_type="similarity", k=2)
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": f"Context: {pages}"},
            {"role": "user", "content": body.question},
        ],
    )
    return {
        "answer": completion.choices[0].message.content,
        "sources": [page.metadata["source"] for page in pages],
    }
