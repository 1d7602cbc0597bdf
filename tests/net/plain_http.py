# SPDX-License-Identifier: Apache-2.0
"""What HTTP requests are told that are wrong, or right in an unusual way."""
import json

from raw import connect, exchange, finish, read_answer, request

JSON = ("Content-Type", "application/json")
CALL = b'{"jsonrpc":"2.0","id":1,"method":"session.me"}'


def post(port, body=CALL, *headers, path="/rpc", length=None, kind=JSON):
    """A POST; length: another Content-Length, or "" for none."""
    size = str(len(body)) if length is None else length
    lines = ([kind] if kind else []) + list(headers)
    if size != "":
        lines.append(("Content-Length", size))
    return request(port, "POST", path, lines, body)


def cases(port, token):
    """(what, bytes, status)"""
    me = ("Cookie", f"__Host-sid={token}")
    own = ("Origin", f"http://127.0.0.1:{port}")
    foreign = ("Origin", "https://evil.example")
    length = ("Content-Length", "5")
    return [
        ("POST /rpc", post(port), 200),
        ("POST /rpc with charset",
         post(port, kind=("Content-Type", "application/json; charset=UTF-8")),
         200),
        ("POST /rpc by HTTP/1.0",
         post(port).replace(b"HTTP/1.1", b"HTTP/1.0"), 200),
        ("POST /rpc with an expired session",
         post(port, CALL, ("Cookie", "__Host-sid=" + "A" * 43)), 200),
        ("POST /rpc with 100-continue",
         post(port, CALL, ("Expect", "100-continue")), 200),
        ("GET /rpc", request(port, path="/rpc"), 405),
        ("PUT /rpc", request(port, "PUT", "/rpc"), 405),
        ("OPTIONS /rpc", request(port, "OPTIONS", "/rpc"), 405),
        ("POST /rpc as text", post(port, kind=("Content-Type", "text/plain")),
         415),
        ("POST /rpc without a type", post(port, kind=None), 415),
        ("POST /rpc in another charset",
         post(port, kind=("Content-Type", "application/json; charset=latin1")),
         415),
        ("POST /rpc as JSON of another kind",
         post(port, kind=("Content-Type", "application/json-patch")), 415),
        ("POST /rpc from a foreign page", post(port, CALL, foreign), 403),
        ("POST /rpc from a page without Origin",
         post(port, CALL, ("Sec-Fetch-Site", "cross-site")), 403),
        ("POST /rpc from Origin: null", post(port, CALL, ("Origin", "null")),
         403),
        ("POST /rpc without a length", post(port, length=""), 411),
        ("a negative length", post(port, length="-1"), 400),
        ("a length with a sign", post(port, length="+46"), 400),
        ("a length in hexadecimal", post(port, length="0x2e"), 400),
        ("a length with a space", post(port, length="4 6"), 400),
        ("an empty length", request(port, "POST", "/rpc",
                                    [JSON, "Content-Length:"]), 400),
        ("two lengths", post(port, CALL, length), 400),
        ("two equal lengths", post(port, CALL, ("Content-Length", len(CALL))),
         400),
        ("a length and chunks",
         post(port, CALL, ("Transfer-Encoding", "chunked")), 400),
        ("chunks", post(port, b"5\r\nhello\r\n0\r\n\r\n",
                        ("Transfer-Encoding", "chunked"), length=""), 501),
        ("chunks behind a space",
         post(port, CALL, "Transfer-Encoding : chunked"), 400),
        ("a length behind a space",
         post(port, CALL, "Content-Length : 5", length=""), 400),
        ("a length behind a tab",
         post(port, CALL, "Content-Length\t: 5", length=""), 400),
        ("gzip, chunked", post(port, CALL,
                               ("Transfer-Encoding", "gzip, chunked"),
                               length=""), 501),
        ("a folded length", post(port, CALL, "Content-Length:\r\n 46",
                                 length=""), 400),
        ("a body over 1 MiB", post(port, length="1048577"), 413),
        ("a body beyond all numbers", post(port, length="9" * 30), 413),
        ("Expect: a miracle", post(port, CALL, ("Expect", "a miracle")), 417),
        ("Upgrade: h2c on a page",
         request(port, headers=[("Upgrade", "h2c"),
                                ("Connection", "Upgrade, HTTP2-Settings"),
                                ("HTTP2-Settings", "AAMAAABkAAQAAP__")]), 400),
        ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("TRACE", request(port, "TRACE"), 405),
        ("CONNECT", b"CONNECT evil.example:443 HTTP/1.1\r\n\r\n", 400),
        ("a body on GET", request(port, headers=[length], body=b"hello"), 400),
        ("a foreign Host", request(port, host="evil.example"), 421),
        ("two Hosts", request(port, headers=[("Host", "evil.example")]), 400),
        ("no Host", b"GET / HTTP/1.1\r\n\r\n", 400),
        ("no Host by HTTP/1.0", b"GET / HTTP/1.0\r\n\r\n", 400),
        ("an absolute address", request(port, path="http://evil.example/"),
         400),
        ("lines that end in LF",
         request(port).replace(b"\r\n", b"\n"), 400),
        ("one line that ends in LF",
         request(port, headers=["X-A: b\nX-C: d"]), 400),
        ("NUL in the address", request(port, path="/a%00b"), 400),
        ("a slash in disguise", request(port, path="/a%2fb"), 400),
        ("a directory up", request(port, path="/../etc/passwd"), 400),
        ("a directory up in disguise",
         request(port, path="/%2e%2e/etc/passwd"), 400),
        ("half an escape", request(port, path="/a%4"), 400),
        ("an escape that is none", request(port, path="/a%zz"), 400),
        ("an address that is not UTF-8", request(port, path="/%ff"), 400),
        ("an address of raw bytes",
         b"GET /\xc3\xa4 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("two slashes", request(port, path="//evil.example"), 400),
        ("an address of 3,000 characters", request(port, path="/" + "a" * 3000),
         414),
        ("a request line without an end", b"GET /" + b"a" * 9000, 414),
        ("headers without an end",
         b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 1500, 431),
        ("TLS to a port that has none",
         bytes.fromhex("16030100c8010000c40303") + b"\n" * 8, 400),
        ("an empty line first", b"\r\n" + request(port), 400),
        ("nothing but an empty line", b"\r\n\r\n", 400),

        ("an upload by nobody", post(port, b"hello", own, path="/files?name=a"),
         403),
        ("an upload without Origin",
         post(port, b"hello", me, path="/files?name=a"), 403),
        ("an upload from a foreign page",
         post(port, b"hello", me, foreign, path="/files?name=a"), 403),
        ("an upload that is too large",
         post(port, b"", me, own, path="/files?name=a", length="99999999"),
         413),
        ("an empty upload", post(port, b"", me, own, path="/files?name=a"),
         400),
        ("an upload without a name", post(port, b"hello", me, own,
                                          path="/files"), 200),
        ("a file that is none", request(port, path="/files/999999",
                                        headers=[me]), 404),
        ("a file that is no number", request(port, path="/files/abc",
                                             headers=[me]), 404),
        ("a file for nobody", request(port, path="/files/1"), 403),
        ("an unsubscribe link that is none",
         post(port, b"List-Unsubscribe=One-Click", path="/unsubscribe/none",
              kind=("Content-Type", "application/x-www-form-urlencoded")),
         400),
        ("metrics in public", request(port, path="/metrics"), None),
    ]


# After these the connection may go on.
KEPT = {200, 400, 403, 404}


def check_bad(tap, port, token):
    for what, data, want in cases(port, token):
        answer = exchange(port, data)
        if want is None:
            tap.check(f"{what}: nothing is told",
                      b"soundings_" not in answer.body, str(answer))
            continue
        good = answer.status == want and (answer.closed or want in KEPT)
        tap.check(f"{what}: {want}", good, str(answer))


def check_headers(tap, port):
    """The same protection on everything."""
    wanted = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    for what, data in (("a page", request(port)),
                       ("a call", post(port)),
                       ("a refusal", request(port, host="evil.example")),
                       ("a missing file", request(port, path="/no.txt"))):
        got = exchange(port, data).headers
        policy = got.get("content-security-policy", "")
        good = all(got.get(k) == v for k, v in wanted.items()) and \
            "default-src 'none'" in policy and "unsafe" not in policy and \
            "charset=utf-8" in got.get("content-type", "")
        tap.check(f"{what} carries every security header", good, str(got))
        tap.check(f"{what} is not kept in caches unless it may be",
                  got.get("cache-control") == "no-store" or
                  what == "a page", str(got))


def check_kept(tap, port):
    """Several requests on one connection, and all at once."""
    with connect(port) as raw, raw.makefile("rb") as stream:
        raw.sendall(post(port) * 5 + request(port, path="/healthz"))
        answers = [read_answer(stream) for _ in range(6)]
    tap.check("six requests at once are answered in order",
              [a.status for a in answers] == [200] * 6 and
              answers[5].body == b"ok\n" and
              all(b'"result"' in a.body for a in answers[:5]),
              "\n".join(map(str, answers)))
    with connect(port) as raw:
        data = post(port)
        for at in range(0, len(data), 7):
            raw.sendall(data[at:at + 7])
        answer = finish(raw)
    tap.check("a request in many pieces is one request",
              answer.status == 200 and b'"result"' in answer.body, str(answer))
    whole = exchange(port, request(port))
    head = exchange(port, request(port, "HEAD"), "HEAD")
    tap.check("HEAD tells what GET would",
              head.status == whole.status and head.body == b"" and
              head.headers.get("content-length") ==
              whole.headers.get("content-length"), str(head))


def check_files(tap, port, tokens):
    """Up, and down again, as bytes that nothing runs."""
    own = ("Origin", f"http://127.0.0.1:{port}")
    me, other = (("Cookie", f"__Host-sid={t}") for t in tokens)
    data = "Gezeiten \u2013 1\r\n".encode() * 50000
    answer = exchange(port, post(
        port, data, me, own,
        path="/files?name=Gr%C3%B6%C3%9Fe%20%22x%22%0d%0aX-Y:%20z.md"))
    row = json.loads(answer.body or b"{}")
    if not tap.check("an upload gets an id and its size",
                     answer.status == 200 and row.get("size") == len(data),
                     str(answer)):
        return
    path = f"/files/{row['id']}"
    got = exchange(port, request(port, path=path, headers=[me]))
    tap.check("a download is the upload, byte by byte", got.body == data,
              f"{len(got.body)} of {len(data)} bytes")
    tap.check("a download is an attachment that runs nothing",
              got.headers.get("content-disposition", "")
              .startswith("attachment; filename=") and
              "sandbox" in got.headers.get("content-security-policy", "") and
              "x-y" not in got.headers and
              got.headers.get("cache-control") == "no-store",
              str(got.headers))
    got = exchange(port, request(port, path=path, headers=[other]))
    tap.check("somebody else's upload is not there", got.status == 404,
              str(got))


def check_static(tap, port):
    page = exchange(port, request(port, path="/c/tides/threads/12"))
    root = exchange(port, request(port))
    tap.check("every page of the client is its one document",
              page.status == root.status and page.body == root.body,
              str(page))
    etag = root.headers.get("etag", "")
    if root.status != 200:
        tap.skip("what has not changed is not sent again",
                 "the client is not built")
        return
    again = exchange(port, request(port, headers=[("If-None-Match", etag)]))
    tap.check("what has not changed is not sent again",
              again.status == 304 and again.body == b"", str(again))
    small = exchange(port, request(port,
                                   headers=[("Accept-Encoding", "gzip")]))
    tap.check("compressed only for those who ask",
              "content-encoding" not in root.headers and
              "accept-encoding" in small.headers.get("vary", "").lower(),
              str(small.headers))


def check(tap, port, tokens):
    check_bad(tap, port, tokens[0])
    check_headers(tap, port)
    check_kept(tap, port)
    check_files(tap, port, tokens)
    check_static(tap, port)
