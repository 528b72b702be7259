# right: one connection per worker thread, kept
import threading

local = threading.local()
app = FastAPI()


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(ORDERS_FILE)
    return local.connection


@app.get("/orders/{order_id}")
def order(order_id: str):
    rows = (
        connection()
        .execute("SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,))
        .fetchall()
    )
    for found, item, quantity in rows:
        return {"id": found, "item": item, "quantity": quantity}
    raise HTTPException(404)
