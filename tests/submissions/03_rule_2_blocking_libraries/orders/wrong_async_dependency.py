# wrong: loop-held
# says: line 11: `connection.execute(…)` held the event loop while others waited
from fastapi import Depends

app = FastAPI()


async def row_of(order_id: str):
    with closing(sqlite3.connect(ORDERS_FILE)) as connection:
        statement = "SELECT id, item, quantity FROM orders WHERE id = ?"
        return connection.execute(statement, (order_id,)).fetchone()


@app.get("/orders/{order_id}")
def order(row=Depends(row_of)):
    if row is None:
        raise HTTPException(404)
    return {"id": row[0], "item": row[1], "quantity": row[2]}
