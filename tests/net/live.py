# SPDX-License-Identifier: Apache-2.0
"""Events over sockets and long polls, sessions that end, and the goodbye."""
import json
import threading
import time
from http.client import HTTPException
from socket import SO_RCVBUF, SOL_SOCKET

from frames import answers, closing, opened
from wire import Closed, Http, Refused, envelope


def draft(http, text):
    """Something that happens to one member alone: two events at most."""
    http.call("draft.save", {"place": "thread:1", "body": text})


def events(socket, kind, timeout=10):
    """The next event of that kind."""
    while (text := socket.receive(timeout)) is not None:
        message = json.loads(text)
        if message.get("method") == kind:
            return message["params"]
    return None


class Wait(threading.Thread):
    """event.wait in the background; `result` once it is answered."""

    def __init__(self, http, after):
        super().__init__(daemon=True)
        self.http, self.after, self.result = http, after, None
        self.started = time.monotonic()
        self.start()

    def run(self):
        try:
            self.result = self.http.call("event.wait", {"after": self.after})
        except Refused as refused:
            self.result = refused
        except (OSError, HTTPException) as broken:
            self.result = broken
        self.took = time.monotonic() - self.started

    def get(self):
        self.join(60)
        return self.result


def gauge(server, wanted, count):
    """Waits until a metric has this value."""
    http = Http(server.metrics_port)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        text = http.request("GET", "/metrics")[2].decode()
        for line in text.splitlines():
            name, _, value = line.rpartition(" ")
            if name == "soundings_" + wanted and int(value) == count:
                http.close()
                return True
    http.close()
    return False


def parked(server, count):
    """Waits until so many polls are parked."""
    return gauge(server, "polls", count)


def check_events(tap, server, ann, ben):
    socket, other = ann.socket(), ben.socket()
    hello = json.loads(socket.receive())["params"]
    tap.check("the hello tells seq, member and epoch",
              hello["member"] == ann.id and hello["seq"] >= 0 and
              hello["epoch"], str(hello))
    json.loads(other.receive())
    draft(ann.http(), "one")
    got = events(socket, "draft.saved")
    tap.check("an event comes over the socket, after the hello's seq",
              got is not None and got["seq"] > hello["seq"] and
              got["row"]["body"] == "one", str(got))
    other.send(envelope("session.me", ident=7))
    got = [json.loads(other.receive())]
    tap.check("nobody else hears it", [m.get("id") for m in got] == [7],
              str(got))
    socket.send(envelope("draft.save", {"place": "thread:1", "body": "two"},
                         ident=8))
    both = [json.loads(socket.receive()) for _ in range(2)]
    tap.check("who writes gets the answer and the event",
              both[0].get("id") == 8 and
              both[1].get("method") == "draft.saved", str(both))
    socket.close()
    other.close()


def check_polls(tap, server, ann, ben):
    http = ann.http()
    seq = http.call("session.me")["seq"]
    wait, bens = Wait(ann.http(), seq), Wait(ben.http(), seq)
    tap.check("a poll with nothing to tell is parked", parked(server, 2))
    draft(http, "three")
    got = wait.get()
    tap.check("it is answered when something happens",
              [e["method"] for e in got["events"]] == ["draft.saved"] and
              got["seq"] == got["events"][0]["params"]["seq"] and
              not got["reset"], str(got))
    draft(http, "four")
    got = Wait(ann.http(), got["seq"]).get()
    tap.check("what happened meanwhile is told at once",
              [e["params"]["row"]["body"] for e in got["events"]] == ["four"],
              str(got))
    got = Wait(ann.http(), 0).get()
    tap.check("from the beginning comes all, or a reset",
              got["reset"] or len(got["events"]) >= 4, str(got)[:300])
    got = Wait(ann.http(), 10 ** 9).get()
    tap.check("a seq that has not been is a reset", got["reset"], str(got))
    tap.check("the other's poll is still parked", bens.is_alive() and
              parked(server, 1))
    got = bens.get()
    tap.check("it ends after 25 s, with nothing, and a seq to go on from",
              got["events"] == [] and got["seq"] > seq and
              23 < bens.took < 30, f"{bens.took} {got}")
    gone = Http(server.port, ann.token)
    wait = Wait(gone, http.call("session.me")["seq"])
    parked(server, 1)
    gone.abort()
    tap.check("a poll whose client goes is forgotten", parked(server, 0))


def check_sessions(tap, server):
    cleo = server.member("cleo@example.org", "Cleo")
    socket, http = opened(server.port, cleo.token), cleo.http()
    wait = Wait(cleo.http(), http.call("session.me")["seq"])
    parked(server, 1)
    status, headers, _ = http.request(
        "POST", "/rpc", envelope("session.sign_out").encode(),
        {"Content-Type": "application/json"})
    code = closing(socket)
    tap.check("signing out closes the sockets of the session: 4401",
              code == 4401, f"closed with {code}")
    got = wait.get()
    tap.check("and ends its polls", isinstance(got, Refused) or
              any(e["method"] == "session.ended" for e in got["events"]),
              str(got))
    cookie = headers.get("Set-Cookie", "")
    tap.check("and clears the cookie and what the browser keeps",
              cookie.startswith("__Host-sid=;") and "Max-Age=0" in cookie and
              "storage" in headers.get("Clear-Site-Data", ""), str(headers))
    again = server.member("cleo@example.org", "Cleo")
    got = again.http().call("session.me")
    tap.check("another session of the member goes on", got["member"] is not
              None, str(got))


def check_many(tap, server):
    """Belongs to more communities than anybody will, and hears each."""
    dora = server.member("dora@example.org", "Dora")
    clubs = [server.community(f"Club {n}", members=[dora])["id"]
             for n in range(100)]
    socket = opened(server.port, dora.token)
    http = dora.http()
    for club in (clubs[0], clubs[70], clubs[99]):
        http.call("thread.open", {"community": club, "title": "Heard",
                                  "body": "Here."})
        got = events(socket, "thread.opened")
        tap.check(f"a member of 100 communities hears number "
                  f"{clubs.index(club) + 1}", got is not None and
                  got["community"] == club, str(got))
    wait = Wait(dora.http(), http.call("session.me")["seq"])
    parked(server, 1)
    http.call("thread.open", {"community": clubs[98], "title": "Heard",
                              "body": "Here."})
    got = wait.get()
    tap.check("and so by long poll", isinstance(got, dict) and
              got["events"][0]["params"]["community"] == clubs[98], str(got))
    socket.close()


def check_stop(tap, server, ann):
    full = opened(server.port, ann.token)
    full.raw.setsockopt(SOL_SOCKET, SO_RCVBUF, 4096)
    for i in range(80):  # fills what the kernel keeps, not what we keep
        draft(ann.http(), f"{i} " + "x" * 15000)
    sockets = [opened(server.port, ann.token) for _ in range(20)]
    wait = Wait(ann.http(), ann.http().call("session.me")["seq"])
    parked(server, 1)
    sockets[0].send(envelope("draft.save", {"place": "thread:1",
                                            "body": "last words"}, ident=9))
    started = time.monotonic()
    code = server.stop()
    took = time.monotonic() - started
    said, codes = [], []
    for socket in sockets:
        heard = []
        try:
            while (text := socket.receive(5)) is not None:
                heard.append(json.loads(text))
        except Closed as end:
            codes.append(end.code)
        said.append(heard)
    # Within 5 s where nothing slows it down; sanitizers look for leaks at exit.
    tap.check("SIGTERM ends the server by itself, with 0, soon",
              code == 0 and took < 15, f"{code} after {took}")
    tap.check("what was asked before is answered",
              any(m.get("id") == 9 and "result" in m for m in said[0]),
              str(said[0]))
    tap.check("everyone hears server.leaving",
              all(any(m.get("method") == "server.leaving" for m in heard)
                  for heard in said), str(said[:3]))
    tap.check("everyone is closed with 1001", codes == [1001] * 20, str(codes))
    got = wait.get()
    tap.check("a parked poll is answered", isinstance(got, dict) and
              got["events"] is not None, str(got))
    tap.check("nothing was wrong in memory (sanitizers)",
              "Sanitizer" not in server.log_end(), server.log_end())


def check_laggard(tap, server, ann):
    """Who does not read is told to resume, and costs the others nothing."""
    slow, good = opened(server.port, ann.token), opened(server.port, ann.token)
    slow.raw.setsockopt(SOL_SOCKET, SO_RCVBUF, 4096)
    http = ann.http()
    last = None
    for i in range(300):
        draft(http, f"{i} " + "x" * 19000)
        last = events(good, "draft.saved")
    tap.check("a reader gets everything while another does not read",
              last is not None and last["row"]["body"].startswith("299 "),
              str(last)[:200])
    tap.check("who never reads is cut off", gauge(server, "connections", 1))
    code = closing(slow)
    tap.check("and finds itself closed, to resume", code in (1013, None),
              f"closed with {code}")
    good.close()


def check_pause(tap, server, ann):
    """More waits than the kernel keeps, and less than one is cut off for."""
    slow = opened(server.port, ann.token)
    slow.raw.setsockopt(SOL_SOCKET, SO_RCVBUF, 16384)
    http = ann.http()
    for i in range(60):
        draft(http, f"{i} " + "x" * 15000)
    heard = []
    try:
        while (message := events(slow, "draft.saved")) is not None:
            heard.append(message["row"]["body"].split(" ")[0])
            if len(heard) == 60:
                break
        why = str(heard)
    except Exception as end:
        why = f"{heard}, then {end!r}"
    tap.check("who pauses hears all that waited, on the same connection",
              heard == [str(i) for i in range(60)], why)
    slow.close()


def check(tap, server, ann, ben):
    check_events(tap, server, ann, ben)
    check_polls(tap, server, ann, ben)
    check_sessions(tap, server)
    check_many(tap, server)
    check_pause(tap, server, ann)
    check_laggard(tap, server, ann)
    check_stop(tap, server, ann)
