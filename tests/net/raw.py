# SPDX-License-Identifier: Apache-2.0
"""Bytes to a server and its HTTP answer back, with nothing put right."""
import socket

LIMIT = 30  # seconds until a server counts as hanging


class Answer:
    """One HTTP answer; status 0: the connection closed without one."""

    def __init__(self, status, headers, body, closed):
        self.status, self.headers = status, headers
        self.body, self.closed = body, closed

    def __str__(self):
        end = "closed" if self.closed else "open"
        return f"{self.status} ({end}) {self.headers} {self.body[:100]}"


def connect(port, host="127.0.0.1"):
    return socket.create_connection((host, port), timeout=LIMIT)


def read_answer(stream, verb="GET"):
    """The next answer on a connection, by its Content-Length."""
    line = stream.readline()
    if not line:
        return Answer(0, {}, b"", True)
    status = int(line.split()[1])
    headers = {}
    while (line := stream.readline().strip()):
        name, _, value = line.decode().partition(":")
        headers.setdefault(name.lower(), value.strip())
    length = int(headers.get("content-length", 0))
    body = stream.read(length) if verb != "HEAD" and status > 199 else b""
    return Answer(status, headers, body, False)


def exchange(port, data, verb="GET"):
    """Sends bytes, reads one answer, and looks whether the end follows."""
    with connect(port) as raw:
        try:
            raw.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before all of it was sent: the answer tells
        return finish(raw, verb)


def finish(raw, verb="GET"):
    with raw.makefile("rb") as stream:
        try:
            answer = read_answer(stream, verb)
            if answer.headers.get("connection") == "close":
                answer.closed = stream.read(1) == b""
        except ConnectionResetError:
            return Answer(0, {}, b"", True)
    return answer


def request(port, verb="GET", path="/", headers=(), body=b"", host=None):
    """A whole request as bytes; headers: pairs, or a line as it is."""
    lines = [f"{verb} {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{port}'}"]
    lines += [h if isinstance(h, str) else f"{h[0]}: {h[1]}" for h in headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
