# SPDX-License-Identifier: Apache-2.0
"""Slow and clumsy listeners: cut off or gone, they come back and miss nothing.

Each reads with a tiny buffer and sometimes sleeps or drops its connection.
What it missed it asks for with event.since; told twice is fine, never is not.
"""
import json
import random
import socket
import threading

from wire import Closed

LISTENERS = 20
WRITERS = 5
POSTS = 40
SIZES = (10, 200, 15000)


class Listener(threading.Thread):
    def __init__(self, member, seed, seq):
        super().__init__(daemon=True)
        self.member, self.last = member, seq
        self.dice = random.Random(seed)
        self.heard = set()      # seqs of posts
        self.out_of_order = []  # of one connection
        self.broken = None
        self.resumed = 0
        self.until = None       # stop once all up to here was heard
        self.ready = threading.Event()

    def run(self):
        try:
            while self.until is None or self.last < self.until:
                self.listen()
        except Exception as why:  # told by the test, not by the thread
            self.broken = why

    def hear(self, message):
        params = message["params"]
        self.last = max(self.last, params["seq"])
        if message["method"] == "thread.posted":
            self.heard.add(params["seq"])

    def catch_up(self, seq):
        http = self.member.http()
        while self.last < seq:
            got = http.call("event.since", {"after": self.last})
            self.resumed += 1
            for message in got["events"]:
                self.hear(message)
            self.last = max(self.last, got["seq"])
        http.close()

    def listen(self):
        """One connection, from its hello to its end."""
        ws = self.member.socket()
        ws.raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        before = json.loads(ws.receive())["params"]["seq"]
        self.catch_up(before)
        self.ready.set()
        try:
            while self.until is None or self.last < self.until:
                text = ws.receive(0.2)
                message = json.loads(text) if text else {"method": "server."}
                if message["method"].startswith("server."):
                    continue
                seq = message["params"]["seq"]
                if seq <= before:
                    self.out_of_order.append((before, seq))
                before = seq
                self.hear(message)
                if self.stumbles():
                    break
        except (Closed, OSError):
            pass
        ws.raw.close()

    def stumbles(self):
        chance = self.dice.random()
        if chance < 0.01:
            threading.Event().wait(self.dice.random() * 2)
        return 0.01 < chance < 0.02


def write(member, thread, posted):
    http = member.http()
    for n in range(POSTS):
        row = http.call("thread.post", {
            "thread": thread, "body": "x" * SIZES[n % len(SIZES)]})
        posted.append(row["id"])
    http.close()


def check(tap, server):
    people = [server.member(f"r{n}@example.org", f"Reader {n}")
              for n in range(LISTENERS)]
    club = server.community("Listeners", members=people)
    http = people[0].http()
    thread = http.call("thread.open", {
        "community": club["id"], "title": "Much at once",
        "body": "Ready?"})["thread"]["id"]
    seq = http.call("session.me")["seq"]
    listeners = [Listener(one, n, seq) for n, one in enumerate(people)]
    posted = []
    writers = [threading.Thread(target=write, args=(one, thread, posted))
               for one in people[:WRITERS]]
    for one in listeners:
        one.start()
    for one in listeners:
        one.ready.wait(30)
    for one in writers:
        one.start()
    for one in writers:
        one.join(120)
    end = http.call("session.me")["seq"]
    for one in listeners:
        one.until = max(posted)
    for one in listeners:
        one.join(240)
    missed = [sorted(set(posted) - one.heard)[:5] for one in listeners]
    tap.check("listeners that stumble miss nothing once they are back",
              len(posted) == WRITERS * POSTS and not any(missed),
              f"{missed} {[one.broken for one in listeners]}")
    tap.check("within one connection every seq is above the one before",
              not any(one.out_of_order for one in listeners),
              str([one.out_of_order for one in listeners]))
    tap.check("they did have to come back",
              sum(one.resumed for one in listeners) > 0 and end > seq)
