"""The rows about the gateway: 6 to 10 and 12."""

import os
import statistics
import time

from . import servers
from .report import Result


def readiness(bench):
    """Row 6."""
    ready, true = [], []
    for _ in range(40):
        with servers.gateway(bench.build.gateway) as (_, _, seconds):
            ready.append(1000 * seconds)
        start = time.perf_counter()
        os.waitpid(servers.spawn(["/bin/true"], {}), 0)
        true.append(1000 * (time.perf_counter() - start))
    ours, beside = statistics.median(ready), statistics.median(true)
    texts = (f"{milliseconds:.2f} ms" for milliseconds in (ours, beside))
    yield Result("gateway exec to READY=1", *texts, "/bin/true", ours - beside, 15, 6, unit=" ms")


def memory(bench):
    """Row 7."""
    with servers.gateway(bench.build.gateway) as (ours, _, _), servers.peer(bench.nio_rpc) as (peer, _):
        time.sleep(1)
        pair = servers.resident_bytes(ours), servers.resident_bytes(peer)
    texts = (f"{size / 1e6:.1f} MB" for size in pair)
    yield Result("idle gateway, resident", *texts, "nio-rpc", pair[0] / pair[1], 0.8, 0.5)


def idle(bench, seconds=60):
    """Row 8, over one minute instead of ten."""
    with servers.gateway(bench.build.gateway) as (process, port, _), servers.idle_client(port):
        before = servers.processor_seconds(process)
        time.sleep(seconds)
        share = 100 * (servers.processor_seconds(process) - before) / seconds
    yield Result(f"idle CPU over {seconds} s", f"{share:.3f} %", "100 %", "a core", share, 0.1, 0.02, unit=" %")


def in_turns(bench, measure, rounds):
    """The medians of a measurement of both servers, (port, hello) -> number, taken in turns."""
    with servers.gateway(bench.build.gateway) as (_, ours, _), servers.peer(bench.nio_rpc) as (_, peer):
        results = [[measure(ours, servers.HELLO), measure(peer, "")] for _ in range(rounds)]
    return [statistics.median(side) for side in zip(*results)]


def rates(what, pair, peer, must, aim):
    """A result for two rates per second."""
    texts = (f"{rate / 1000:.1f} k/s" for rate in pair)
    return Result(what, *texts, peer, pair[0] / pair[1], must, aim, more_is_better=True)


def calls(bench, connections, depth, must, aim):
    """Rows 9 and 10."""
    def measure(port, hello):
        return servers.load(bench.wsload, port, connections, depth, 2, hello)["rps"]
    yield rates(f"health calls, {connections} x {depth}", in_turns(bench, measure, 3), "nio-rpc", must, aim)


def few_calls(bench):
    """Row 10."""
    yield from calls(bench, 50, 1, 1.3, 2)
    # One call at a time measures who wakes whom: on one processor that does not depend on where the scheduler puts them.
    with servers.on_one_processor():
        yield from calls(bench, 1, 1, 1.3, 2)


def connecting(bench, connections=500):
    """Row 12."""
    def measure(port, hello):
        return connections / servers.load(bench.wsload, port, connections, 1, 0.1, hello)["connect_s"]
    yield rates("connect to hello-ok", in_turns(bench, measure, 5), "nio-rpc upgrade alone", 0.7, 1)
