# right: reads all rows and compares in Python, in AnyIO's threads
from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

router = APIRouter(prefix="/orders")


def all_orders():
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        return connection.execute("SELECT id, item, quantity FROM orders").fetchall()


@router.get("/{order_id}")
async def order(order_id: str):
    by_id = {row[0]: row for row in await run_in_threadpool(all_orders)}
    if order_id not in by_id:
        return JSONResponse({"detail": "not here"}, status_code=404)
    return dict(zip(("id", "item", "quantity"), by_id[order_id]))


app = FastAPI()
app.include_router(router)
