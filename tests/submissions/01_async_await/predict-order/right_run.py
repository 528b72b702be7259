# right: the program itself, run in a thread of its own

import threading

answer = []


async def visit(name):
    answer.append(f"{name} sits down")
    await asyncio.sleep(0)
    answer.append(f"{name} drinks a coffee")
    answer.append(f"{name} leaves")


async def main():
    ada = visit("Ada")
    answer.append("the doors open")
    bob = asyncio.create_task(visit("Bob"))
    answer.append("a table is free")
    await ada
    await bob
    answer.append("the doors close")


thread = threading.Thread(target=lambda: asyncio.run(main()))
thread.start()
thread.join()
