# SPDX-License-Identifier: Apache-2.0
"""Somebody who talks to the server and hears it: by WebSocket or long poll.

A speaker keeps everything it has heard, in order, and the snapshot of each
community from the moment it could first see it. Which transport carries the
events is the link's business; what they mean is replay.py's.
"""
import concurrent.futures
import json
import os
import queue
import threading
import time

from wire import (Closed, Http, Refused, WebSocket, envelope, outcome)

SECONDS = float(os.environ.get("TALK_SECONDS", "10"))
# These answer with a cookie or late, so they travel by POST /rpc.
BY_POST = {"session.sign_in", "session.open_link", "session.sign_out",
           "invitation.accept", "event.wait"}
# After these events the listener sees other things than before.
AFRESH = {"community.entered", "member.hears_changed", "round.shown",
          "round.revealed", "round.asked_too"}
BARRIER = "talk:barrier"


class Unheard(Exception):
    """What should have come did not, or came wrong."""


class SocketLink:
    """Events and answers over one WebSocket."""

    def __init__(self, speaker):
        self.speaker = speaker
        self.closed = None
        self.answers = {}
        self.last = 0
        self.hello = None
        self.later = None   # while catching up: what comes live meanwhile
        self.socket = WebSocket(speaker.port, speaker.token,
                                headers=speaker.headers)
        until = time.monotonic() + SECONDS
        while self.hello is None:
            if self.closed or time.monotonic() > until:
                raise Unheard("the server did not say hello")
            self.pump(0.5)

    def start(self, method, params, key):
        self.last += 1
        self.socket.send(envelope(method, params, key, self.last))
        return self.last

    def finish(self, ident):
        until = time.monotonic() + SECONDS
        while ident not in self.answers:
            if self.closed:
                raise Unheard(f"no answer: {self.closed}")
            if time.monotonic() > until:
                raise Unheard(f"no answer within {SECONDS:.0f} s")
            self.pump(0.5)
        return outcome(self.answers.pop(ident))

    def pump(self, timeout):
        """Takes in one message, waiting at most so long; False: none."""
        if self.closed:
            return False
        try:
            text = self.socket.receive(timeout)
        except Closed as why:
            self.closed = why
            return False
        if text is None:
            return False
        message = json.loads(text)
        if "method" not in message:
            self.answers[message["id"]] = message
        elif message["method"] == "server.hello":
            self.hello = message["params"]["seq"]
        elif self.later is not None:
            self.later.append(message)
        else:
            self.speaker.hear(message)
        return True

    def catch_up(self, after):
        """Hears what happened since; the seq up to which all is told."""
        more, self.later = True, []
        while more:
            told = self.finish(self.start("event.since", {"after": after},
                                          None))
            if told["reset"]:
                self.speaker.reset()
            for message in told["events"]:
                self.speaker.hear(message)
            after, more = told["seq"], told["more"]
        self.speaker.resumed = after
        later, self.later = self.later, None
        for message in later:
            self.speaker.hear(message)
        return after

    def close(self):
        self.socket.close()


class PollLink:
    """Events by long poll; answers come by POST, as for guests."""

    def __init__(self, speaker):
        self.speaker = speaker
        self.closed = None
        self.queue = queue.SimpleQueue()
        self.leaving = False
        self.http = Http(speaker.port, speaker.token,
                         headers=speaker.headers)
        self.hello = self.http.call("session.me")["seq"]
        self.thread = None

    def listen(self, after):
        self.thread = threading.Thread(target=self.wait, args=(after,),
                                       daemon=True)
        self.thread.start()

    def wait(self, after):
        while not self.leaving:
            try:
                told = self.http.call("event.wait", {"after": after})
            except (Refused, OSError, RuntimeError, ValueError) as why:
                self.queue.put(why)
                return
            self.queue.put(told)
            after = told["seq"]

    def pump(self, timeout):
        if self.closed:
            return False
        try:
            told = self.queue.get(timeout=max(timeout, 0.001))
        except queue.Empty:
            return False
        if isinstance(told, Exception):
            self.closed = told
            return False
        if told["reset"]:
            self.speaker.reset()
        for message in told["events"]:
            self.speaker.hear(message)
        return True

    def catch_up(self, after):
        self.listen(after)
        return after

    def close(self):
        self.leaving = True
        self.http.abort()
        if self.thread is not None:
            self.thread.join(30)


class Speaker:
    pool = concurrent.futures.ThreadPoolExecutor(32)

    def __init__(self, name, port, token=None, poll=False, address=None):
        self.name, self.port, self.token = name, port, token
        self.poll = poll
        self.headers = {"X-Forwarded-For": address} if address else {}
        self.link = None
        self.heard = []     # every event, in order
        self.cursor = 0     # what a talk has already listened past
        self.upto = 0       # everything up to this seq was told
        self.resumed = 0    # events up to this seq may come twice
        self.before = {}    # community -> its first snapshot
        self.afresh = set() # communities to take a new snapshot of
        self.wrong = []     # broken promises about the stream

    # The stream.

    def arrive(self):
        """Opens the link; a snapshot of every community is the beginning."""
        self.link = PollLink(self) if self.poll else SocketLink(self)
        self.upto = self.link.hello
        if self.poll:
            self.link.listen(self.upto)
        self.reset()
        self.settle()

    def leave(self):
        if self.link is not None:
            self.link.close()
            self.link = None

    def come_back(self):
        self.link = PollLink(self) if self.poll else SocketLink(self)
        self.upto = max(self.upto, self.link.catch_up(self.upto))
        self.settle()

    def reset(self):
        self.afresh |= {c["id"] for c in
                        self.post("session.me", {})["communities"]}

    def hear(self, message):
        seq = message["params"].get("seq")
        if seq is not None:
            if seq <= self.resumed:
                return
            if seq <= self.upto:
                self.wrong.append(
                    f"{self.name} heard {message['method']} with seq {seq} "
                    f"after seq {self.upto}")
            self.upto = max(self.upto, seq)
            if message["method"] in AFRESH:
                self.afresh.add(message["params"]["community"])
        self.heard.append(message)

    def settle(self):
        """Takes the snapshots that became due."""
        while self.afresh:
            community = self.afresh.pop()
            self.before[community] = self.snapshot(community)

    def snapshot(self, community):
        return self.call("event.snapshot", {"community": community})

    def pump(self, timeout=0.0):
        return self.link is not None and self.link.pump(timeout)

    def barrier(self):
        """Returns once everything that had happened has been heard.

        The log has one order and a link keeps it: when the speaker's own
        newest event arrives, all earlier ones have.
        """
        mark = len(self.heard)
        self.call("draft.save", {"place": BARRIER, "body": ""})
        until = time.monotonic() + SECONDS
        while not any(m["method"] == "draft.saved"
                      and m["params"]["row"]["place"] == BARRIER
                      for m in self.heard[mark:]):
            if time.monotonic() > until or (self.link.closed
                                            and not self.pump()):
                raise Unheard(f"{self.name} does not hear the own draft")
            self.pump(0.5)

    def await_event(self, fits):
        """The first event after the cursor that fits; else None."""
        until = time.monotonic() + SECONDS
        while True:
            while self.cursor < len(self.heard):
                message = self.heard[self.cursor]
                self.cursor += 1
                if fits(message):
                    return message
            if self.link is None or self.link.closed or \
                    time.monotonic() > until:
                return None
            self.pump(0.5)

    def await_end(self):
        """Has the server cut the link in time?"""
        until = time.monotonic() + SECONDS
        while self.link is not None and not self.link.closed:
            if time.monotonic() > until:
                return False
            self.pump(0.5)
        return True

    # Calls.

    def post(self, method, params, key=None):
        http = Http(self.port, self.token, headers=self.headers)
        try:
            return http.call(method, params, key)
        finally:
            self.token = http.token
            http.close()

    def upload(self, name, data):
        http = Http(self.port, self.token, headers=self.headers)
        try:
            return http.upload(name, data)
        finally:
            http.close()

    def start(self, method, params, key=None):
        """Sends a call without waiting; a function that gives its result."""
        link = self.link
        if isinstance(link, SocketLink) and method not in BY_POST:
            ident = link.start(method, params, key)
            return lambda: link.finish(ident)
        return self.pool.submit(self.post, method, params, key).result

    def call(self, method, params, key=None):
        result = self.start(method, params, key)()
        if self.token and self.link is None and method in BY_POST:
            self.arrive()
        return result
