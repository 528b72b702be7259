# right: a connection per request from a `def` dependency with `yield`
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends


def connection() -> Iterator[sqlite3.Connection]:
    # A dependency and its endpoint may run in different threads.
    connection = sqlite3.connect(ORDERS_FILE, check_same_thread=False)
    try:
        yield connection
    finally:
        connection.close()


app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str, db: Annotated[sqlite3.Connection, Depends(connection)]):
    row = db.execute("SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
