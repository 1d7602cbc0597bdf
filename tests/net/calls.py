# SPDX-License-Identifier: Apache-2.0
"""What is said to requests that are none, over HTTP and over a socket."""
import json

from frames import answers, opened
from wire import Http, envelope

DEEP = "[" * 40 + "]" * 40
# What is sent, the code, and a part of the sentence (or of the data).
WRONG = [
    ("nothing at all", "", -32700, ""),
    ("no JSON", "hello", -32700, "not JSON"),
    ("half of it", '{"jsonrpc":"2.0","id":1', -32700, "ends too early"),
    ("JSON and more", envelope("session.me") + "x", -32700, ""),
    ("two objects", envelope("session.me") * 2, -32700, ""),
    ("a name twice", '{"jsonrpc":"2.0","id":1,"id":2,"method":"session.me"}',
     -32700, "twice"),
    ("nested 40 deep",
     '{"jsonrpc":"2.0","id":1,"method":"session.me","params":' + DEEP + "}",
     -32700, ""),
    ("a NUL in a text", '{"jsonrpc":"2.0","id":1,"method":"session\\u0000.me"}',
     -32700, "NUL"),
    ("a list of requests", f'[{envelope("session.me")}]', -32600, ""),
    ("a number", "7", -32600, ""),
    ("null", "null", -32600, ""),
    ("no version", '{"id":1,"method":"session.me"}', -32600, "jsonrpc"),
    ("version 1.0", '{"jsonrpc":"1.0","id":1,"method":"session.me"}', -32600,
     "jsonrpc"),
    ("no id", '{"jsonrpc":"2.0","method":"session.me"}', -32600, "id"),
    ("a list as id", '{"jsonrpc":"2.0","id":[1],"method":"session.me"}',
     -32600, "id"),
    ("an id of 200 characters", '{"jsonrpc":"2.0","id":"%s",'
     '"method":"session.me"}' % ("x" * 200), -32600, "id"),
    ("no method", '{"jsonrpc":"2.0","id":1}', -32600, "method"),
    ("a number as method", '{"jsonrpc":"2.0","id":1,"method":7}', -32600,
     "method"),
    ("an unknown member", '{"jsonrpc":"2.0","id":1,"method":"session.me",'
     '"admin":true}', -32600, "admin"),
    ("a short key", '{"jsonrpc":"2.0","id":1,"method":"session.me",'
     '"key":"x"}', -32600, "key"),
    ("an unknown method", envelope("session.you"), -32601, "no such method"),
    ("a method of the server", envelope("session.issue", {
        "email": "a@example.org", "display_name": "A"}), -32601,
     "no such method"),
    ("params that are a list", '{"jsonrpc":"2.0","id":1,'
     '"method":"session.me","params":[]}', -32001, ""),
    ("an unknown field", envelope("session.me", {"role": "admin"}), -32001,
     "role"),
    ("a text for a number", envelope("event.since", {"after": "7"}), -32001,
     "after"),
    ("a number below zero", envelope("event.since", {"after": -1}), -32001,
     "after"),
    ("a number with a fraction", envelope("event.since", {"after": 1.5}),
     -32001, "after"),
    ("a number beyond 2^53", '{"jsonrpc":"2.0","id":1,"method":"event.since",'
     '"params":{"after":9007199254740993}}', None, ""),
    ("a missing field", envelope("event.since"), -32001, "after"),
    ("a file by JSON", envelope("file.get", {"file": 1}), -32001, "GET"),
]
# Over a socket only: these need a cookie, or their own request.
NOT_HERE = ["session.sign_in", "session.open_link", "session.sign_out",
            "invitation.accept", "event.wait", "file.put"]


def fits(text, code, part):
    answer = json.loads(text)
    error = answer.get("error", {})
    return answer.get("jsonrpc") == "2.0" and "id" in answer and \
        bool(error.get("message")) and "kind" in error.get("data", {}) and \
        (code is None or error.get("code") == code) and \
        part in json.dumps(error)


def check(tap, port, token):
    http = Http(port, token)
    socket = opened(port, token)
    for what, text, code, part in WRONG:
        status, got = http.rpc(text)
        tap.check(f"over HTTP, {what}: {code}",
                  status == 200 and fits(got, code, part), f"{status} {got}")
        socket.send(text)
        got = json.dumps(answers(socket, 1)[0])
        tap.check(f"over a socket, {what}: {code}", fits(got, code, part), got)
    for method in NOT_HERE:
        socket.send(envelope(method))
        got = json.dumps(answers(socket, 1)[0])
        tap.check(f"over a socket, {method} says where it is to be had",
                  fits(got, -32001, ""), got)
    status, got = http.rpc(b'{"jsonrpc":"2.0","id":"\xff"}')
    tap.check("over HTTP, bad UTF-8: -32700",
              status == 200 and fits(got, -32700, "UTF-8"), got)
    for ident in (1, 0, -5, "a", "\u00e9", 9007199254740991):
        socket.send(envelope("session.me", ident=ident))
        got = answers(socket, 1)[0]
        tap.check(f"the id {ident!r} comes back as it was",
                  got.get("id") == ident and "result" in got, str(got))
    socket.close()
    http.close()
