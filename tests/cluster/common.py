# SPDX-License-Identifier: Apache-2.0
"""What the tests of this part share: the stage, people who write and hear."""
import http.client
import json
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

from server import Server, binary
from wire import Closed, Handshake, Http, Refused, WebSocket, envelope

TESTS_FOLDER = pathlib.Path(__file__).resolve().parent.parent
TESTS = []
SECONDS = 30
KEY = "a key that the client made"
# What a client takes for a cut wire: no connection, a proxy's 502, 503.
LOST = (OSError, http.client.HTTPException, RuntimeError, Closed, Handshake)


def test(sentence, missing=lambda: None):
    """missing() says why it has to be left out; None: it need not."""
    def listed(body):
        TESTS.append((sentence, body, missing))
        return body
    return listed


class Stage:
    """One cluster for all tests, a database for each."""

    def __init__(self, cluster, failovers=1):
        self.cluster, self.count = cluster, 0
        self.failovers = failovers
        self.folder = pathlib.Path(tempfile.mkdtemp(
            prefix="soundings-cluster-"))

    def store(self):
        self.count += 1
        self.database = f"test{self.count}"
        return self.cluster.store(self.database)

    def sql(self, statement):
        return self.cluster.sql(self.database, statement)

    def server(self, store, **settings):
        """One more server of the same community: with the same key."""
        place = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        key = self.folder / f"{self.database}.key"
        s = Server(place, store=store, **settings)
        (place / "data").mkdir(mode=0o700)
        if key.exists():
            shutil.copy(key, place / "data" / "master.key")
            (place / "data" / "master.key").chmod(0o600)
        s.start()
        if not key.exists():
            shutil.copy(place / "data" / "master.key", key)
        return s


class Listener:
    """The events that a socket hears, in the order in which they come."""

    def __init__(self, port, token):
        self.socket = WebSocket(port, token)
        self.heard = []

    def hear(self, seconds=SECONDS):
        """The next event; None: there was none."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            text = self.socket.receive(max(0.0, until - time.monotonic()))
            if text is None:
                return None
            message = json.loads(text)
            if "seq" in message.get("params", {}) and \
               message["method"] != "server.hello":
                self.heard.append(message)
                return message
        return None

    def until(self, good):
        while not good():
            if self.hear() is None:
                raise AssertionError("nothing more is heard")


def need(good, why="it is not so"):
    if not good:
        raise AssertionError(why)


def refused(kind, call):
    """The refusal; an error when there is none, or one of another kind."""
    try:
        call()
    except Refused as why:
        need(why.kind == kind, f"{why}, not {kind}")
        return why
    raise AssertionError("it was not refused")


def patiently(call, kinds=("busy",), lost=()):
    """What a client does: again while the server says busy, or after errors
    of the kinds `lost`."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            return call()
        except Refused as why:
            if why.kind not in kinds or time.monotonic() > until:
                raise
        except lost:
            if time.monotonic() > until:
                raise
        time.sleep(0.05)


def run_to_its_end(store):
    """(exit code, what it says) of a server that cannot start."""
    place = tempfile.mkdtemp(prefix="soundings-test-")
    s = Server(place, store=store)
    done = subprocess.run([str(binary()), "serve"], env=s.environment(),
                          capture_output=True, text=True, timeout=60,
                          check=False)
    shutil.rmtree(place)
    return done.returncode, done.stderr


def community(server, *names):
    """Its row, and members with sessions."""
    people = [server.member(f"{name}@example.org", name.capitalize())
              for name in names]
    return server.community("Club", members=people), people


def open_thread(one, club):
    return one.http().call("thread.open", {
        "community": club["id"], "title": "Tides", "body": "Start."},
        )["thread"]["id"]


class Voice(threading.Thread):
    """Posts, at most every `pause` seconds, and tries each post until it is
    acknowledged."""

    def __init__(self, http, thread, name, pause=0):
        super().__init__(daemon=True)
        self.http, self.thread, self.name = http, thread, name
        self.why = None   # it gave up
        self.broken = []  # what it was told that is no "try again"
        self.told = []  # (when, body, id) of what was acknowledged
        self.pause = pause
        self.over = threading.Event()
        self.start()

    def run(self):
        try:
            while not self.over.wait(self.pause):
                self.say(f"{self.name} {len(self.told)}")
        except Exception as why:
            self.why = why

    def try_to_say(self, body):
        try:
            return self.http.call("thread.post", {
                "thread": self.thread, "body": body}, f"{KEY} {body}")
        except Refused as why:
            if why.kind == "broken":
                self.broken.append(str(why))
            raise

    def say(self, body):
        post = patiently(lambda: self.try_to_say(body), ("busy", "broken"),
                         LOST)
        self.told.append((time.monotonic(), body, post["id"]))

    def first_after(self, moment):
        """When something was acknowledged after the moment; awaits it."""
        while self.told[-1:] < [(moment,)] and self.is_alive():
            time.sleep(0.005)
        for when, _, _ in self.told:
            if when > moment:
                return when
        raise AssertionError(f"{self.name} writes no more: {self.why!r}")

    def end(self):
        self.over.set()
        self.join()
        need(self.why is None, f"{self.name}: {self.why!r}")


def hear_on(ear, over):
    while not over.is_set():
        ear.hear(0.2)


def need_all_once(stage, voices):
    stored = {body: (count, ident) for body, count, ident in stage.sql(
        "SELECT body, count(*), min(id) FROM post GROUP BY body")}
    twice = [body for body, (count, _) in stored.items() if count != "1"]
    need(not twice, f"stored more than once: {twice}")
    for voice in voices:
        for _, body, ident in voice.told:
            need(stored.get(body) == ("1", str(ident)),
                 f"{body}: told {ident}, stored {stored.get(body)}")
    posts = sum(len(voice.told) for voice in voices)
    need(len(stored) == posts + 1, f"told of {posts}, stored {len(stored)}")
    (gaps,), = stage.sql("SELECT count(*) - max(seq) FROM event")
    need(gaps == "0", "the log has gaps")


def posts_stored(stage):
    """The seqs of all posts, in the order of the log."""
    return [int(row[0]) for row in stage.sql(
        "SELECT seq FROM event WHERE kind = 'thread.posted' ORDER BY seq")]


class Follower(threading.Thread):
    """A client that hears of posts: by a socket or by long polls, again and
    again, from the last event it has seen."""

    def __init__(self, connect, after, by_polls=False):
        """connect() makes a WebSocket; an Http if by_polls."""
        super().__init__(daemon=True)
        self.connect, self.after, self.cursor = connect, after, after
        self.posts, self.breaks = [], 0  # what it heard of; cut off so often
        self.why = None
        self.over = threading.Event()
        self.listen = self.poll if by_polls else self.hear
        self.start()

    def run(self):
        try:
            while not self.over.is_set():
                self.once()
        except Exception as why:
            self.why = why

    def once(self):
        try:
            self.listen()
        except LOST:
            self.breaks += 1
        except Refused as why:
            if why.kind != "busy":
                raise
        time.sleep(0.02)

    def fold(self, events):
        for event in events:
            if event["params"]["seq"] <= self.cursor:
                continue
            self.cursor = event["params"]["seq"]
            if event["method"] == "thread.posted":
                self.posts.append(self.cursor)

    def page(self, answer):
        need(not answer["reset"], "it was told to load afresh: the log ends "
             f"at {answer['seq']}, it had heard {self.cursor}")
        seqs = [e["params"]["seq"] for e in answer["events"]]
        need(seqs == sorted(set(seqs)) and (not seqs or seqs[0] > self.cursor),
             f"told {seqs} after {self.cursor}")
        self.fold(answer["events"])
        need(answer["seq"] >= self.cursor, "it was sent back")
        self.cursor = answer["seq"]
        return answer["more"]

    def poll(self):
        http = self.connect()
        while not self.over.is_set():
            self.page(http.call("event.wait", {"after": self.cursor}))

    def hear(self):
        socket = self.connect()
        hello = json.loads(socket.receive(SECONDS) or "{}")
        need(hello.get("method") == "server.hello", f"no hello: {hello}")
        live = []
        if hello["params"]["seq"] > self.cursor:
            self.catch_up(socket, live)
        self.fold(live)
        while not self.over.is_set():
            text = socket.receive(0.2)
            if text is not None:
                self.take(json.loads(text), live)
                self.fold(live[-1:])
        socket.close()

    def take(self, message, live):
        """A message that nobody asked for; in order, and once."""
        if "seq" not in message.get("params", {}):
            return
        need(not live or message["params"]["seq"] > live[-1]["params"]["seq"],
             "an event came twice, or out of order")
        live.append(message)

    def catch_up(self, socket, live):
        more = True
        while more:
            socket.send(envelope("event.since", {"after": self.cursor}))
            answer = None
            while answer is None:
                text = socket.receive(SECONDS)
                need(text is not None, "event.since is not answered")
                message = json.loads(text)
                if "id" in message:
                    answer = message
                else:
                    self.take(message, live)
            if "error" in answer:
                raise Refused(answer["error"])
            more = self.page(answer["result"])

    def until(self, seq):
        """Awaits that it has heard of everything up to there."""
        until = time.monotonic() + SECONDS
        while self.cursor < seq and self.is_alive() and \
                time.monotonic() < until:
            time.sleep(0.01)
        need(self.cursor >= seq, f"it hears no more: {self.why!r}")

    def end(self):
        self.over.set()


def need_all_followed(stage, followers):
    """Each has heard of every post, in order, once."""
    wanted = posts_stored(stage)
    for one in followers:
        one.until(wanted[-1])
        heard = set(one.posts)
        missed = [s for s in wanted if s > one.after and s not in heard]
        need(one.posts == sorted(heard) and not missed,
             f"{one.listen.__name__}, {one.breaks} breaks: of {len(wanted)} "
             f"posts {len(missed)} are missed: {missed[:3]} ... {missed[-3:]}")
    for one in followers:
        one.end()
