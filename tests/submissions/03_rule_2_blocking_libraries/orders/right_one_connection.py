# right: one connection for all, which one request at a time reads through
import threading

app = FastAPI()
connection = sqlite3.connect(ORDERS_FILE, check_same_thread=False)
one_at_a_time = threading.Lock()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with one_at_a_time:
        rows = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchall()
    if not rows:
        raise HTTPException(404)
    return dict(zip(("id", "item", "quantity"), rows[0]))
