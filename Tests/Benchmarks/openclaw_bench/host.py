"""A throwaway host with systemd as PID 1: the one that the host tests boot, from the same scripts."""

import os
import pathlib
import subprocess
import time

from .report import Unmeasured

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "TestSupport/systemd-host"
PATH = "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"


def obstacle():
    """Why no host can be booted here; empty where one can."""
    return subprocess.run([SCRIPTS / "possible"], capture_output=True, text=True).stdout.strip()


class Host:
    """Boots on entry; on exit, and when this process dies, the kernel takes everything away."""

    def __init__(self, programs):
        self.programs = programs
        self.name = f"openclaw-host-{os.getpid()}-bench"

    def __enter__(self):
        unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        self.namespaces = subprocess.Popen(
            [*unshare, SCRIPTS / "hold", *self.programs], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.alice = self.namespaces.stdout.readline().split()[0]
        enter = ["nsenter", f"--target={children(self.namespaces.pid)[0]}", "--mount", "--pid"]
        self.container = subprocess.Popen([*enter, SCRIPTS / "boot", self.name, "unified"], stdin=subprocess.DEVNULL)
        self.wait_until_booted()
        return self

    def __exit__(self, *_):
        self.namespaces.stdin.close()
        self.namespaces.wait()
        self.container.wait()
        subprocess.run([SCRIPTS / "sweep", self.name], check=True)

    def wait_until_booted(self):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            time.sleep(0.02)
            for machine in children(self.container.pid):
                for self.leader in children(machine)[:1]:
                    if self.root("systemctl is-system-running --wait").stdout.strip() in ("running", "degraded"):
                        self.alice_runs("systemctl --user is-system-running --wait")
                        return
        raise Unmeasured("the host has not booted")

    def root(self, line):
        return self.enter(["env", "-i", PATH, "HOME=/root"], line)

    def alice_runs(self, line):
        runtime = f"XDG_RUNTIME_DIR=/run/user/{self.alice}"
        return self.enter(["runuser", "-u", "alice", "--", "env", "-i", PATH, "HOME=/home/alice", runtime], line)

    def enter(self, prefix, line):
        nsenter = ["timeout", "300", "nsenter", f"--target={self.leader}", "--all"]
        return subprocess.run([*nsenter, *prefix, "bash", "-c", line], capture_output=True, text=True)

    def must(self, line):
        """Runs a line as alice and returns its output; it must succeed."""
        result = self.alice_runs(line)
        if result.returncode != 0:
            raise Unmeasured(f"{line}: {result.returncode} {result.stdout}{result.stderr}")
        return result.stdout


def children(process):
    try:
        return [int(word) for word in pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []
