# SPDX-License-Identifier: Apache-2.0
"""What servers of one store share besides posts: links that work once, mails
that are being sent, a log that is read although nobody rang."""
import json
import re
import socket
import threading
import time

from common import (SECONDS, Listener, community, need, open_thread, refused,
                    test)
from wire import Http, Refused

WRITERS = 1399743591  # the lock, see server/store/postgres.h


@test("what no other server rings for is heard within a look at the log")
def _(stage):
    s = stage.server(stage.store())
    club, (ann, ben) = community(s, "ann", "ben")
    thread = open_thread(ann, club)
    ear = Listener(s.port, ben.token)
    stage.sql(f"BEGIN; SELECT pg_advisory_xact_lock({WRITERS}); "
              "INSERT INTO event (seq, at, community, audience, actor, kind, "
              "subject) SELECT max(seq) + 1, max(at), "
              f"{club['id']}, {club['id']} * 8 + 1, {ann.id}, "
              f"'thread.touched', {thread} FROM event; COMMIT")
    ear.until(lambda: ear.heard and ear.heard[-1]["method"] ==
              "thread.touched")
    post = ann.http().call("thread.post", {"thread": thread, "body": "next"})
    ear.until(lambda: any(m["params"].get("row", {}).get("id") == post["id"]
                          for m in ear.heard))
    s.stop()


@test("a writer that is the victim of a deadlock writes once more, and nobody "
      "is told")
def _(stage):
    s = stage.server(stage.store())
    club, (ann,) = community(s, "ann")
    thread = open_thread(ann, club)
    # Has the thread, awaits that the writer wants it, and wants its lock.
    other = threading.Thread(target=stage.sql, args=(f"""
        SET deadlock_timeout = '60s';
        DO $$ BEGIN
            PERFORM 1 FROM thread WHERE id = {thread} FOR UPDATE;
            WHILE NOT EXISTS (SELECT 1 FROM pg_locks l
                JOIN pg_locks w ON w.pid = l.pid AND NOT w.granted
                JOIN pg_database d ON d.oid = l.database
                WHERE l.locktype = 'advisory' AND l.objid = {WRITERS}
                  AND d.datname = current_database()) LOOP
                PERFORM pg_sleep(0.01);
            END LOOP;
            PERFORM pg_advisory_xact_lock({WRITERS});
        END $$""",))
    other.start()
    until = time.monotonic() + SECONDS
    while stage.sql("SELECT count(*) FROM pg_locks JOIN pg_stat_activity "
                    "USING (pid) WHERE query LIKE '%deadlock_timeout%' "
                    "AND granted AND relation = 'thread'::regclass "
                    "AND mode = 'RowShareLock'") != [["1"]]:
        need(time.monotonic() < until, "nobody has the thread")
        time.sleep(0.01)
    post = ann.http().call("thread.post", {"thread": thread, "body": "once"})
    other.join()
    stored = stage.sql("SELECT id FROM post WHERE body = 'once'")
    need(stored == [[str(post["id"])]], f"{stored} is stored")
    need("deadlock detected" in s.log.read_text(), "there was no deadlock")
    s.stop()


def mailed(servers):
    """The texts of all mails that were put into a folder."""
    return [path.read_text() for s in servers for path in s.mail.glob("*")]


@test("a link that was sent opens one session, whichever servers are asked at "
      "once")
def _(stage):
    store = stage.store()
    servers = [stage.server(store) for _ in range(2)]
    ann = servers[0].member("ann@example.org", "Ann")
    Http(servers[0].port).call("session.send_link", {"email": ann.email})
    until = time.monotonic() + SECONDS
    while not mailed(servers):
        need(time.monotonic() < until, "there is no mail")
        time.sleep(0.02)
    token = re.search(r"/enter#([\w-]{43})", mailed(servers)[0])[1]
    opened, told = [], []

    def enter(server):
        try:
            opened.append(Http(server.port).call("session.open_link",
                                                 {"token": token}))
        except Refused as why:
            told.append(why.kind)
    trying = [threading.Thread(target=enter, args=(servers[n % 2],))
              for n in range(20)]
    for one in trying:
        one.start()
    for one in trying:
        one.join()
    need(len(opened) == 1 and told == ["conflict"] * 19,
         f"{len(opened)} sessions, {told}")
    for s in servers:
        s.stop()


@test("a mail that a dead server was sending is sent by the other within a "
      "minute, and not before")
def _(stage):
    store = stage.store()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        one = stage.server(store, mail_mode="relay", mail_tls="off",
                           mail_relay="smtp://127.0.0.1:"
                           f"{silent.getsockname()[1]}")
        ann = one.member("ann@example.org", "Ann")
        Http(one.port).call("session.send_link", {"email": ann.email})
        call, _ = silent.accept()  # and never says a word
        two = stage.server(store)
        one.kill()
        call.close()
    (left,), = stage.sql("SELECT leased_until - 1000 * "
                         "extract(epoch FROM clock_timestamp())::bigint "
                         "FROM outbox WHERE state = 'leased'")
    need(0 < int(left) <= 60_000, f"it is the dead one's for {left} ms")
    need(not mailed([two]), "it is sent although it is not due")
    stage.sql("UPDATE outbox SET leased_until = leased_until - 60000")
    until = time.monotonic() + SECONDS
    while not mailed([two]):
        need(time.monotonic() < until, "nobody sends it")
        time.sleep(0.02)
    need(stage.sql("SELECT count(*) FROM outbox") == [["1"]], "more mails")
    two.stop()


@test("a read that takes too long is busy, not broken, and the log says why")
def _(stage):
    s = stage.server(stage.store())
    club, (ann,) = community(s, "ann")
    # All its connections (docs/running.md) have prepared what they will ask:
    # one look may fall between two steps of a start, five do not.
    until, looks = time.monotonic() + SECONDS, 0
    while looks < 5:
        need(time.monotonic() < until, "the server is still connecting")
        looks = looks + 1 if stage.sql(
            "SELECT count(*), count(*) FILTER (WHERE state = 'idle') "
            "FROM pg_stat_activity WHERE datname = current_database() AND "
            "pid <> pg_backend_pid() AND backend_type = 'client backend'"
            ) == [["10", "10"]] else 0
    # Keeps what is asked waiting, until the database is told to give it up.
    other = threading.Thread(target=stage.sql, args=("""
        DO $$ BEGIN
            LOCK TABLE community_group IN ACCESS EXCLUSIVE MODE;
            WHILE (SELECT count(pg_cancel_backend(pid)) FROM pg_locks
                    WHERE NOT granted
                      AND relation = 'community_group'::regclass) = 0 LOOP
                PERFORM pg_sleep(0.01);
            END LOOP;
        END $$""",))
    other.start()
    until = time.monotonic() + SECONDS
    while stage.sql("SELECT count(*) FROM pg_locks WHERE granted AND mode = "
                    "'AccessExclusiveLock' AND relation = "
                    "'community_group'::regclass") != [["1"]]:
        need(time.monotonic() < until, "nobody has the table")
        time.sleep(0.01)
    why = refused("busy", lambda: ann.http().call("group.list", {
        "community": club["id"]}))
    other.join()
    need(why.reason is None, f"the reason is {why.reason}")
    said = [json.loads(line) for line in s.log.read_text().splitlines()]
    failed = [line for line in said if line["what"] == "read.failed"]
    need([line["method"] for line in failed] == ["group.list"] and
         "took too long" in failed[0]["why"], str(failed))
    s.stop()
