"""The rows about the embedded supervisor: 16 and 17."""

import contextlib
import json
import os
import pathlib
import shlex
import shutil
import socket
import subprocess
import tempfile
import time

from . import servers
from .report import Result, Unmeasured
from .timing import tool

# No delay is to be subtracted then: any other one systemd lengthens as it likes, by up to a quarter of a second.
HASTE = "[Service]\nRestartSec=0\n[Unit]\nStartLimitIntervalSec=0\n"
COUNT = 100


# The supervisor runs all that is enabled in its home: that of systemd's services would make two managers of them.
HOMES = {"systemd": "/home/alice", "supervisor": "/home/alice/aside"}


def reviving(bench, rounds=30):
    """Row 16: both managers on the same host, with the same drop-in, in turns."""
    host, unit = bench.host, "openclaw-gateway-revive.service"
    for manager, home in HOMES.items():
        folder = f"{home}/.config/systemd/user/{unit}.d"
        host.must(f"mkdir -p {folder} && printf %s {shlex.quote(HASTE)} >{folder}/bench.conf")
        host.must(f"HOME={home} openclaw --profile revive gateway install --manager {manager} --json")
    answer = host.must(f"python3 -c {shlex.quote(tool('revive.py'))} {rounds} {unit} {HOMES['supervisor']}")
    systemd, ours = json.loads(answer)
    texts = (f"{milliseconds:.1f} ms" for milliseconds in (ours, systemd))
    yield Result("SIGKILL to READY=1 without restart delay", *texts, "systemd", ours / systemd, 1.5, 1)


def memory(bench):
    """Row 17: what each holds is the least notify service there is."""
    if not shutil.which("supervisord"):
        raise Unmeasured("supervisord is missing: the Debian package supervisor has it (make deps)")
    stub = bench.peers.tool("notifier")
    with supervisor(bench.build.openclaw, stub) as ours, supervisord(stub) as peer:
        time.sleep(5)
        pair = servers.resident_bytes(ours), servers.resident_bytes(peer)
    texts = (f"{size / 1e6:.1f} MB" for size in pair)
    yield Result(f"supervisor of {COUNT}, resident", *texts, "supervisord", pair[0] / pair[1], 0.3, 0.15)


@contextlib.contextmanager
def supervisor(program, stub):
    """Ours, in a home of its own with COUNT enabled units; yields its process once all run."""
    with tempfile.TemporaryDirectory() as home:
        units = pathlib.Path(home, ".config/systemd/user")
        (units / "default.target.wants").mkdir(parents=True)
        for number in range(COUNT):
            unit = units / f"openclaw-gateway-bench{number}.service"
            unit.write_text(
                f"[Service]\nType=notify\nExecStart={stub} gateway\nRestart=always\n[Install]\nWantedBy=default.target\n",
                encoding="ascii")
            (units / "default.target.wants" / unit.name).symlink_to(unit)
        process = servers.spawn([str(program), "supervisor", "run"], {"HOME": home, "PATH": os.environ["PATH"]})
        with ended(process):
            wait_for_children(process)
            yield process


@contextlib.contextmanager
def supervisord(stub):
    """Debian's, with COUNT programs; yields its process once all run."""
    with tempfile.TemporaryDirectory() as home, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
        notices.bind(f"{home}/notify")
        config = pathlib.Path(home, "supervisord.conf")
        config.write_text(
            f"[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile={home}/pid\n"
            f"childlogdir={home}\n"
            f"[unix_http_server]\nfile={home}/control\n"
            "[rpcinterface:supervisor]\n"
            "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n"
            f"[program:bench]\ncommand={stub} gateway\nprocess_name=%(process_num)d\nnumprocs={COUNT}\n"
            f"autorestart=true\nenvironment=NOTIFY_SOCKET=\"{home}/notify\"\n",
            encoding="ascii")
        process = servers.spawn([shutil.which("supervisord"), "-c", str(config)], dict(os.environ))
        with ended(process):
            for _ in range(COUNT):
                notices.recv(64)
            yield process


@contextlib.contextmanager
def ended(process):
    """Ends a manager afterwards, which ends all it holds first."""
    try:
        yield
    finally:
        servers.end(process)


def wait_for_children(process):
    deadline = time.monotonic() + 60
    children = pathlib.Path(f"/proc/{process}/task/{process}/children")
    while len(children.read_text(encoding="ascii").split()) < COUNT:
        if time.monotonic() > deadline:
            raise Unmeasured(f"{COUNT} services have not started within a minute")
        time.sleep(0.05)
