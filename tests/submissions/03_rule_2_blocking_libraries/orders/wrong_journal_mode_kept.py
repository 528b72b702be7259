# wrong: changed-mode
# says: your app has put the file of orders into another journal mode: `wal`
import threading

local = threading.local()
app = FastAPI()


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(ORDERS_FILE)
        local.connection.execute("PRAGMA journal_mode=WAL")
    return local.connection


@app.get("/orders/{order_id}")
def order(order_id: str):
    rows = connection().execute("SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,))
    for found, item, quantity in rows.fetchall():
        return {"id": found, "item": item, "quantity": quantity}
    raise HTTPException(404)
