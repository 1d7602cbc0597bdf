# SPDX-License-Identifier: Apache-2.0
"""Those who take their time: each is let go, and nobody waits for them.

All of them run side by side, each in its own thread, for as long as the
longest patience of the server (45 s).
"""
import threading
import time

from frames import TEXT, frame, opened
from raw import connect, request
from wire import Http

TRICKLE = 2  # seconds between two bytes
HOPELESS = 60


def until_end(raw, trickle=b""):
    """Seconds until the server ends it, while a byte comes now and then;
    whatever it says before."""
    started, said = time.monotonic(), b""
    raw.settimeout(TRICKLE)
    while time.monotonic() - started < HOPELESS:
        try:
            data = raw.recv(65536)
            if not data:
                break
            said += data
        except TimeoutError:
            if trickle:
                try:
                    raw.sendall(trickle)
                except (BrokenPipeError, ConnectionResetError):
                    break
        except ConnectionResetError:
            break
    return time.monotonic() - started, said


def nothing(port, token):
    return until_end(connect(port))


def slow_head(port, token):
    raw = connect(port)
    raw.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ")
    return until_end(raw, b"a")


def lines_of_cr(port, token):
    raw = connect(port)
    raw.sendall(request(port).replace(b"\r\n", b"\r"))
    return until_end(raw)


def slow_body(port, token):
    raw = connect(port)
    raw.sendall(request(port, "POST", "/rpc", [
        ("Content-Type", "application/json"), ("Content-Length", "1000")]))
    return until_end(raw, b" ")


def idle_after_answer(port, token):
    raw = connect(port)
    raw.sendall(request(port, path="/healthz"))
    return until_end(raw)


def silent_socket(port, token):
    return until_end(opened(port, token).raw)


def half_a_frame(port, token):
    socket = opened(port, token)
    socket.raw.sendall(frame(TEXT, b" " * 500)[:100])
    return until_end(socket.raw, b" ")


# Who, what it is, the least and the most seconds, and what it is told.
KINDS = [
    (nothing, "who says nothing", 9, 12, b""),
    (slow_head, "who sends a head byte by byte", 9, 14, b"HTTP/1.1 408"),
    (lines_of_cr, "who ends lines in CR", 9, 14, b"HTTP/1.1 408"),
    (slow_body, "who sends a body byte by byte", 9, 14, b"HTTP/1.1 408"),
    (idle_after_answer, "who does not ask again", 14, 17, b"HTTP/1.1 200"),
    (silent_socket, "a socket that is dead", 44, 54, b""),
    (half_a_frame, "a socket that never ends its message", 29, 40, b""),
]


def check(tap, port, token):
    results = {}

    def run(kind):
        results[kind] = kind(port, token)

    threads = [threading.Thread(target=run, args=(kind[0],), daemon=True)
               for kind in KINDS for _ in range(1)]
    for thread in threads:
        thread.start()
    http, worst = Http(port, token), 0
    while any(thread.is_alive() for thread in threads):
        started = time.monotonic()
        http.call("session.me")
        worst = max(worst, time.monotonic() - started)
        threads[0].join(0.2)
        next((t for t in threads if t.is_alive()), threads[0]).join(0.2)
    http.close()
    for kind, what, least, most, said in KINDS:
        took, heard = results.get(kind, (HOPELESS, b""))
        tap.check(f"{what} is let go after {least} to {most} s",
                  least <= took <= most and said in heard,
                  f"{took:.1f} s, {heard[:100]}")
    tap.check("meanwhile others are served at once", worst < 2,
              f"the slowest call took {worst:.3f} s")
