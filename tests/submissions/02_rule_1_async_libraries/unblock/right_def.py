# right: drops the `async`: FastAPI runs the endpoint in a thread

app = FastAPI()


@app.post("/summarize")
def summarize(body: Text) -> dict[str, str]:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
    )
    return {"summary": completion.choices[0].message.content}
