# right: AnyIO's fail_after, and an exception handler of the app

import anyio
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(TimeoutError)
async def too_late(request, error):
    return JSONResponse({"detail": "too late"}, status_code=504)


@app.post("/quick")
async def quick(body: Query):
    with anyio.fail_after(DEADLINE):
        return {"response": (await llm.ainvoke(body.query)).text}
