# SPDX-License-Identifier: Apache-2.0
"""Who may have a file by its address: its owner, and the community that uses it.

To everybody else there is no such file: the answer is the one to a number that
was never given, byte by byte.
"""
import sqlite3

from wire import Http


def answer(http, path, verb="GET"):
    """Status, body, and the headers that could tell more than they should."""
    status, headers, body = http.request(verb, path)
    return status, body, sorted((name.lower(), value) for name, value
                                in headers.items() if name.lower() != "date")


def check(tap, server):
    ann, ben, eve = (server.member(f"{name}@files.example", name)
                     for name in ("Ann", "Ben", "Eve"))
    club = server.community("Files", coordinators=[ann], members=[ben])
    server.community("Elsewhere", coordinators=[eve])
    text = b"# Guide\n\nWhat we advise."
    owner, member, outsider = ann.http(), ben.http(), eve.http()
    upload = owner.upload("guide.md", text)
    path = f"/files/{upload['id']}"
    absent = answer(outsider, "/files/999999")
    tap.check("a file that is nowhere: 404", absent[0] == 404, str(absent))
    tap.check("an upload is its owner's alone at first",
              answer(owner, path)[:2] == (200, text) and
              answer(member, path) == absent, str(answer(member, path)))
    owner.call("document.add", {"community": club["id"], "title": "Guide",
                                "file": upload["id"]})
    tap.check("as a draft it is every member's",
              answer(member, path)[:2] == (200, text))
    tap.check("to a coordinator of another community it is not there",
              answer(outsider, path) == absent, str(answer(outsider, path)))
    tap.check("nor by HEAD", answer(outsider, path, "HEAD")[0] in (404, 405)
              and answer(outsider, path, "HEAD")[1] == b"")
    guest = answer(Http(server.port), path)
    tap.check("a guest is told to sign in, whatever the number",
              guest[0] == 403 and
              guest == answer(Http(server.port), "/files/999999"), str(guest))
    stolen = Http(server.port, "A" * 43)
    tap.check("a session that is none opens nothing",
              answer(stolen, path)[0] == 403, str(answer(stolen, path)))
    with sqlite3.connect(server.database, timeout=10) as db:
        db.execute("UPDATE membership SET left_at = 1 WHERE member = ?",
                   (ben.id,))
    tap.check("who has left the community does not have it any more",
              answer(member, path) == absent, str(answer(member, path)))
