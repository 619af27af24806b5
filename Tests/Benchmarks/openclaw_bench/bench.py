"""What the rows share."""

import contextlib
import functools

from . import host
from .report import Unmeasured

TRIVIAL = "[Service]\nType=notify\nExecStart=/usr/local/libexec/openclaw/notifier\n[Install]\nWantedBy=default.target\n"


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
