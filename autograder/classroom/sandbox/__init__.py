"""A sandbox for one submission: its code runs in there, and its verdicts are made out here.

    outside.py      what the trusted process has in hand: a `Sandbox`, its cells, its answers
    wire.py         HTTP to an answer in there
    limits.py       how much a submission may use, and the watch that ends what uses more
    bubblewrap.py   the files a sandbox sees: Python, the course's package, nothing else
    hosts           among them its /etc/hosts
    zygote.py       the process in there that has imported everything, and forks for each one
    namespaces.py   the system calls that give each its own processes, network and folders
    inside.py       what runs a submission's cells, and serves its answers to the checks

Only bytes cross: JSON lines about cells, the checks' HTTP, and what an answer asks the model.
"""
