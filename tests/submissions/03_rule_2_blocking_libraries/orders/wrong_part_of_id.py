# wrong: injection
# says: the id `1001` found an order, and no order has it
QUERY = "SELECT id, item, quantity FROM orders WHERE instr(id, ?) > 0"
app = FastAPI()


@app.get("/orders/{order_id}")
def order(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE)) as db:
        row = db.execute(QUERY, (order_id,)).fetchone()
    if row is None:
        raise HTTPException(404)
    return dict(zip(("id", "item", "quantity"), row))
