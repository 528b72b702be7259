# right: limits the HTTP client that all calls go through

import openai

# The limit stands where the calls leave: in the HTTP client of a client of the app's own.
Http = openai.DefaultAsyncHttpxClient


class Limited(Http):
    def __init__(self):
        super().__init__()
        self.places = asyncio.Semaphore(LIMIT)

    async def send(self, request, **options):
        async with self.places:
            return await super().send(request, **options)


limited = AsyncOpenAI(http_client=Limited())
app = FastAPI()


async def summarize(document):
    completion = await limited.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": document}]
    )
    return completion.choices[0].message.content


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(summarize(document)) for document in body.documents]
    return {"summaries": [task.result() for task in tasks]}
