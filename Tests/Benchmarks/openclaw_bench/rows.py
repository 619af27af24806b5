"""The rows of the table, by their numbers in the performance reference."""

import contextlib
import functools
import statistics
import time

from . import host, servers
from .report import Result, Unmeasured
from .timing import here, median_times

COMMANDS = ("--version", "--help", "completion bash")
TRIVIAL = "[Service]\nType=notify\nExecStart=/usr/local/libexec/openclaw/notifier\n[Install]\nWantedBy=default.target\n"
UNIT = "openclaw-gateway.service"


class Bench:
    """What the rows share; the host is booted for the first row that asks for it."""

    def __init__(self, build, peers):
        self.build = build
        self.peers = peers
        self.open = contextlib.ExitStack()

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        return self.open.__exit__(*problem)

    @functools.cached_property
    def host(self):
        """A booted host on which alice's default gateway runs beside a trivial notify service."""
        if reason := host.obstacle():
            raise Unmeasured(f"no throwaway host here: {reason}")
        programs = [self.build.openclaw, self.build.gateway, self.peers.tool("notifier"), self.peers.tool("peak")]
        booted = self.open.enter_context(host.Host(programs))
        booted.must("openclaw gateway install --json")
        booted.must(f"cat >~/.config/systemd/user/trivial.service <<'END'\n{TRIVIAL}END\n")
        return booted

    @functools.cached_property
    def wsload(self):
        return self.peers.wsload() or self.absent("wsload.c", "the load generator")

    @functools.cached_property
    def nio_rpc(self):
        return self.peers.nio_rpc() or self.absent("peers/nio-rpc", "the SwiftNIO peer")

    def absent(self, name, what):
        raise Unmeasured(f"{what} ({name}) is not in {self.peers.folder}, or could not be built")


def times(what, pair, peer, must, aim):
    """A result for two times in milliseconds."""
    ours, beside = pair
    return Result(what, f"{ours:.2f} ms", f"{beside:.2f} ms", peer, ours / beside, must, aim)


def starting(bench):
    """Row 1."""
    commands = [f"{bench.build.openclaw} {words}" for words in COMMANDS]
    *ours, beside = median_times(here, [*commands, "systemctl --version"], runs=200)
    for words, time_taken in zip(COMMANDS, ours):
        yield times(f"openclaw {words}", (time_taken, beside), "systemctl --version", 2.0, 1.3)


def status(bench, flags, must, aim):
    """Rows 2 and 3."""
    commands = [f"openclaw gateway status {flags} --json", f"systemctl --user show {UNIT}"]
    yield times(f"gateway status {flags}", median_times(bench.host.must, commands, runs=100), "systemctl show", must, aim)


def deep_status(bench):
    """Row 4."""
    command = ["openclaw gateway status --deep --json"]
    [alone] = median_times(bench.host.must, command)
    bench.host.must("for n in $(seq 99); do openclaw --profile p$n gateway install --json >/dev/null || exit; done")
    [among] = median_times(bench.host.must, command)
    yield times("status --deep, 100 profiles", (among, alone), "1 profile", 3.0, 1.5)
    bench.host.must("for n in $(seq 99); do openclaw --profile p$n gateway uninstall --json >/dev/null || exit; done")


def installing(bench):
    """Row 5."""
    restart = "systemctl --user daemon-reload && systemctl --user enable -q trivial && systemctl --user restart trivial"
    commands = ["openclaw gateway install --force --json", f"sh -c '{restart}'"]
    pair = median_times(bench.host.must, commands, runs=30)
    yield times("gateway install --force until ready", pair, "reload, enable, restart", 1.5, 1.1)


def readiness(bench):
    """Row 6."""
    ready, true = [], []
    for _ in range(40):
        with servers.gateway(bench.build.gateway) as (_, _, seconds):
            ready.append(1000 * seconds)
        start = time.perf_counter()
        servers.os.waitpid(servers.spawn(["/bin/true"], {}), 0)
        true.append(1000 * (time.perf_counter() - start))
    ours, beside = statistics.median(ready), statistics.median(true)
    yield Result("gateway exec to READY=1", f"{ours:.2f} ms", f"{beside:.2f} ms", "/bin/true", ours - beside, 15, 6, unit=" ms")


def memory(bench):
    """Row 7."""
    with servers.gateway(bench.build.gateway) as (ours, _, _), servers.peer(bench.nio_rpc) as (peer, _):
        time.sleep(1)
        pair = servers.resident_bytes(ours), servers.resident_bytes(peer)
    yield Result("idle gateway, resident", *(f"{size / 1e6:.1f} MB" for size in pair), "nio-rpc", pair[0] / pair[1], 0.8, 0.5)


def idle(bench, seconds=60):
    """Row 8, over one minute instead of ten."""
    with servers.gateway(bench.build.gateway) as (process, port, _), servers.idle_client(port):
        before = servers.processor_seconds(process)
        time.sleep(seconds)
        share = 100 * (servers.processor_seconds(process) - before) / seconds
    yield Result(f"idle CPU over {seconds} s", f"{share:.3f} %", "100 %", "a core", share, 0.1, 0.02, unit=" %")


def calls(bench, connections, depth, must, aim, rounds=3, seconds=2):
    """Rows 9 and 10: the two servers take turns."""
    rates = []
    with servers.gateway(bench.build.gateway) as (_, ours, _), servers.peer(bench.nio_rpc) as (_, peer):
        for _ in range(rounds):
            sides = ((ours, servers.HELLO), (peer, ""))
            rates.append([servers.load(bench.wsload, port, connections, depth, seconds, hello)["rps"] for port, hello in sides])
    pair = [statistics.median(side) for side in zip(*rates)]
    texts = (f"{rate / 1000:.1f} k/s" for rate in pair)
    yield Result(f"health calls, {connections} x {depth}", *texts, "nio-rpc", pair[0] / pair[1], must, aim, more_is_better=True)


def few_calls(bench):
    """Row 10."""
    yield from calls(bench, 50, 1, 1.3, 2)
    yield from calls(bench, 1, 1, 1.3, 2)


def connecting(bench, connections=500, rounds=5):
    """Row 12."""
    rates = []
    with servers.gateway(bench.build.gateway) as (_, ours, _), servers.peer(bench.nio_rpc) as (_, peer):
        for _ in range(rounds):
            sides = ((ours, servers.HELLO), (peer, ""))
            answers = [servers.load(bench.wsload, port, connections, 1, 0.1, hello) for port, hello in sides]
            rates.append([connections / answer["connect_s"] for answer in answers])
    pair = [statistics.median(side) for side in zip(*rates)]
    texts = (f"{rate / 1000:.1f} k/s" for rate in pair)
    yield Result("connect to hello-ok", *texts, "nio-rpc upgrade alone", pair[0] / pair[1], 0.7, 1, more_is_better=True)


def peak(bench):
    """Row 18."""
    commands = ["openclaw --help", "openclaw completion bash", "openclaw profiles list --json", "openclaw gateway health",
                "openclaw gateway status --deep --json", "openclaw gateway install --json", "openclaw gateway restart"]
    tool = "/usr/local/libexec/openclaw/peak"
    peaks = {command: int(bench.host.must(f"{tool} {command}")) for command in commands}
    worst = max(peaks, key=peaks.get)
    beside = int(bench.host.must(f"{tool} systemctl --user show {UNIT}"))
    ours = peaks[worst]
    yield Result(f"peak of {worst}", f"{ours / 1024:.1f} MiB", f"{beside / 1024:.1f} MiB", "systemctl show", ours / beside, 5, 2)


ROWS = {
    1: starting,
    2: lambda bench: status(bench, "--no-probe", 2.0, 1.2),
    3: lambda bench: status(bench, "", 3.0, 1.6),
    4: deep_status,
    5: installing,
    6: readiness,
    7: memory,
    8: idle,
    9: lambda bench: calls(bench, 50, 8, 2, 5),
    10: few_calls,
    12: connecting,
    18: peak,
}
