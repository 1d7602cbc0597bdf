# SPDX-License-Identifier: Apache-2.0
"""What a client does on the wire, plainly: POST /rpc, files and WebSockets.

Blocking, one thread, raw enough for tests that misbehave on purpose. It knows
no method of Soundings and draws no conclusion: it sends, and hands back.
"""
import base64
import hashlib
import http.client
import json
import os
import re
import select
import socket
import ssl
import struct
import time

COOKIE = "__Host-sid"
PROTOCOL = "soundings.1"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
CODES = {-32001: "invalid", -32002: "denied", -32003: "not_found",
         -32004: "conflict", -32005: "busy", -32006: "broken"}


class Refused(Exception):
    """The server answered with a JSON-RPC error."""

    def __init__(self, error):
        super().__init__(error.get("message", ""))
        data = error.get("data") or {}
        self.code = error.get("code")
        self.kind = data.get("kind") or CODES.get(self.code, str(self.code))
        self.field = data.get("field")
        self.reason = data.get("reason")

    def __str__(self):
        more = "".join(f" ({word})" for word in (self.field, self.reason)
                       if word)
        return f"{self.kind}{more}: {self.args[0]}"


class Closed(Exception):
    """The other side has closed the connection; code None: without a word."""

    def __init__(self, code=None, why=""):
        super().__init__(f"closed with {code} {why}".strip())
        self.code = code


class Handshake(Exception):
    """The upgrade was refused with this HTTP status."""

    def __init__(self, status, text):
        super().__init__(f"upgrade refused with {status}: {text[:200]}")
        self.status = status


def envelope(method, params=None, key=None, ident=1):
    """One JSON-RPC request as text."""
    call = {"jsonrpc": "2.0", "id": ident, "method": method,
            "params": params or {}}
    if key is not None:
        call["key"] = key
    return json.dumps(call, ensure_ascii=False)


def outcome(answer):
    """The result of a JSON-RPC answer, or Refused."""
    if answer.get("error") is not None:
        raise Refused(answer["error"])
    return answer["result"]


class Way:
    """How a client gets there: the name that it types, TLS, from where."""

    def __init__(self, name=None, tls=None, source=None):
        self.name, self.tls = name, tls
        self.source = (source, 0) if source else None
        self.origin = f"https://{name}" if name else None

    def connect(self, host, port, timeout):
        raw = socket.create_connection((host, port), timeout, self.source)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.tls is None:
            return raw
        return self.tls.wrap_socket(raw, server_hostname=self.name)


PLAIN = Way()


class Connection(http.client.HTTPConnection):
    def __init__(self, host, port, timeout, way):
        super().__init__(host, port, timeout=timeout)
        self.way = way

    def connect(self):
        self.sock = self.way.connect(self.host, self.port, self.timeout)


class Http:
    """One browser's HTTP side: a cookie and a connection that is kept."""

    def __init__(self, port, token=None, host="127.0.0.1", timeout=60,
                 headers=None, way=PLAIN):
        self.host, self.port, self.timeout = host, port, timeout
        self.way = way
        self.origin = way.origin or f"http://{host}:{port}"
        self.token = token
        self.more = headers or {}
        self.kept = None
        self.aborted = False

    def close(self):
        if self.kept is not None:
            self.kept.close()
        self.kept = None

    def abort(self):
        """Ends a request that another thread is waiting for."""
        self.aborted = True
        kept = self.kept
        if kept is not None and kept.sock is not None:
            try:
                kept.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # the server was quicker

    def headers(self, extra=None):
        out = {"Host": self.way.name, "Origin": self.origin} | self.more
        if self.token:
            out["Cookie"] = f"{COOKIE}={self.token}"
        out.update(extra or {})
        return {name: value for name, value in out.items()
                if value is not None}

    def request(self, verb, path, body=None, headers=None):
        """(status, headers, bytes); a header of None is left out."""
        answer = self.exchange(verb, path, body, self.headers(headers))
        status, got, data = answer
        for line in got.get_all("Set-Cookie") or []:
            found = re.match(re.escape(COOKIE) + r"=([^;]*)", line)
            if found:
                self.token = found.group(1) or None
        return answer

    def exchange(self, verb, path, body, headers):
        fresh = self.kept is None
        while True:
            if self.kept is None:
                self.kept = Connection(self.host, self.port, self.timeout,
                                       self.way)
            try:
                self.kept.request(verb, path, body, headers)
                answer = self.kept.getresponse()
                return answer.status, answer.headers, answer.read()
            except (http.client.RemoteDisconnected, BrokenPipeError,
                    ConnectionResetError):
                # A kept connection may have been closed meanwhile; a GET
                # or a call that got no byte in answer is sent once more.
                self.close()
                if fresh or self.aborted:
                    raise
                fresh = True

    def rpc(self, text, headers=None):
        """Posts a request as it stands; (status, text)."""
        status, _, data = self.request(
            "POST", "/rpc", text if isinstance(text, bytes)
            else text.encode(),
            {"Content-Type": "application/json"} | (headers or {}))
        return status, data.decode()

    def call(self, method, params=None, key=None):
        """The result, or Refused."""
        status, text = self.rpc(envelope(method, params, key))
        try:
            return outcome(json.loads(text))
        except (ValueError, KeyError, AttributeError):
            raise RuntimeError(
                f"{method}: HTTP {status}: {text[:200]}") from None

    def upload(self, name, data):
        """POST /files; the answer {"id": ..}."""
        from urllib.parse import quote
        status, _, body = self.request(
            "POST", "/files?name=" + quote(name), data,
            {"Content-Type": "application/octet-stream"})
        if status != 200:
            raise RuntimeError(f"upload of {name}: HTTP {status}: "
                               f"{body[:200].decode(errors='replace')}")
        answer = json.loads(body)
        return outcome(answer) if "jsonrpc" in answer else answer


class WebSocket:
    """One socket; receive() answers pings and joins fragments."""

    def __init__(self, port, token, host="127.0.0.1", origin=None,
                 protocol=PROTOCOL, path="/ws", timeout=10, headers=None,
                 way=PLAIN):
        self.key = base64.b64encode(os.urandom(16)).decode()
        self.bytes = b""
        self.parts = []
        self.raw = way.connect(host, port, timeout)
        origin = origin or way.origin or f"http://{host}:{port}"
        self.raw.sendall((
            f"GET {path} HTTP/1.1\r\nHost: {way.name or f'{host}:{port}'}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {self.key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: {protocol}\r\n"
            f"Origin: {origin}\r\n"
            + (f"Cookie: {COOKIE}={token}\r\n" if token else "")
            + "".join(f"{name}: {value}\r\n"
                      for name, value in (headers or {}).items())
            + "\r\n").encode())
        self.upgrade(time.monotonic() + timeout)

    def upgrade(self, deadline):
        while b"\r\n\r\n" not in self.bytes:
            try:
                if not self.more(deadline):
                    raise Handshake(0, "no answer")
            except Closed:
                raise Handshake(0, "closed") from None
        head, self.bytes = self.bytes.split(b"\r\n\r\n", 1)
        status = int(head.split(b" ", 2)[1])
        if status != 101:
            raise Handshake(status, self.bytes.decode(errors="replace"))
        want = base64.b64encode(hashlib.sha1(
            (self.key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode())
            .digest())
        if want.lower() not in head.lower():
            raise Handshake(status, "the accept key does not fit")

    def more(self, deadline):
        """Reads what comes until then; False: nothing came."""
        left = max(0.0, deadline - time.monotonic())
        decrypted = isinstance(self.raw, ssl.SSLSocket) and \
            self.raw.pending() > 0
        if not decrypted and not select.select([self.raw], [], [], left)[0]:
            return False
        try:
            data = self.raw.recv(1 << 18)
        except (ConnectionResetError, ssl.SSLError):
            raise Closed() from None
        if not data:
            raise Closed()
        self.bytes += data
        return True

    def frame(self, opcode, payload, fin=True, masked=True):
        """Sends one frame as told, well-formed or not."""
        head = bytes([(0x80 if fin else 0) | opcode])
        flag, size = (0x80 if masked else 0), len(payload)
        if size < 126:
            head += bytes([flag | size])
        elif size < 65536:
            head += bytes([flag | 126]) + struct.pack("!H", size)
        else:
            head += bytes([flag | 127]) + struct.pack("!Q", size)
        if masked:
            mask = os.urandom(4)
            head += mask
            long = (mask * (size // 4 + 1))[:size]
            payload = (int.from_bytes(payload, "big")
                       ^ int.from_bytes(long, "big")).to_bytes(size, "big")
        self.raw.sendall(head + payload)

    def send(self, text):
        self.frame(TEXT, text.encode())

    def take(self):
        """(opcode, fin, payload) out of what was read, or None."""
        data = self.bytes
        if len(data) < 2:
            return None
        size, at = data[1] & 0x7f, 2
        if size == 126:
            size, at = int.from_bytes(data[2:4], "big"), 4
        elif size == 127:
            size, at = int.from_bytes(data[2:10], "big"), 10
        if len(data) < at + size:
            return None
        self.bytes = data[at + size:]
        return data[0] & 0x0f, bool(data[0] & 0x80), data[at:at + size]

    def receive(self, timeout=10):
        """The next text message, or None when none came; Closed."""
        deadline = time.monotonic() + timeout
        while True:
            got = self.take()
            if got is None:
                if not self.more(deadline):
                    return None
                continue
            opcode, fin, payload = got
            if opcode == PING:
                self.frame(PONG, payload)
            elif opcode == CLOSE:
                code = int.from_bytes(payload[:2], "big") or None
                raise Closed(code, payload[2:].decode(errors="replace"))
            elif opcode != PONG:
                self.parts.append(payload)
                if fin:
                    whole, self.parts = b"".join(self.parts), []
                    return whole.decode()

    def close(self):
        try:
            self.frame(CLOSE, struct.pack("!H", 1000))
        except OSError:
            pass
        self.raw.close()
