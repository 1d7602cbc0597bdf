# SPDX-License-Identifier: Apache-2.0
"""A standby that is read from: whoever has written something finds it with the
next thing they read, whatever becomes of the standby."""
import re
import signal
import time

import postgres
from common import SECONDS, Stage, community, need, open_thread, test
from wire import Http


def reads(servers):
    """How many calls they have read from the standby."""
    total = 0
    for s in servers:
        _, _, text = Http(s.metrics_port).request("GET", "/metrics")
        total += int(re.search(rb"^soundings_replica_reads_total (\d+)$",
                               text, re.M)[1])
    return total


class Scene:
    def __init__(self, stage, primary, copy):
        own = Stage(primary)
        own.folder, own.database = stage.folder, "copied"
        store = primary.store("copied")
        there = (f"postgres:host={copy.folder} port={copy.port} "
                 "user=soundings dbname=copied")
        self.servers = [own.server(store, store_replica=there, readers="1")
                        for _ in range(2)]
        club, (ann,) = community(self.servers[0], "ann")
        self.thread = open_thread(ann, club)
        self.wires = [Http(s.port, ann.token) for s in self.servers]
        self.said = 0

    def say_and_read(self, count):
        """Writes on one server and reads on the other; the slowest read."""
        slowest = 0
        for n in range(count):
            one, other = self.wires[n % 2], self.wires[1 - n % 2]
            self.said += 1
            post = one.call("thread.post", {
                "thread": self.thread, "body": f"{self.said}"})
            begun = time.monotonic()
            page = other.call("thread.page", {"thread": self.thread})
            slowest = max(slowest, time.monotonic() - begun)
            need(page["posts"][-1]["id"] == post["id"],
                 f"post {self.said} is not on the page")
            self.keep_and_read(one, other)
        return slowest

    def keep_and_read(self, one, other):
        """The same for what is in no log: words that are not sent yet."""
        one.call("draft.save", {"place": f"thread {self.thread}",
                                "body": f"half of {self.said}"})
        drafts = other.call("draft.list", {})["drafts"]
        need([d["body"] for d in drafts] == [f"half of {self.said}"],
             f"draft {self.said} is not there")

    def is_read(self):
        """Awaits that the standby is read from (again)."""
        until, before = time.monotonic() + SECONDS, reads(self.servers)
        while reads(self.servers) < before + 10:
            need(time.monotonic() < until, "the standby is not read from")
            self.say_and_read(1)

    def is_left_alone(self, count):
        self.say_and_read(2)
        before = reads(self.servers)
        self.say_and_read(count)
        need(reads(self.servers) == before, "it was read from all the same")


def pause(copy):
    copy.sql("postgres", "SELECT pg_wal_replay_pause()")
    until = time.monotonic() + SECONDS
    while copy.sql("postgres", "SELECT pg_get_wal_replay_pause_state()") != \
            [["paused"]]:
        need(time.monotonic() < until, "it does not pause")
        time.sleep(0.02)


@test("what was written is read at once, from a standby that follows, from the "
      "store when it is behind, dead or hangs", postgres.missing)
def _(stage):
    with postgres.Cluster() as primary, \
            primary.standby(waits=False) as copy:
        scene = Scene(stage, primary, copy)
        scene.is_read()
        scene.say_and_read(50)
        pause(copy)
        scene.is_left_alone(10)
        copy.sql("postgres", "SELECT pg_wal_replay_resume()")
        scene.is_read()
        copy.kill()
        scene.is_left_alone(10)
        copy.start()
        scene.is_read()
        copy.everyone(signal.SIGSTOP)
        slowest = scene.say_and_read(2)
        copy.everyone(signal.SIGCONT)
        need(slowest < 10, f"a read took {slowest:.1f} s")
        for s in scene.servers:
            s.stop()
