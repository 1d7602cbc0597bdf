# SPDX-License-Identifier: Apache-2.0
"""Which handshakes become WebSockets, and what the others are told.

Each case is a good handshake with something done to it, and its exact status.
"""
from raw import exchange

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Handshake:
    """A good one; then change it."""

    def __init__(self, port, token):
        self.port = port
        self.line = "GET /ws HTTP/1.1"
        self.end = "\r\n"
        self.after = b""
        self.odd = []  # lines that are no headers
        self.headers = [
            ["Host", f"127.0.0.1:{port}"],
            ["Upgrade", "websocket"],
            ["Connection", "Upgrade"],
            ["Sec-WebSocket-Key", KEY],
            ["Sec-WebSocket-Version", "13"],
            ["Sec-WebSocket-Protocol", "soundings.1"],
            ["Origin", f"http://127.0.0.1:{port}"],
            ["Cookie", f"__Host-sid={token}"],
        ]

    def set(self, name, value):
        """Another value, written there or added; {port} is filled in."""
        value = value.format(port=self.port)
        for header in self.headers:
            if header[0] == name:
                header[1] = value
                return
        self.headers.append([name, value])

    def drop(self, name):
        self.headers = [h for h in self.headers if h[0] != name]

    def twice(self, name, value=None):
        first = next(h for h in self.headers if h[0] == name)
        self.headers.append([name, value or first[1]])

    def bytes(self):
        lines = [self.line, *self.odd]
        lines += [f"{n}: {v}" for n, v in self.headers]
        return (self.end.join(lines) + 2 * self.end).encode() + self.after


def change(**attributes):
    """Sets attributes of the handshake itself."""
    def apply(h):
        for name, value in attributes.items():
            setattr(h, name, value)
    return apply


def header(name, value):
    return lambda h: h.set(name, value)


def without(name):
    return lambda h: h.drop(name)


def twice(name, value=None):
    return lambda h: h.twice(name, value)


def raw_line(line):
    return lambda h: h.odd.append(line)


# What is done, and the status.
CASES = [
    ("nothing", lambda h: None, 101),
    ("Upgrade in capitals", header("Upgrade", "WebSocket"), 101),
    ("Connection as a list", header("Connection", "keep-alive, Upgrade"), 101),
    ("an extension is offered", header("Sec-WebSocket-Extensions",
                                       "permessage-deflate"), 101),
    ("cookies of others around ours",
     lambda h: h.set("Cookie", "a=b; " + h.headers[-1][1] + "; c=d"), 101),
    ("localhost as Host and Origin",
     lambda h: (h.set("Host", "localhost:{port}"),
                h.set("Origin", "http://localhost:{port}")), 101),
    ("[::1] as Host and Origin",
     lambda h: (h.set("Host", "[::1]:{port}"),
                h.set("Origin", "http://[::1]:{port}")), 101),

    ("method POST", change(line="POST /ws HTTP/1.1"), 405),
    ("method HEAD", change(line="HEAD /ws HTTP/1.1"), 405),
    ("method PUT", change(line="PUT /ws HTTP/1.1"), 405),
    ("an unknown method", change(line="BREW /ws HTTP/1.1"), 501),
    ("method in small letters", change(line="get /ws HTTP/1.1"), 501),
    ("HTTP/1.0", change(line="GET /ws HTTP/1.0"), 400),
    ("HTTP/2.0", change(line="GET /ws HTTP/2.0"), 505),
    ("HTTP/1.2", change(line="GET /ws HTTP/1.2"), 505),
    ("no version", change(line="GET /ws"), 400),
    ("two spaces in the request line", change(line="GET  /ws HTTP/1.1"), 400),
    ("a tab in the request line", change(line="GET\t/ws HTTP/1.1"), 400),
    ("an absolute address",
     change(line="GET http://127.0.0.1/ws HTTP/1.1"), 400),
    ("LF instead of CR LF", change(end="\n"), 400),
    ("a frame before the answer", change(after=b"\x81\x80\0\0\0\0"), 400),

    ("no Host", without("Host"), 400),
    ("two Hosts", twice("Host"), 400),
    ("a foreign Host", header("Host", "evil.example"), 421),
    ("our Host on another port", header("Host", "127.0.0.1:1"), 421),
    ("our Host with a suffix", header("Host", "127.0.0.1:{port}.evil"), 421),
    ("our Host with a user", header("Host", "x@127.0.0.1:{port}"), 421),

    ("no Upgrade", without("Upgrade"), 426),
    ("Upgrade: h2c", header("Upgrade", "h2c"), 400),
    ("Upgrade: websocket, h2c", header("Upgrade", "websocket, h2c"), 400),
    ("an unknown Upgrade", header("Upgrade", "teapot"), 400),
    ("two Upgrades", twice("Upgrade"), 400),
    ("no Connection", without("Connection"), 400),
    ("Connection: close", header("Connection", "close"), 400),
    ("Connection: Upgraded", header("Connection", "Upgraded"), 400),

    ("no key", without("Sec-WebSocket-Key"), 400),
    ("two keys", twice("Sec-WebSocket-Key"), 400),
    ("an empty key", header("Sec-WebSocket-Key", ""), 400),
    ("a key of 15 bytes", header("Sec-WebSocket-Key",
                                 "MTIzNDU2Nzg5MDEyMzQ1"), 400),
    ("a key of 17 bytes", header("Sec-WebSocket-Key",
                                 "MTIzNDU2Nzg5MDEyMzQ1Njc="), 400),
    ("a key that is not base64", header("Sec-WebSocket-Key",
                                        "dGhlIHNhbXBsZSBub25j*Q=="), 400),
    ("a key with loose bits", header("Sec-WebSocket-Key",
                                     "dGhlIHNhbXBsZSBub25jZR=="), 400),
    ("no version", without("Sec-WebSocket-Version"), 400),
    ("version 8", header("Sec-WebSocket-Version", "8"), 426),
    ("version 13, 8", header("Sec-WebSocket-Version", "13, 8"), 426),
    ("two versions", twice("Sec-WebSocket-Version"), 400),
    ("no subprotocol", without("Sec-WebSocket-Protocol"), 400),
    ("another subprotocol", header("Sec-WebSocket-Protocol", "http"), 400),
    ("another version of ours", header("Sec-WebSocket-Protocol",
                                       "soundings.2"), 400),
    ("several subprotocols", header("Sec-WebSocket-Protocol",
                                    "http, soundings.1"), 400),

    ("no Origin", without("Origin"), 403),
    ("Origin: null", header("Origin", "null"), 403),
    ("a foreign Origin", header("Origin", "https://evil.example"), 403),
    ("our Origin with a suffix",
     header("Origin", "http://127.0.0.1:{port}.evil"), 403),
    ("our Origin as a suffix",
     header("Origin", "https://evil.example/http://127.0.0.1:{port}"), 403),
    ("our Origin by another scheme",
     header("Origin", "https://127.0.0.1:{port}"), 403),
    ("our Origin on another port", header("Origin", "http://127.0.0.1:1"), 403),
    ("our Origin and a slash", header("Origin", "http://127.0.0.1:{port}/"),
     403),
    ("two Origins", twice("Origin"), 403),
    ("ours and a foreign Origin", twice("Origin", "https://evil.example"), 403),
    ("a foreign Origin and no cookie",
     lambda h: (h.set("Origin", "https://evil.example"), h.drop("Cookie")),
     403),
    ("Sec-Fetch-Site: cross-site",
     header("Sec-Fetch-Site", "cross-site"), 403),

    ("no cookie", without("Cookie"), 403),
    ("an unknown session", header("Cookie", "__Host-sid=" + "A" * 43), 403),
    ("a session that is no token", header("Cookie", "__Host-sid=x"), 403),
    ("two sessions",
     lambda h: h.set("Cookie", h.headers[-1][1] + "; " + h.headers[-1][1]),
     403),
    ("two Cookie headers", twice("Cookie"), 400),
    ("a session under another name",
     lambda h: h.set("Cookie", h.headers[-1][1].replace("__Host-", "")), 403),

    ("Content-Length", header("Content-Length", "5"), 400),
    ("Content-Length: 0", header("Content-Length", "0"), 400),
    ("Content-Length: -1", header("Content-Length", "-1"), 400),
    ("Transfer-Encoding", header("Transfer-Encoding", "chunked"), 501),
    ("Content-Length and Transfer-Encoding",
     lambda h: (h.set("Content-Length", "5"),
                h.set("Transfer-Encoding", "chunked")), 400),
    ("a space before a colon", raw_line("Host : 127.0.0.1"), 400),
    ("a folded line", raw_line(" folded: line"), 400),
    ("a line without a colon", raw_line("nonsense"), 400),
    ("a header without a name", raw_line(": value"), 400),
    ("a control character", header("X-Odd", "a\x01b"), 400),
    ("a NUL", header("X-Odd", "a\0b"), 400),
    ("a header of 8 KiB", header("X-Long", "x" * 8192), 431),
    ("100 headers", lambda h: [h.headers.append([f"X-{i}", "x"])
                               for i in range(100)], 431),
]


def check(tap, port, token):
    for what, act, want in CASES:
        handshake = Handshake(port, token)
        act(handshake)
        answer = exchange(port, handshake.bytes())
        good = answer.status == want and (want == 101 or answer.closed)
        tap.check(f"handshake with {what}: {want}", good, str(answer))
