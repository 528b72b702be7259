# wrong: changed-mode
# says: your app has put the file of orders into another journal mode: `wal`

app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str) -> dict[str, str | int]:
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        row = connection.execute(
            "SELECT id, item, quantity FROM orders WHERE id = ?", (order_id,)
        ).fetchone()
    if row is None:
        raise HTTPException(404, "there is no such order")
    return dict(zip(("id", "item", "quantity"), row, strict=True))
