# wrong: no-404
# says: an order that is not in the file was answered with 200, not with 404
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        row = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchone()
    return row and {"id": row[0], "item": row[1], "quantity": row[2]}
