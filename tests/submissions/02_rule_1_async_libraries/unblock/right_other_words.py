# right: the request for a summary stands in a message of its own

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": "Write a summary of the user's text."},
            {"role": "user", "content": body.text},
        ],
    )
    return {"summary": completion.choices[0].message.content}
