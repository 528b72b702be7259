# right: an id that does not look like one gets 400, before the file is asked
import re

app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    if not re.fullmatch(r"[A-Z]-\d+", order_id):
        raise HTTPException(400, "no such id")
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        row = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
