"""Connects with Python's websockets to the gateway on a port, asks for its health, and prints both answers as JSON lines.

websockets_client.py PORT CONFIG        the token is read from the config file
"""

import asyncio
import json
import sys

import websockets


async def call(socket, identifier, method, parameters):
    """Sends a request and returns its response; events in between are passed over."""
    await socket.send(json.dumps({"type": "req", "id": identifier, "method": method, "params": parameters}))
    while True:
        frame = json.loads(await socket.recv())
        if frame["type"] == "res" and frame["id"] == identifier:
            return frame


async def main(port, config):
    with open(config, encoding="utf-8") as file:
        token = json.load(file)["gateway"]["auth"]["token"]
    client = {"id": "test", "version": "1", "platform": sys.platform, "mode": "test"}
    connect = {"minProtocol": 3, "maxProtocol": 3, "client": client, "caps": [], "auth": {"token": token}}
    async with websockets.connect(f"ws://127.0.0.1:{port}") as socket:
        challenge = json.loads(await socket.recv())
        assert challenge["event"] == "connect.challenge", challenge
        print(json.dumps(await call(socket, "1", "connect", connect)))
        print(json.dumps(await call(socket, "2", "health", {})))


asyncio.run(asyncio.wait_for(main(int(sys.argv[1]), sys.argv[2]), 10))
