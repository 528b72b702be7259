# right: a `def` endpoint with a connection of its own
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        connection.row_factory = sqlite3.Row
        row = connection.execute("SELECT * FROM orders WHERE id = :id", {"id": order_id}).fetchone()
    if row is None:
        raise HTTPException(404)
    return dict(row)
