# SPDX-License-Identifier: Apache-2.0
"""Sessions that run out while somebody is at work.

The end of a session, or its last use, is moved in the database, so that the
real clock of the server reaches it while the test waits.
"""
import json
import sqlite3
import time

from frames import closing
from wire import Handshake, Http, Refused, WebSocket, envelope

LIFE = 3000     # ms from the move to the end
PATIENCE = 30   # seconds
MINUTE = 60000


def now():
    return int(time.time() * 1000)


def session_of(server, member, sql, *values):
    """Runs a statement about the sessions of a member; its rows."""
    with sqlite3.connect(server.database, timeout=10) as db:
        return db.execute(sql, (*values, member.id)).fetchall()


def refusal(http, method, params):
    try:
        http.call(method, params)
    except Refused as why:
        return why
    return None


def signed_out(why):
    return why is not None and (why.kind, why.reason) == (
        "denied", "signed_out") and "What you typed is kept" in why.args[0]


def handshake_refused(server, member):
    try:
        WebSocket(server.port, member.token).close()
    except Handshake as why:
        return why.status == 403
    return False


def check_end(tap, server, what, name, move):
    """`move` sets the one session of a member so that it ends in LIFE. Nothing
    is asked meanwhile: that would be use."""
    email = f"{name.lower()}@example.org"
    one = server.member(email, name)
    http = one.http()
    http.call("draft.save", {"place": "thread:1", "body": "Half a thought"})
    session_of(server, one, move, now() + LIFE)
    socket = one.socket()
    hello = json.loads(socket.receive())["params"]
    tap.check(f"{what}: until then it is good", hello["member"] == one.id)
    code = closing(socket)
    tap.check(f"{what}: the open socket is closed with 4401", code == 4401,
              str(code))
    why = refusal(http, "draft.list", {})
    tap.check(f"{what}: a call is told signed_out", signed_out(why), str(why))
    tap.check(f"{what}: nobody is served any more by its cookie",
              http.call("session.me")["member"] is None and
              handshake_refused(server, one))
    again = server.member(email, name).http()
    drafts = again.call("draft.list", {})["drafts"]
    tap.check(f"{what}: who signs in again finds the draft",
              [d["body"] for d in drafts] == ["Half a thought"], str(drafts))


def check_socket_call(tap, server):
    """A call on the open socket may come before the server has looked."""
    one = server.member("gil@example.org", "Gil")
    socket = one.socket()
    socket.receive()
    session_of(server, one, "UPDATE session SET expires_at = ? "
               "WHERE member = ?", now() - 1)
    socket.send(envelope("draft.list", {}, ident=3))
    answer = json.loads(socket.receive())
    tap.check("a call on a socket whose session is over is told signed_out",
              answer.get("error", {}).get("data", {}).get("reason")
              == "signed_out", str(answer))
    socket.close()


def check_use(tap, server):
    """Use is noted to the nearest ten minutes, and keeps a session alive."""
    one = server.member("hal@example.org", "Hal")
    seen = "SELECT seen_at FROM session WHERE member = ?"
    before = now() - 11 * MINUTE
    session_of(server, one, "UPDATE session SET seen_at = ? WHERE member = ?",
               before)
    one.http().call("session.list", {})
    end = time.monotonic() + PATIENCE
    while session_of(server, one, seen)[0][0] == before and \
            time.monotonic() < end:
        time.sleep(0.02)
    tap.check("a session that is used does not become idle",
              session_of(server, one, seen)[0][0] > now() - MINUTE)


def check_agent(tap, server):
    """What a browser calls itself is cut to a length, between characters."""
    one = server.member("ida@example.org", "Ida")
    http = one.http()
    http.call("member.set_password", {"password": "three plain words"})
    Http(server.port, headers={
        "User-Agent": ("x" * 159 + "\u00e9\u00e9").encode()}).call(
            "session.sign_in", {"email": one.email,
                                "password": "three plain words"})
    agents = [s["agent"] for s in http.call("session.list")["sessions"]]
    tap.check("a browser with a long name is listed by its beginning",
              "x" * 159 + "\u00e9" in agents, str(agents))


def check(tap, server):
    check_end(tap, server, "a session that has lasted its time", "Eva",
              "UPDATE session SET expires_at = ? WHERE member = ?")
    check_end(tap, server, "a session that was idle too long", "Finn",
              "UPDATE session SET seen_at = ? - idle_ms WHERE member = ?")
    check_socket_call(tap, server)
    check_use(tap, server)
    check_agent(tap, server)
