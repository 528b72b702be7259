# right: the blocking call stands in a plain dependency

from typing import Annotated

from fastapi import Depends

app = FastAPI()


def summary_of(body: Text) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
    )
    return completion.choices[0].message.content


@app.post("/summarize")
async def summarize(summary: Annotated[str, Depends(summary_of)]) -> dict[str, str]:
    return {"summary": summary}
