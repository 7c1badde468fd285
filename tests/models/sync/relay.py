"""A relay before a server: it can speak TLS as a server in front would, and break off anywhere."""

import socket
import ssl
from contextlib import suppress
from threading import Thread
from typing import Self

_SSL_REQUEST = bytes.fromhex("0000000804d2162f")


class Relay:
    """Listens on `port` and passes on to a server's port.

    With `tls` it answers a request for TLS itself. After `cut_after` bytes from the client, or
    `cut_back_after` from the server (None: never), it breaks off until `mend`.
    """

    def __init__(self, to: int, *, tls: ssl.SSLContext | None = None) -> None:
        self._to, self._tls = to, tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.cut_after: int | None = None
        self.passed = 0
        self.cut_back_after: int | None = None
        self.came_back = 0
        self._threads: list[Thread] = []
        self._accepting = Thread(target=self._accept)
        self._accepting.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._accepting.join()
        for thread in self._threads:
            thread.join()

    def mend(self) -> None:
        """Pass everything on from here, and count anew."""
        self.cut_after, self.passed = None, 0
        self.cut_back_after, self.came_back = None, 0

    def cut(self, after: int) -> None:
        """Break off when so many more bytes have come from the client."""
        self.cut_after, self.passed = after, 0

    def cut_back(self, after: int) -> None:
        """Break off when so many more bytes have come from the server."""
        self.cut_back_after, self.came_back = after, 0

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            thread = Thread(target=self._serve, args=(client,))
            thread.start()
            self._threads.append(thread)

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            if self._tls is not None:
                if client.recv(8) != _SSL_REQUEST:
                    return
                client.sendall(b"S")
                client = self._tls.wrap_socket(client, server_side=True)
            with client, socket.create_connection(("127.0.0.1", self._to)) as server:
                for each in (client, server):  # else an answer waits 40 ms for the next one
                    each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                back = Thread(target=self._give_back, args=(server, client))
                back.start()
                self._forward(client, server)
                for each in (server, client):
                    with suppress(OSError):
                        each.shutdown(socket.SHUT_RDWR)
                back.join()

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        while data := client.recv(65536):
            if self.cut_after is not None and self.passed + len(data) > self.cut_after:
                server.sendall(data[: max(0, self.cut_after - self.passed)])
                self.passed = self.cut_after
                return
            self.passed += len(data)
            server.sendall(data)

    def _give_back(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if self.cut_back_after is not None:
                    data = data[: max(0, self.cut_back_after - self.came_back)]
                self.came_back += len(data)
                client.sendall(data)
                if self.came_back == self.cut_back_after:
                    break
        with suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)
