"""A gateway of this build, and its peer, serving on ports of this machine; and what the kernel says of them."""

import contextlib
import json
import os
import pathlib
import resource
import signal
import socket
import subprocess
import tempfile
import time

from .report import Unmeasured

TOKEN = "bench" * 10
CLIENT = {"id": "test", "version": "1", "platform": "linux", "mode": "test"}
CONNECT = {"minProtocol": 3, "maxProtocol": 3, "client": CLIENT, "caps": [], "auth": {"token": TOKEN}}
HELLO = json.dumps({"type": "req", "id": "1", "method": "connect", "params": CONNECT})
HEALTH = json.dumps({"type": "req", "id": "2", "method": "health", "params": {}})


@contextlib.contextmanager
def gateway(program, canvas=None):
    """A gateway with an empty home, from exec to READY=1; yields (process, port, seconds until ready).

    `canvas` is the folder that it serves, when it is not to make one.
    """
    with tempfile.TemporaryDirectory() as home, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
        notices.bind(f"{home}/notify")
        notices.settimeout(10)
        port = free_port()
        write_config(pathlib.Path(home), port, canvas)
        environment = {"HOME": home, "PATH": os.environ["PATH"], "NOTIFY_SOCKET": f"{home}/notify"}
        start = time.perf_counter()
        process = spawn([str(program), "gateway", "--port", str(port)], environment)
        while b"READY=1" not in notices.recv(4096):
            pass
        try:
            yield process, port, time.perf_counter() - start
        finally:
            end(process)


@contextlib.contextmanager
def on_one_processor():
    """Keeps this process, and what it starts, on one of its processors."""
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(all_of_them)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_of_them)


@contextlib.contextmanager
def peer(program):
    """nio-rpc, once it accepts connections; yields (process, port)."""
    port = free_port()
    process = spawn([str(program), str(port)], dict(os.environ))
    try:
        wait_for_listener(port)
        yield process, port
    finally:
        end(process)


def spawn(vector, environment):
    """Starts a program with its output thrown away: `posix_spawn(3)`, as little between the clock and the program."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, 1, 2)]
    return os.posix_spawn(vector[0], vector, environment, file_actions=silent)


def end(process):
    os.kill(process, signal.SIGTERM)
    os.waitpid(process, 0)


def write_config(home, port, canvas):
    folder = home / ".openclaw"
    folder.mkdir(mode=0o700)
    config = {"gateway": {"mode": "local", "port": port, "auth": {"mode": "token", "token": TOKEN}}}
    if canvas:
        config["canvasHost"] = {"root": str(canvas)}
    (folder / "openclaw.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "openclaw.json").chmod(0o600)


def free_port():
    """A base whose derived ports are out of the way of other listeners, most likely."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_listener(port):
    deadline = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def text_frame(text):
    """A final text frame with a 16-bit length and a masking key of zeros."""
    return b"\x81\xfe" + len(text).to_bytes(2, "big") + bytes(4) + text.encode()


def admitted(port):
    """A connection that has said hello."""
    upgrade = (
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(upgrade.encode() + text_frame(HELLO))
    answer = b""
    while b'"hello-ok"' not in answer:
        answer += connection.recv(65536)
    return connection


@contextlib.contextmanager
def idle_client(port):
    """A client that has said hello and then is silent."""
    with admitted(port) as connection:
        yield connection


def resident_bytes(process):
    rollup = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return 1024 * int(next(line for line in rollup.splitlines() if line.startswith("Rss:")).split()[1])


def processor_seconds(process):
    """Time on a processor, of all threads, in the kernel's nanoseconds."""
    return sum(
        int((task / "schedstat").read_text(encoding="ascii").split()[0]) for task in
        pathlib.Path(f"/proc/{process}/task").iterdir()) / 1e9


def load(wsload, port, connections, depth, seconds, hello):
    """What the load generator measured."""
    return report(begin_load(wsload, port, connections, depth, seconds, hello))


def begin_load(wsload, port, connections, depth, seconds, hello):
    """The load generator at work; its connections are idle when they keep no request in flight."""
    arguments = [wsload, str(port), "/", str(connections), str(depth), str(seconds), hello, HEALTH]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def report(generator):
    """What a load generator says at its end."""
    output, problem = generator.communicate()
    if generator.returncode != 0:
        raise Unmeasured(f"the load generator says: {problem}")
    return json.loads(output)


def raise_descriptor_limit():
    """As many descriptors as the system allows, for this process and those it starts."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def descriptor_count(process):
    return len(os.listdir(f"/proc/{process}/fd"))
