# wrong: gives-up
# says: line 9: `connection.execute(…)` gave up while the file was locked
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE, timeout=0)) as connection:
        row = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
