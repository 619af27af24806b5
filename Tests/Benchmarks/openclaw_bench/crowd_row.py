"""Row 11: what an idle connection costs the server."""

import time

from . import servers
from .report import Result, Unmeasured

CLIENTS = 10_000
WARMING = 100
# For what so many arrivals cause to be told to everyone.
SETTLING_SECONDS = 5


def idle_connections(bench):
    servers.raise_descriptor_limit()
    with servers.gateway(bench.build.gateway) as (process, port, _):
        ours = bytes_each(bench.wsload, process, port, servers.HELLO)
    with servers.peer(bench.nio_rpc) as (process, port):
        beside = bytes_each(bench.wsload, process, port, "")
    texts = (f"{size:.0f} B" for size in (ours, beside))
    yield Result(f"{CLIENTS} idle connections, each", *texts, "nio-rpc", ours / beside, 0.5, 0.25)


def bytes_each(wsload, process, port, hello):
    """By how much the resident memory grows with each connection that is upgraded, and admitted where that takes a hello.

    A few come and go before, so that the code it takes is resident already.
    """
    servers.load(wsload, port, WARMING, 0, 0.1, hello)
    before, open_before = servers.resident_bytes(process), servers.descriptor_count(process)
    crowd = servers.begin_load(wsload, port, CLIENTS, 0, 2 * SETTLING_SECONDS, hello)
    while servers.descriptor_count(process) < open_before + CLIENTS and crowd.poll() is None:
        time.sleep(0.1)
    time.sleep(SETTLING_SECONDS)
    grown = servers.resident_bytes(process) - before
    if servers.report(crowd)["ready"] != CLIENTS:
        raise Unmeasured(f"not all of {CLIENTS} connections were had")
    return grown / CLIENTS
