# SPDX-License-Identifier: Apache-2.0
"""kill -9 under load (trust.md 6.1, R-01).

Writers log each intent, fsynced, before they ask and after they are answered;
the server is killed at random moments and started again; what was not answered
is asked again with the same key. At the end the logs are held against the
database: what was acknowledged is there, and everything is there once. This
proves our own state, not the disk: the page cache survives a kill.
"""
import json
import os
import pathlib
import random
import sqlite3
import threading
import time

from server import Server
from wire import Closed, Handshake, Http, Refused, WebSocket, envelope, outcome

WRITERS = 8
SETTLE_SECONDS = 60


class HttpVoice:
    """Asks by POST /rpc."""

    def __init__(self, port, token):
        self.http = Http(port, token, timeout=20)

    def call(self, method, params, key):
        return self.http.call(method, params, key)

    def close(self):
        self.http.close()


class SocketVoice:
    """Asks over a WebSocket; events that come between are passed over."""

    def __init__(self, port, token):
        self.socket = WebSocket(port, token)
        self.last = 0

    def call(self, method, params, key):
        self.last += 1
        self.socket.send(envelope(method, params, key, self.last))
        while True:
            text = self.socket.receive(20)
            if text is None:
                raise TimeoutError("no answer in 20 s")
            message = json.loads(text)
            if message.get("id") == self.last and "method" not in message:
                return outcome(message)

    def close(self):
        self.socket.close()


class Log:
    """A file of lines that are on the disk when the call returns."""

    def __init__(self, path):
        self.file = open(path, "ab")

    def write(self, *words):
        self.file.write((json.dumps(words) + "\n").encode())
        self.file.flush()
        os.fsync(self.file.fileno())


class Writer(threading.Thread):
    def __init__(self, number, server, token, thread, folder):
        super().__init__(daemon=True)
        self.number, self.server, self.token = number, server, token
        self.thread_id = thread
        self.log = Log(folder / f"writer-{number}.log")
        self.leave = threading.Event()
        self.voice = None
        self.retries = 0

    def run(self):
        count = 0
        while not self.leave.is_set():
            count += 1
            key = f"writer-{self.number}-intent-{count:06d}"
            self.log.write("ask", key)
            ident = self.until_answered(key)
            if ident is None:
                return
            self.log.write("got", key, ident)
        self.drop()

    def until_answered(self, key):
        params = {"thread": self.thread_id, "body": f"This is {key}."}
        until = None
        while True:
            try:
                if self.voice is None:
                    kind = SocketVoice if self.number % 2 else HttpVoice
                    self.voice = kind(self.server.port, self.token)
                return self.voice.call("thread.post", params, key)["id"]
            except Refused as why:
                if why.kind not in ("busy", "broken"):
                    raise
            except (OSError, Closed, Handshake, ValueError, RuntimeError):
                pass
            self.drop()
            self.retries += 1
            if self.leave.is_set():
                until = until or time.monotonic() + SETTLE_SECONDS
                if time.monotonic() > until:
                    return None
            time.sleep(0.005)

    def drop(self):
        if self.voice is not None:
            self.voice.close()
        self.voice = None


def read_logs(folder):
    """(keys asked, {key: id} acknowledged) from the files."""
    asked, got = set(), {}
    for path in sorted(folder.glob("writer-*.log")):
        for line in path.read_text().splitlines():
            what, key, *ident = json.loads(line)
            if what == "ask":
                asked.add(key)
            else:
                got[key] = ident[0]
    return asked, got


def set_the_stage(server):
    """A thread and a session for each writer."""
    people = [server.member(f"w{n}@crash.example", f"Writer {n}")
              for n in range(WRITERS)]
    club = server.community("Crash", members=people)
    thread = people[0].http().call("thread.open", {
        "community": club["id"], "title": "Under load", "body": "Start."})
    return [one.token for one in people], thread["thread"]["id"]


def torture(folder, cycles, seed, settings):
    """Runs the cycles; how often a call had to be repeated."""
    dice = random.Random(seed)
    server = Server(folder / "server", **settings).start()
    tokens, thread = set_the_stage(server)
    writers = [Writer(n, server, token, thread, folder)
               for n, token in enumerate(tokens)]
    for writer in writers:
        writer.start()
    for _ in range(cycles):
        # The random moment is the test: nothing is awaited here.
        time.sleep(dice.uniform(0.05, 1.5))
        server.kill()
        server.start()
    for writer in writers:
        writer.leave.set()
    for writer in writers:
        writer.join(SETTLE_SECONDS + 30)
    server.stop()
    return sum(writer.retries for writer in writers)


def asker(database):
    """What asks a file of SQLite: SQL in, rows out."""
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    return lambda sql: db.execute(sql).fetchall()


def health(ask):
    wrong = ask("PRAGMA integrity_check") + ask("PRAGMA foreign_key_check")
    return "" if wrong == [("ok",)] else repr_some(wrong)


def findings(ask, asked, got):
    """{sentence: what is wrong} about the database; empty texts are good."""
    stored = {}
    for ident, body in ask("SELECT id, body FROM post"):
        if body.startswith("This is "):
            stored.setdefault(body[8:-1], []).append(ident)
    lost = [k for k, ident in got.items() if ident not in stored.get(k, [])]
    double = [k for k, ids in stored.items() if len(ids) > 1]
    missing = [k for k in asked if k not in stored]
    strange = [k for k in stored if k not in asked]
    (count, low, high), = ask("SELECT count(*), min(seq), max(seq) FROM event")
    counts = ask("SELECT t.id, t.post_count, count(p.id) FROM thread t JOIN "
                 "post p ON p.thread = t.id GROUP BY t.id "
                 "HAVING t.post_count <> count(p.id)")
    unheard = ask("SELECT p.id FROM post p LEFT JOIN (SELECT subject, count(*) "
                  "AS times FROM event WHERE kind = 'thread.posted' "
                  "GROUP BY subject) AS told ON told.subject = p.id "
                  "WHERE coalesce(told.times, 0) <> 1")
    return {
        f"each of {len(got)} acknowledged posts is there": repr_some(lost),
        f"each of {len(asked)} intents is there once":
            repr_some(double + missing + strange),
        f"{high} events are numbered without a gap":
            "" if (low, high) == (1, count) else f"{low}..{high}: {count}",
        "posts, counts and events tell the same":
            repr_some(counts + unheard),
    }


def repr_some(things):
    return f"{len(things)}: {things[:10]}" if things else ""


def numbers(rows):
    """The rows of psql, whose columns are texts."""
    return [tuple(int(x) if x.isdigit() else x for x in row) for row in rows]


def check(tap, folder, cycles, seed, cluster=None):
    """On SQLite, or in a database of the PostgreSQL cluster."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    settings = {} if cluster is None else {"store": cluster.store("crash")}
    retries = torture(folder, cycles, seed, settings)
    asked, got = read_logs(folder)
    tap.check(f"{cycles} times killed under load (seed {seed}), "
              f"{retries} calls sent again",
              retries > 0 and len(got) > cycles,
              f"only {len(got)} posts, {retries} retries: no load?")
    tap.check("in the end every intent is answered",
              asked == set(got), f"{sorted(asked - set(got))[:10]}")
    if cluster is None:
        ask = asker(folder / "server" / "data" / "soundings.db")
        tap.check("after the kills the database is whole",
                  not health(ask), health(ask))
    else:
        def ask(sql):
            return numbers(cluster.sql("crash", sql))
    for sentence, wrong in findings(ask, asked, got).items():
        tap.check("after the kills " + sentence, not wrong, wrong)
