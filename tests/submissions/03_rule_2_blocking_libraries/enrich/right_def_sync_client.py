# right: a plain `def` endpoint with the synchronous client
from openai import OpenAI

sync_client = OpenAI()
app = FastAPI()


class Record(BaseModel):
    key: str
    title: str
    text: str


class Enriched(BaseModel):
    record: Record
    response: str


@app.post("/enrich")
def enrich(body: Message) -> Enriched:
    record = Record(**archive.lookup(body.message))
    completion = sync_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{record.title}: {record.text}\n{body.message}"}],
    )
    return Enriched(record=record, response=completion.choices[0].message.content)
