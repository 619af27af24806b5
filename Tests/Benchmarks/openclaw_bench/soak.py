"""A gateway's long life: rounds of calls, crowds, connections that break off and edits of its configuration."""

import json
import pathlib
import socket
import time

from . import servers

CROWD = 500
BROKEN = 100
CALLING_SECONDS = 5
# What a round leaves behind has had its time to go: refused connections time out after ten seconds.
ROUND_SECONDS = 60


def soak(build, wsload, seconds):
    """Prints a line for each round, and at the end what has grown since the first."""
    servers.raise_descriptor_limit()
    with servers.gateway(build.gateway) as (process, port, _), servers.idle_client(port):
        first = None
        end = time.monotonic() + seconds
        print("minute  resident MiB  descriptors  processor s  calls/s")
        while time.monotonic() < end:
            start = time.monotonic()
            rate = live(process, port, wsload)
            time.sleep(max(0, start + ROUND_SECONDS - time.monotonic()))
            last = (servers.resident_bytes(process), servers.descriptor_count(process))
            first = first or last
            minutes = (time.monotonic() - end + seconds) / 60
            print(
                f"{minutes:6.0f}  {last[0] / 2**20:12.1f}  {last[1]:11}  {servers.processor_seconds(process):11.1f}"
                f"  {rate:7.0f}", flush=True)
        print(f"resident {last[0] / first[0]:.2f}x the first round's, descriptors {last[1] - first[1]:+d}")


def live(process, port, wsload):
    """One round; gives the calls a second."""
    rate = servers.load(wsload, port, 50, 8, CALLING_SECONDS, servers.HELLO)["rps"]
    servers.load(wsload, port, CROWD, 0, 1, servers.HELLO)
    for text in (b"", b"GET / HTTP/1.1\r\nHost: ", b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1"):
        for _ in range(BROKEN):
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(text)
    edit(process)
    return rate


def edit(process):
    """Has the gateway take over another log level, and then the one before."""
    environment = pathlib.Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    home = next(entry[5:].decode() for entry in environment if entry.startswith(b"HOME="))
    file = pathlib.Path(home, ".openclaw/openclaw.json")
    config = json.loads(file.read_text(encoding="utf-8"))
    level = config.get("logging", {}).get("level")
    config["logging"] = {"level": "info" if level == "warn" else "warn"}
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(config), encoding="utf-8")
    draft.chmod(0o600)
    draft.rename(file)
