# wrong: crash
# says: line 8: `kind, number` raised ValueError
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    kind, number = order_id.split("-")
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        row = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (f"{kind}-{number}",)
        ).fetchone()
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
