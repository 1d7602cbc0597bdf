# SPDX-License-Identifier: Apache-2.0
"""What is said to sockets that break the rules of RFC 6455, or ours."""
import json
import os
import struct
import time

from raw import LIMIT
from wire import (BINARY, CLOSE, PING, PONG, TEXT, Closed, Handshake,
                  WebSocket, envelope)

ME = envelope("session.me").encode()


def frame(opcode, payload=b"", fin=True, reserved=0):
    """Masked with zeroes, so that the bytes can be read in a dump."""
    head = bytes([(0x80 if fin else 0) | reserved | opcode])
    size = len(payload)
    if size < 126:
        head += bytes([0x80 | size])
    elif size < 65536:
        head += bytes([0x80 | 126]) + struct.pack("!H", size)
    else:
        head += bytes([0x80 | 127]) + struct.pack("!Q", size)
    return head + bytes(4) + payload


# What is sent, and the code that closes the socket.
BROKEN = [
    ("bad UTF-8", frame(TEXT, b'"\xff"'), 1007),
    ("a surrogate in UTF-8", frame(TEXT, b"\xed\xa0\x80"), 1007),
    ("half a character", frame(TEXT, b"\xe2\x82"), 1007),
    ("an overlong character", frame(TEXT, b"\xc0\x80"), 1007),
    ("bad UTF-8 over two frames",
     frame(TEXT, b"\xe2\x82", fin=False) + frame(0, b"x"), 1007),
    ("bytes", frame(BINARY, b"\0\1"), 1003),
    ("a message of more than 1 MiB", frame(TEXT, b" " * (1 << 20) + b" "),
     1009),
    ("frames of more than 1 MiB together",
     frame(TEXT, b" " * 700000, fin=False) + frame(0, b" " * 700000), 1009),
    ("a frame that says it is 2^62 bytes",
     bytes([0x81, 0xff]) + struct.pack("!Q", 1 << 62) + bytes(4) +
     b" " * (1 << 21), 1009),
    ("a continuation of nothing", frame(0, b"x"), 1002),
    ("a message within a message",
     frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"), 1002),
    ("a ping in pieces", frame(PING, b"a", fin=False), 1002),
    ("an unknown kind of frame", frame(3, b"x"), 1002),
    ("an unknown control frame", frame(11, b"x"), 1002),
    ("a reserved bit", frame(TEXT, ME, reserved=0x40), 1002),
]

# What is sent, and how often session.me is answered.
FINE = [
    ("a message in one frame", frame(TEXT, ME), 1),
    ("a message in two frames",
     frame(TEXT, ME[:9], fin=False) + frame(0, ME[9:]), 1),
    ("a message a byte a frame",
     frame(TEXT, ME[:1], fin=False) +
     b"".join(frame(0, ME[i:i + 1], fin=False) for i in range(1, len(ME))) +
     frame(0), 1),
    ("a ping within a message",
     frame(TEXT, ME[:9], fin=False) + frame(PING, b"p") + frame(0, ME[9:]), 1),
    ("an empty frame in between",
     frame(TEXT, ME[:9], fin=False) + frame(0, fin=False) + frame(0, ME[9:]),
     1),
    ("a pong that nobody asked for", frame(PONG, b"?") + frame(TEXT, ME), 1),
    ("twenty messages in one segment", frame(TEXT, ME) * 20, 20),
    # libwebsockets takes it. A mask protects proxies, not servers.
    ("a message without a mask",
     bytes([0x81, len(ME)]) + ME, 1),
    ("a message of nearly 1 MiB", frame(TEXT, ME + b" " * 1000000), 1),
]


def opened(port, token):
    """A socket that has had its hello."""
    socket = WebSocket(port, token)
    hello = json.loads(socket.receive())
    assert hello["method"] == "server.hello", hello
    return socket


def closing(socket):
    """The code with which it ends; None: without one."""
    try:
        while True:
            if socket.receive(timeout=LIMIT) is None:
                return "nothing"
    except Closed as end:
        return end.code
    finally:
        socket.raw.close()


def answers(socket, count):
    got = []
    while len(got) < count:
        text = socket.receive(timeout=LIMIT)
        if text is None:
            break
        got.append(json.loads(text))
    return got


def check_broken(tap, port, token):
    for what, data, want in BROKEN:
        socket = opened(port, token)
        try:
            socket.raw.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # closed before all of it was sent: the code tells
        code = closing(socket)
        tap.check(f"{what}: {want}", code == want, f"closed with {code}")


def check_fine(tap, port, token):
    for what, data, count in FINE:
        socket = opened(port, token)
        socket.raw.sendall(data)
        got = answers(socket, count)
        tap.check(f"{what} is understood",
                  len(got) == count and all("result" in a for a in got),
                  str(got)[:500])
        socket.close()


def check_close(tap, port, token):
    for what, payload, want in (("1000", struct.pack("!H", 1000), 1000),
                                ("4000", struct.pack("!H", 4000), 4000),
                                ("no code", b"", None),
                                ("999", struct.pack("!H", 999), 1002),
                                ("1005", struct.pack("!H", 1005), 1002)):
        socket = opened(port, token)
        socket.raw.sendall(frame(CLOSE, payload))
        code = closing(socket)
        tap.check(f"goodbye with {what} is answered with {want}",
                  code == want, f"closed with {code}")
    socket = opened(port, token)
    socket.raw.sendall(frame(PING, b"are you there"))
    while (got := socket.take()) is None and socket.more(LIMIT + 1e9):
        pass
    tap.check("a ping is answered with what it carries",
              got == (PONG, True, b"are you there"), str(got))
    socket.close()


def check_pace(tap, port, token):
    """Far more calls than the pace: all are answered, in order."""
    socket = opened(port, token)
    for start in range(1, 301, 30):
        socket.raw.sendall(b"".join(
            frame(TEXT, envelope("session.me", ident=i).encode())
            for i in range(start, start + 30)))
        got = answers(socket, 30)
        if sorted(a["id"] for a in got) != list(range(start, start + 30)):
            break
    tap.check("a fast client gets slow, and every answer", start == 271,
              str(got)[:300])
    socket.close()
    socket = opened(port, token)
    try:
        for i in range(600):
            socket.raw.sendall(frame(TEXT, ME))
    except (BrokenPipeError, ConnectionResetError):
        pass
    code = closing(socket)
    tap.check("a flood is closed: 1008", code == 1008, f"closed with {code}")


def check_limits(tap, server, member):
    """One member cannot take all the places; others still come in."""
    # Those of the checks before may not be gone yet.
    sockets = [wait_for(lambda: opened(server.port, member.token))
               for _ in range(100)]
    try:
        opened(server.port, member.token)
        status = 101
    except Handshake as refused:
        status = refused.status
    tap.check("the 101st socket of a member is refused: 429", status == 429,
              f"{status}")
    sockets.pop().close()
    wait_for(lambda: opened(server.port, member.token).close())
    tap.ok("a place that becomes free is given again")
    for socket in sockets:
        socket.close()


def wait_for(act):
    """Until it is no longer refused."""
    until = time.monotonic() + LIMIT
    while True:
        try:
            return act()
        except Handshake:
            if time.monotonic() > until:
                raise


def check_fuzz(tap, port, token, rounds=60):
    """Noise: whatever it does, it hurts nobody else.

    The server sees a socket go only when its loop turns, so places that
    were just given up may be taken for a moment longer.
    """
    for _ in range(rounds):
        socket = wait_for(lambda: opened(port, token))
        try:
            for _ in range(20):
                socket.raw.sendall(os.urandom(1 + os.urandom(1)[0]))
        except (BrokenPipeError, ConnectionResetError):
            pass
        socket.raw.close()
    socket = wait_for(lambda: opened(port, token))
    socket.raw.sendall(frame(TEXT, ME))
    tap.check("after much noise the server answers", len(answers(socket, 1)),
              "no answer")
    socket.close()


def check(tap, server, member):
    port, token = server.port, member.token
    check_fine(tap, port, token)
    check_broken(tap, port, token)
    check_close(tap, port, token)
    check_pace(tap, port, token)
    check_limits(tap, server, member)
    check_fuzz(tap, port, token)
