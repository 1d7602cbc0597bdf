# SPDX-License-Identifier: Apache-2.0
"""Two and three servers behind nginx and behind HAProxy, as deploy/ shows them:
people do not notice which server they have, nor that one goes."""
import os
import re
import signal
import time

from common import (SECONDS, Follower, Voice, community, need,
                    need_all_followed, need_all_once, open_thread, posts_stored,
                    test)
from front import NAME, Haproxy, Nginx, program
from wire import Http


def connections(server):
    """How many sockets and parked polls it has."""
    _, _, text = Http(server.metrics_port).request("GET", "/metrics")
    return sum(int(n) for n in re.findall(
        rb"^soundings_(?:connections|polls) (\d+)$", text, re.M))


# Between two posts of one voice. Who has missed 5,000 events is told, rightly, to
# load afresh: nobody may miss so many while a server hangs.
PAUSE = 0.03


class Scene:
    """Servers behind one proxy, with people who write and people who hear."""

    def __init__(self, stage, kind, count):
        store = stage.store()
        self.stage = stage
        self.servers = [stage.server(store, public_url=f"https://{NAME}",
                                     trusted_proxy="127.0.0.1")
                        for _ in range(count)]
        self.front = kind(stage.folder / f"{kind.__name__}-{stage.count}",
                          [s.port for s in self.servers])
        club, people = community(self.servers[0], "ann", "ben")
        self.ann, self.ben = people
        self.thread = open_thread(self.ann, club)
        after = posts_stored(stage)[-1]
        self.followers = [
            Follower(lambda: self.front.socket(self.ben.token), after)
            for _ in range(2 * count)] + [
            Follower(lambda: self.front.http(self.ben.token), after, True)
            for _ in range(count)]
        self.voices = [Voice(self.front.http(self.ann.token), self.thread,
                             f"voice {n}", PAUSE) for n in range(3)]

    def goes_on(self):
        """Everybody writes, and everybody hears what is written from now."""
        now = time.monotonic()
        for voice in self.voices:
            voice.first_after(now)
        last = posts_stored(self.stage)[-1]
        for one in self.followers:
            one.until(last)

    def everywhere(self):
        """Awaits that each server has somebody."""
        until = time.monotonic() + SECONDS
        while not all(connections(s) for s in self.servers):
            need(time.monotonic() < until, "a server has nobody")
            time.sleep(0.05)

    def end(self):
        for voice in self.voices:
            voice.over.set()
        for voice in self.voices:
            voice.end()
        need_all_followed(self.stage, self.followers)
        need_all_once(self.stage, self.voices)
        for one in self.followers:
            need(one.why is None, f"{one.why!r}")
        for s in self.servers:
            s.stop()
        self.front.stop()


def is_back(scene, server):
    """Awaits that new sockets go to a server that was started again."""
    until, there = time.monotonic() + SECONDS, 0
    while there == 0:
        need(time.monotonic() < until, "a server that is back gets nobody")
        one = scene.front.socket(scene.ben.token)
        time.sleep(0.05)  # it is counted at the end of a turn of the loop
        there = connections(server)
        one.close()


def sockets_are_had(scene, seconds):
    """New sockets, one after the other: none is refused. Polls for as long."""
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until or count < 10:
        scene.front.socket(scene.ben.token).close()
        count += 1
        time.sleep(0.02)


def tries(scene, source, count):
    """Asks for so many sign-in links, each time saying to be another; how many
    tries are counted then: one for each link, one for an address that has
    some left, and it had ten."""
    http = scene.front.http(None, source=source)
    for n in range(count):
        http.more["X-Forwarded-For"] = f"203.0.113.{n}"
        http.call("session.send_link", {"email": f"{n}@{source}.org"})
    (rows,), = scene.stage.sql("SELECT count(*) FROM attempt")
    return int(rows)


def who_asks(scene):
    """The servers know people by the address that the proxy saw."""
    for source, count, rows in (("127.0.0.9", 12, 22), ("127.0.0.10", 1, 24)):
        tried = tries(scene, source, count)
        need(tried == rows, f"{tried} tries are counted, not {rows}")


def a_server_dies(scene):
    scene.servers[0].kill()
    scene.goes_on()
    scene.servers[0].start()
    is_back(scene, scene.servers[0])


def the_database_restarts(scene):
    scene.stage.cluster.stop()
    scene.stage.cluster.start()
    scene.goes_on()


def a_server_drains(scene):
    """Stopped in good order: nobody is sent there any more, nor sees it."""
    drained = scene.servers[-1]
    os.kill(drained.pid, signal.SIGTERM)
    sockets_are_had(scene, 0.5)
    drained.stop()
    scene.goes_on()
    drained.start()


def all_of_it(stage, kind, count):
    scene = Scene(stage, kind, count)
    scene.everywhere()
    who_asks(scene)
    for turn in (a_server_dies, the_database_restarts, a_server_drains):
        turn(scene)
    return scene


def missing(kind):
    if program(*kind.PROGRAM) is None:
        return f"{kind.PROGRAM[0]} cannot be unpacked, or a library is missing"
    return None


@test("behind nginx two servers are one: kill -9, a restart of the database and "
      "draining cost nobody a post, a gap or a repetition",
      lambda: missing(Nginx))
def _(stage):
    all_of_it(stage, Nginx, 2).end()


def has_the_lock(scene):
    """Does a server that hangs keep all others from writing?"""
    return scene.stage.sql(
        "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
        "WHERE locktype = 'advisory' AND granted "
        "AND state = 'idle in transaction'") != [["0"]]


def hang_at_the_worst(scene, server):
    """Stops it in the middle of a write."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        os.kill(server.pid, signal.SIGSTOP)
        if has_the_lock(scene):
            time.sleep(0.1)  # its last words may be on their way
            if has_the_lock(scene):
                return
        os.kill(server.pid, signal.SIGCONT)
        time.sleep(0.02)
    raise AssertionError("it is never caught in the middle of a write")


@test("behind HAProxy three servers are one, and one that hangs in the middle of "
      "a write loses its lock and its people to the others",
      lambda: missing(Haproxy))
def _(stage):
    scene = all_of_it(stage, Haproxy, 3)
    hung = scene.servers[1]
    hang_at_the_worst(scene, hung)
    begun = time.monotonic()
    scene.goes_on()
    print(f"# all write again {time.monotonic() - begun:.1f} s after a server "
          "hangs with the lock", flush=True)
    os.kill(hung.pid, signal.SIGCONT)
    scene.end()
