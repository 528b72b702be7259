# wrong: crash
# says: line 12: `row[0]` raised TypeError: 'NoneType' object is not subscriptable
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        row = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchone()
    return {"id": row[0], "item": row[1], "quantity": row[2]}
