"""Row 14: files of the canvas over connections that stay open, beside nginx with one worker."""

import contextlib
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile

from . import servers
from .gateway_rows import rates
from .report import Unmeasured

SIZES = {"1 KiB": 1 << 10, "1 MiB": 1 << 20}
CONNECTIONS = 50
SECONDS = 2
ROUNDS = 5

CONFIG = """daemon off; worker_processes 1; error_log stderr crit; pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type application/octet-stream;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{port}; location /__openclaw__/canvas/ {{ alias {files}/; }} }}
}}
"""


def files(bench):
    """Both serve the same files under the same path, in turns."""
    wrk, nginx = program("wrk", "wrk"), program("nginx", "nginx-light")
    with tempfile.TemporaryDirectory() as folder:
        # nginx gives its worker an account of its own when root starts it.
        os.chmod(folder, 0o755)
        for name, size in SIZES.items():
            (pathlib.Path(folder) / file(name)).write_bytes(os.urandom(size))
        with servers.gateway(bench.build.gateway, canvas=folder) as (_, ours, _), peer(nginx, folder) as beside:
            for name in SIZES:
                results = [[rate(wrk, port, name) for port in (ours, beside)] for _ in range(ROUNDS)]
                pair = [statistics.median(side) for side in zip(*results)]
                yield rates(f"canvas file of {name}, {CONNECTIONS} connections", pair, "nginx", 0.6, 1)


def file(name):
    return name.replace(" ", "-") + ".bin"


def program(name, package):
    path = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")
    if not path:
        raise Unmeasured(f"{name} is missing: the Debian package {package} has it (make deps)")
    return path


@contextlib.contextmanager
def peer(nginx, files):
    """nginx on a port of its own, once it accepts connections; yields the port."""
    with tempfile.TemporaryDirectory() as folder:
        port = servers.free_port()
        config = pathlib.Path(folder) / "nginx.conf"
        config.write_text(CONFIG.format(folder=folder, port=port, files=files), encoding="utf-8")
        process = servers.spawn([nginx, "-p", folder, "-c", str(config)], dict(os.environ))
        try:
            servers.wait_for_listener(port)
            yield port
        finally:
            servers.end(process)


def rate(wrk, port, name):
    """Requests per second."""
    url = f"http://127.0.0.1:{port}/__openclaw__/canvas/{file(name)}"
    command = [wrk, "-t", "1", "-c", str(CONNECTIONS), "-d", str(SECONDS), url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output:
        raise Unmeasured(f"not every answer was 200: {output}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
