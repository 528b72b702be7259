# right: AnyIO's worker processes, in a task group, with a given order
from anyio import create_task_group, to_process

app = FastAPI()


@app.post("/embed")
async def embed_texts(body: Texts):
    vectors = [[]] * len(body.texts)

    async def compute(number: int, text: str) -> None:
        vectors[number] = await to_process.run_sync(embed, text)

    async with create_task_group() as group:
        for number, text in enumerate(body.texts):
            group.start_soon(compute, number, text)
    return {"vectors": vectors}


@app.get("/health")
async def health():
    return {"status": "ok"}
