"""The rows about commands: 1 to 5 and 18."""

from .report import Result
from .timing import here, median_times

COMMANDS = ("--version", "--help", "completion bash")
UNIT = "openclaw-gateway.service"


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
    pair = median_times(bench.host.must, commands, runs=100)
    yield times(f"gateway status {flags}", pair, "systemctl show", must, aim)


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


def peak(bench):
    """Row 18."""
    words = ("--help", "completion bash", "profiles list", "gateway health", "gateway status --deep", "gateway install",
             "gateway install --force", "gateway restart")
    commands = [f"openclaw {command}" for command in words]
    tool = "/usr/local/libexec/openclaw/peak"
    peaks = {command: int(bench.host.must(f"{tool} {command}")) for command in commands}
    worst = max(peaks, key=peaks.get)
    beside = int(bench.host.must(f"{tool} systemctl --user show {UNIT}"))
    ours = peaks[worst]
    texts = (f"{size / 1024:.1f} MiB" for size in (ours, beside))
    yield Result(f"peak of {worst}", *texts, "systemctl show", ours / beside, 5, 2)
