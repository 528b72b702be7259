# wrong: not-from-file
# says: a changed order was answered as it was before: it did not come from the file
from functools import lru_cache

app = FastAPI()


@lru_cache
def row_of(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        return connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchone()


@app.get("/orders/{order_id}")
def order(order_id: str):
    row = row_of(order_id)
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
