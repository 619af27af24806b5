"""Row 13: one presence event to many clients, beside the bare writes of the same bytes."""

import contextlib
import json
import os
import select
import socket
import statistics
import time

from . import servers
from .report import Result

CLIENTS = 1000
ROUNDS = 15
# So long that all that connecting has caused is told, and the next event is not held back for it.
QUIET_SECONDS = 2


def presence(bench):
    with servers.gateway(bench.build.gateway) as (_, port, _), servers.admitted(port) as sender:
        clients = [servers.admitted(port) for _ in range(CLIENTS)]
        time.sleep(QUIET_SECONDS)
        drain(clients)
        size = event_size(sender, clients)
        ours = [milliseconds(clients, size, lambda: announce(sender, 9)) for _ in range(ROUNDS)]
        for client in clients:
            client.close()
    with writer(size) as receivers:
        beside = [milliseconds(receivers, size, lambda: receivers[0].sendall(b"!")) for _ in range(ROUNDS)]
    pair = statistics.median(ours), statistics.median(beside)
    texts = (f"{value:.1f} ms" for value in pair)
    what = f"presence ({size / 1000:.0f} kB) to {CLIENTS} clients"
    yield Result(what, *texts, "one write each", pair[0] / pair[1], 2, 1.3)


def announce(sender, number):
    """Makes the gateway tell everyone of a machine; each time with as many bytes, when the number has as many digits."""
    event = {"text": "bench", "instanceId": "bench", "lastInputSeconds": number}
    sender.sendall(servers.text_frame(json.dumps({"type": "req", "id": "2", "method": "system-event", "params": event})))


def event_size(sender, clients):
    """How many bytes one event is for each client."""
    announce(sender, 9)
    select.select(clients[:1], [], [], 10)
    time.sleep(1)
    size = len(clients[0].recv(1 << 22))
    drain(clients + [sender])
    return size


def drain(clients):
    for client in clients:
        client.setblocking(False)
        try:
            while client.recv(1 << 20):
                pass
        except BlockingIOError:
            pass


def milliseconds(receivers, size, start):
    """From the first byte to the last, when every receiver gets as many; a few that vary with numbers aside."""
    poll = select.epoll()
    left = {receiver.fileno(): size - 16 for receiver in receivers}
    by_number = {receiver.fileno(): receiver for receiver in receivers}
    for receiver in receivers:
        poll.register(receiver, select.EPOLLIN)
    start()
    poll.poll(10)
    begin = time.perf_counter()
    while left:
        for number, _ in poll.poll(10):
            left[number] = left.get(number, 0) - len(by_number[number].recv(1 << 20))
            if left[number] <= 0:
                del left[number]
    taken = 1000 * (time.perf_counter() - begin)
    poll.close()
    time.sleep(0.3)
    drain(receivers)
    return taken


@contextlib.contextmanager
def writer(size):
    """A process that does nothing but write so many bytes to each of its connections when told; yields their other ends."""
    with socket.create_server(("127.0.0.1", 0), backlog=CLIENTS) as listener:
        process = os.fork()
        if process == 0:
            write_on_demand(listener, bytes(size))
            os._exit(0)
        receivers = [socket.create_connection(listener.getsockname()) for _ in range(CLIENTS)]
    yield receivers
    for receiver in receivers:
        receiver.close()
    os.waitpid(process, 0)


def write_on_demand(listener, content):
    connections = [listener.accept()[0] for _ in range(CLIENTS)]
    # Each byte on the first connection asks for one round; its end is the end.
    while connections[0].recv(1):
        for connection in connections:
            connection.sendall(content)
