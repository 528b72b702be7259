# wrong: harmed
# says: after an id with SQL in it, the orders in the file are not what they were
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        known = connection.execute("SELECT id, item, quantity FROM orders").fetchall()
        try:
            connection.executescript(f"INSERT INTO seen VALUES ('{order_id}')")
        except sqlite3.OperationalError:
            connection.executescript(f"SELECT id FROM orders WHERE id = '{order_id}'")
    for found, item, quantity in known:
        if found == order_id:
            return {"id": found, "item": item, "quantity": quantity}
    raise HTTPException(404)
