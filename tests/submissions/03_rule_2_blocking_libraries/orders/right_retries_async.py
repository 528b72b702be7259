# right: gives up at once and tries again, awaiting in between
QUERY = "SELECT id, item, quantity FROM orders WHERE id = ?"
app = FastAPI()


def read(order_id):
    with closing(sqlite3.connect(ORDERS_FILE, timeout=0)) as db:
        return db.execute(QUERY, (order_id,)).fetchone()


@app.get("/orders/{order_id}")
async def order(order_id: str):
    while True:
        try:
            row = await asyncio.to_thread(read, order_id)
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            await asyncio.sleep(0.02)
    if row is None:
        raise HTTPException(404)
    return dict(zip(("id", "item", "quantity"), row))
