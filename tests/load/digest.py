# SPDX-License-Identifier: Apache-2.0
"""How long the digests of a community take after a week: decided, rendered and
queued, and for how long the loop answers nobody meanwhile. The relay is away, so
nothing is sent.
"""
import pathlib
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "mail" / "lib"), str(HERE.parent / "lib")]
sys.dont_write_bytecode = True

import aside                                                    # noqa: E402
from house import MailServer                                    # noqa: E402
from stage import Bystander                                     # noqa: E402
from server import free_port                                    # noqa: E402
from wire import Http                                           # noqa: E402

MEMBERS, EVENTS = 5000, 2000
THREADS = EVENTS // 10


def fill(s, club):
    """Members by SQL; what they said by SQL as well, as if it were typed."""
    s.stop()
    import sqlite3
    db = sqlite3.connect(s.database)
    seq, at = db.execute("SELECT max(seq), max(at) FROM event").fetchone()
    first = seq + 1

    def event(kind, subject, actor):
        nonlocal seq
        seq += 1
        db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)",
                   (seq, at, club, club * 8 + 1, actor, kind,
                    subject or seq))
        return seq

    people = []
    for i in range(MEMBERS):
        one = event("member.made", None, None)
        people.append(one)
        db.execute("INSERT INTO member (id, email, display_name, time_zone, "
                   "created_at) VALUES (?, ?, ?, 'Europe/London', ?)",
                   (one, f"m{i}@example.org", f"Member {i}", at))
        row = event("member.joined", None, one)
        db.execute("INSERT INTO membership (id, community, member, role, "
                   "joined_at) VALUES (?, ?, ?, 'member', ?)",
                   (row, club, one, at))
        db.execute("INSERT INTO notice (member, digest_on, digest_days, "
                   "digest_hour, zone, next_at, told, told_at) VALUES "
                   "(?, 1, '2', 10, 'Europe/London', ?, ?, ?)",
                   (one, at + 10**12, seq, at))
    told = seq
    db.execute("UPDATE notice SET told = ?", (told,))
    db.execute("UPDATE decided SET seq = ?", (told,))
    threads = []
    for i in range(THREADS):
        t = event("thread.opened", None, people[i])
        threads.append(t)
        db.execute("INSERT INTO thread (id, number, community, kind, title, "
                   "opened_by, opened_at, changed, last_post, last_post_at, "
                   "post_count) VALUES (?, ?, ?, 'discussion', ?, ?, ?, ?, 0, "
                   "?, 0)", (t, i + 1, club, f"Thread {i}", people[i], at, t,
                             at))
    for i in range(EVENTS - THREADS):
        t, author = threads[i % THREADS], people[(i * 7) % MEMBERS]
        p = event("thread.posted", None, author)
        db.execute("INSERT INTO post (id, thread, author, posted_at, body, "
                   "body_html) VALUES (?, ?, ?, ?, ?, ?)",
                   (p, t, author, at, f"What about {i}?",
                    f"<p>What about {i}?</p>"))
        db.execute("UPDATE thread SET last_post = ?, post_count = "
                   "post_count + 1 WHERE id = ?", (p, t))
    db.commit()
    db.close()
    assert first


def stalls(port, stop, found):
    """The longest wait for an answer of the loop, in ms."""
    http = Http(port, timeout=30)
    while not stop.is_set():
        begin = time.monotonic()
        http.request("GET", "/healthz")
        found.append((time.monotonic() - begin) * 1000)
        time.sleep(0.002)


def waited(pid):
    """For how long the loop's thread was ready and no core was free, in s."""
    stat = pathlib.Path(f"/proc/{pid}/task/{pid}/schedstat").read_text()
    return int(stat.split()[1]) / 1e9


def main():
    with MailServer.relay(f"smtp://127.0.0.1:{free_port()}") as s:
        ann = s.member("ann@example.org", "Ann")
        club = s.community("Club", coordinators=[ann])["id"]
        fill(s, club)
        s.start()
        begin = time.monotonic()
        while s.sql("SELECT seq FROM decided")[0]["seq"] < \
                s.sql("SELECT max(seq) AS seq FROM event")[0]["seq"]:
            time.sleep(0.02)
        decided = time.monotonic() - begin
        stop, found = threading.Event(), []
        watch = threading.Thread(target=stalls, args=(s.port, stop, found))
        watch.start()
        time.sleep(0.5)
        quiet = max(found)
        before = s.turns()
        found.clear()
        cpu = pathlib.Path(f"/proc/{s.pid}/stat")
        ticks = lambda: sum(map(int, cpu.read_text().split()[13:15]))
        used, begin = ticks(), time.monotonic()
        other, queue = Bystander(), waited(s.pid)
        s.sql("UPDATE notice SET next_at = 1")
        while s.sql("SELECT count(*) AS n FROM outbox WHERE kind = 'digest'"
                    )[0]["n"] < MEMBERS:
            time.sleep(0.05)
        queued = time.monotonic() - begin
        used = (ticks() - used) / 100
        other, queue = other.longest(), waited(s.pid) - queue
        stop.set()
        watch.join()
        tell(decided + queued, used, before, s.turns(), quiet, max(found),
             other, queue)


def tell(took, used, before, after, quiet, answer, other, queue):
    """What came out, and what a busy machine has to do with it."""
    aside.row(f"digests of {MEMBERS:,} members after {EVENTS:,} events, decided, "
              "rendered and queued", f"{took:.2f} s", took, (10, "<= 10 s"),
              f"rendering and queueing {used:.2f} s of a core", up=False)
    aside.row("the loop's longest turn meanwhile, as it says",
              f"{after[0]:.2f} ms", after[0], (20, "<= 20 ms"),
              f"{before[0]:.2f} ms before; at most {after[1]:.2f} ms of a turn on "
              f"a core; the longest answer {answer:.1f} ms, {quiet:.1f} ms before; "
              f"a process that only slept woke up to {other:.1f} ms late, and the "
              f"loop was ready without a core for {queue * 1000:.0f} ms in all",
              up=False)


if __name__ == "__main__":
    main()
