# SPDX-License-Identifier: Apache-2.0
"""A wire to PostgreSQL that breaks when a test says so: at the next COMMIT,
before the database has heard it, or before its answer has come back.
"""
import select
import socket
import threading

# The server's COMMIT is its prepared statement v2 (enum verb): a Bind message
# names it between two NULs.
COMMIT = b"\x00v2\x00"


class Proxy:
    def __init__(self, port):
        self.to = port
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.lock = threading.Lock()
        self.trap = None    # "before", "after": what happens at the COMMIT
        self.words = b""    # of the transaction that is meant
        self.near = None    # the wire on which they were said
        self.cut = None     # the wire breaks where this is asked
        self.cuts = 0       # how many times more
        self.sprung = threading.Event()
        self.pairs = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                near.close()
                continue
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.pairs.append((near, far))
            threading.Thread(target=self.carry, args=(near, far),
                             daemon=True).start()

    def set_trap(self, when, words):
        """At the COMMIT of the transaction in which these words are said: the
        server has chores that commit too."""
        self.sprung.clear()
        with self.lock:
            self.trap, self.words, self.near = when, words, None

    def set_cut(self, statement, times=1):
        """When the prepared statement of this number is next asked for."""
        self.sprung.clear()
        with self.lock:
            self.cut, self.cuts = b"\x00s%d\x00" % statement, times

    def springs(self, near, data):
        """Which trap this data springs; None: none."""
        with self.lock:
            if self.cuts > 0 and self.cut in data:
                self.cuts -= 1
                return "before"
            if self.trap is None:
                return None
            if self.words in data:
                self.near = near
                data = data[data.index(self.words):]
            if self.near is not near or COMMIT not in data:
                return None
            when, self.trap = self.trap, None
            return when

    def carry(self, near, far):
        try:
            while self.pass_on(near, far):
                pass
        except OSError:
            pass
        near.close()
        far.close()

    def pass_on(self, near, far):
        """False: this wire is broken."""
        for end in select.select([near, far], [], [])[0]:
            data = end.recv(1 << 16)
            if not data:
                return False
            if end is far:
                near.sendall(data)
                continue
            when = self.springs(near, data)
            if when == "before":
                self.sprung.set()
                return False
            far.sendall(data)
            if when == "after":
                far.recv(1 << 16)
                self.sprung.set()
                return False
        return True

    def break_all(self):
        for near, far in self.pairs:
            for end in (near, far):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
        self.pairs.clear()

    def close(self):
        self.listening.close()
        self.break_all()
