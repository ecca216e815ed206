# SPDX-License-Identifier: GPL-3.0-or-later
"""A wire between courier and gateway that can be cut.

The courier always finds it at the same port, wherever the gateway is just then, and it can be told to
cut a connection after so many bytes up or down, or to swallow what comes back.
"""

import socket
import threading


class Relay:
    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.target = None  # port of the gateway; None: the cable is out
        self.plan = []  # one dict for each of the next connections: up, down: bytes until the cut
        self.lock = threading.Lock()
        self.up = self.down = self.connections = self.cuts = 0
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                plan = self.plan.pop(0) if self.plan else {}
                self.connections += 1
            try:
                server = socket.create_connection(("127.0.0.1", self.target or 1))
            except OSError:
                client.close()
                continue
            for args in ((client, server, "up", plan.get("up")),
                         (server, client, "down", plan.get("down"))):
                threading.Thread(target=self.pump, args=args, daemon=True).start()

    def pump(self, source, sink, way, limit):
        passed = 0
        try:
            while data := source.recv(16384):
                passed += len(data)
                with self.lock:
                    setattr(self, way, getattr(self, way) + len(data))
                if limit is not None and passed > limit:
                    with self.lock:
                        self.cuts += 1
                    break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def close(self):
        self.listener.close()
