# wrong: other-thread
# says: line 9: `connection.execute(…)` uses a connection that another thread has made
app = FastAPI()
connection = sqlite3.connect(ORDERS_FILE)


@app.get("/orders/{order_id}")
def order(order_id: str):
    row = connection.execute(
        "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
    ).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
