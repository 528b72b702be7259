# right: a middleware of plain ASGI races every request against its leaving

app = FastAPI()


class Leaving:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        body = []
        while True:
            message = await receive()
            body.append(message)
            if not message.get("more_body"):
                break
        gone = asyncio.Event()

        async def watch():
            while (await receive())["type"] != "http.disconnect":
                pass
            gone.set()

        async def received():
            if body:
                return body.pop(0)
            await gone.wait()
            return {"type": "http.disconnect"}

        serving = asyncio.create_task(self.app(scope, received, send))
        watching = asyncio.create_task(watch())
        await asyncio.wait({serving, watching}, return_when=asyncio.FIRST_COMPLETED)
        watching.cancel()
        if not serving.done():
            serving.cancel()
        try:
            await serving
        except asyncio.CancelledError:
            pass


app.add_middleware(Leaving)


@app.post("/long")
async def long(body: Message):
    return {"response": (await llm.ainvoke(body.message)).text}
