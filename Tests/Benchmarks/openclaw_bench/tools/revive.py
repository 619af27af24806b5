"""Kills the main processes of two gateways in turns, one under the user's systemd and one under openclaw's supervisor,
and prints for each manager the median time in milliseconds until the next process has said READY=1.

revive.py ROUNDS UNIT HOME      the supervisor's home, where it has a unit of the same name
"""

import json
import os
import pathlib
import signal
import socket
import statistics
import subprocess
import sys
import time


def systemd(unit):
    properties = "-p", "MainPID", "-p", "ActiveState", "-p", "ActiveEnterTimestampMonotonic"
    text = subprocess.run(["systemctl", "--user", "show", *properties, unit], capture_output=True, text=True, check=True)
    state = dict(line.split("=", 1) for line in text.stdout.splitlines())
    return state["ActiveState"] == "active", int(state["MainPID"]), int(state["ActiveEnterTimestampMonotonic"]) / 1e6


def revive_under_systemd(unit):
    """systemd notes by itself when READY=1 came: it is asked seldom, so that it has nothing else to do."""
    _, process, _ = systemd(unit)
    start = kill(process)
    while True:
        time.sleep(0.25)
        is_active, successor, ready = systemd(unit)
        if is_active and successor != process:
            return ready - start


def revive_under_supervisor(unit, control):
    """The supervisor tells each change when it comes."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(control))
        connection.sendall(json.dumps({"version": 1, "verb": "status", "unit": unit}).encode() + b"\n")
        states = (json.loads(line)["status"] for line in connection.makefile("rb"))
        process = next(states)["pid"]
        start = kill(process)
        next(state for state in states if state["state"] == "running" and state["pid"] != process)
        return time.monotonic() - start


def kill(process):
    if process <= 1:
        sys.exit("no gateway runs")
    start = time.monotonic()
    os.kill(process, signal.SIGKILL)
    return start


def main():
    rounds, unit, home = sys.argv[1:]
    control = pathlib.Path(home, ".local/state/openclaw/supervisor/control")
    seconds = [[revive_under_systemd(unit), revive_under_supervisor(unit, control)] for _ in range(int(rounds))]
    print(json.dumps([1000 * statistics.median(side) for side in zip(*seconds)]))


main()
