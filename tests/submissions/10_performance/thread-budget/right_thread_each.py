# right: a thread for each call, which reports back to the loop
import asyncio
import threading

app = FastAPI()
app.include_router(reports)


@app.get("/slow")
async def slow():
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def work():
        result = archive.process("the long report")
        loop.call_soon_threadsafe(done.set_result, result)

    threading.Thread(target=work, daemon=True).start()
    return {"result": await done}
