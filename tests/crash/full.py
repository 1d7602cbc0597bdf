# SPDX-License-Identifier: Apache-2.0
"""A full disk under a running server (trust.md section 6, R-06).

The data folder is a small file system of its own. Once it is filled by the
posts themselves, with the floor turned off, so that SQLite meets the end of
the disk; once by a file of somebody else, so that the floor is met first.
Both times nothing acknowledged may be missing, people go on reading, and
writing comes back by itself.
"""
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import time

from server import Server
from wire import Http, Refused

ANSWER_SECONDS = 2  # after room was made
WORDS = "word " * 1500


@contextlib.contextmanager
def small_disk(place, size):
    """A file system of so many bytes at `place`; PermissionError without."""
    place.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o",
                           f"size={size},mode=0700", "tmpfs", str(place)],
                          capture_output=True, text=True)
    if made.returncode != 0:
        raise PermissionError(made.stderr.strip())
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def room(place):
    disk = os.statvfs(place)
    return disk.f_bavail * disk.f_frsize


def metric(server, name):
    http = Http(server.metrics_port)
    text = http.request("GET", "/metrics")[2].decode()
    http.close()
    for line in text.splitlines():
        if line.startswith(f"soundings_{name} "):
            return int(line.split()[1])
    return None


def refusal(act):
    """What it was refused with, or None."""
    try:
        act()
    except Refused as why:
        return why
    return None


def storage_full(why):
    return why is not None and (why.kind, why.reason) == (
        "busy", "storage_full") and "disk is full" in why.args[0]


class Scene:
    """A server on the small disk, a thread, and what was acknowledged."""

    def __init__(self, folder, disk, **settings):
        self.server = Server(folder, data=disk / "data", mail_mode="off",
                             log_level="info", **settings)
        (disk / "data").mkdir(mode=0o700)
        self.server.start()
        self.pid = self.server.pid
        self.database = disk / "data" / "soundings.db"
        self.ann = self.server.member("ann@full.example", "Ann")
        self.ben = self.server.member("ben@full.example", "Ben")
        club = self.server.community("Full", members=[self.ann, self.ben])
        self.http = self.ann.http()
        self.thread = self.http.call("thread.open", {
            "community": club["id"], "title": "Tides",
            "body": "Start."})["thread"]["id"]
        self.acknowledged = []

    def post(self, body="Short."):
        row = self.http.call("thread.post", {"thread": self.thread,
                                             "body": body})
        self.acknowledged.append(row["id"])

    def post_until_refused(self, most):
        for _ in range(most):
            why = refusal(lambda: self.post(WORDS))
            if why is not None:
                return why
        return None

    def reads(self):
        page = self.http.call("thread.page", {"thread": self.thread})
        return len(page["posts"]) > 0

    def await_post(self):
        """Seconds until a post is taken again."""
        start = time.monotonic()
        while time.monotonic() < start + 30:
            if refusal(self.post) is None:
                return time.monotonic() - start
            time.sleep(0.02)
        return None

    def said(self, what):
        lines = [json.loads(line)
                 for line in self.server.log.read_text().splitlines()]
        return [line for line in lines if what in line.values()]

    def lost(self):
        """Acknowledged posts that are not there, and what is not whole."""
        db = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        there = {ident for ident, in db.execute("SELECT id FROM post")}
        health = db.execute("PRAGMA integrity_check").fetchall()
        db.close()
        lost = [ident for ident in self.acknowledged if ident not in there]
        return lost + ([] if health == [("ok",)] else health)

    def end(self, tap, what):
        alive = self.server.process.poll() is None and \
            self.server.pid == self.pid
        tap.check(f"{what}: it was one process all along", alive,
                  self.server.log_end())
        code = self.server.stop()
        tap.check(f"{what}: the server stops in good order", code == 0,
                  f"{code}: {self.server.log_end()}")
        lost = self.lost()
        tap.check(f"{what}: all {len(self.acknowledged)} acknowledged posts "
                  "are there, and the database is whole", not lost,
                  str(lost[:10]))


def check_end_of_disk(tap, folder, disk):
    what = "on a full disk"
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * (2 << 20))
    scene = Scene(folder, disk, storage_floor=0)
    why = scene.post_until_refused(5000)
    tap.check(f"{what} a post is refused with busy and storage_full",
              storage_full(why), f"{why}, {room(disk)} bytes free")
    again = scene.post_until_refused(5000)
    tap.check(f"{what} the next one is refused the same way",
              storage_full(again), str(again))
    tap.check(f"{what} people go on reading", scene.reads())
    ballast.unlink()
    seconds = scene.await_post()
    tap.check(f"{what} posts are taken again within {ANSWER_SECONDS} s of "
              "new room", seconds is not None and seconds < ANSWER_SECONDS,
              f"{seconds}: {scene.server.log_end()}")
    scene.end(tap, what)


def check_floor(tap, folder, disk):
    what = "below the floor"
    ballast = disk / "ballast"
    scene = Scene(folder, disk, storage_floor="16M")
    scene.post()
    tap.check("above the floor the metric is 0",
              metric(scene.server, "storage_low") == 0)
    ballast.write_bytes(b"\0" * (room(disk) - (12 << 20)))
    why = refusal(scene.post)
    tap.check(f"{what} a post is refused with busy and storage_full",
              storage_full(why), str(why))
    upload = scene.http.request("POST", "/files?name=a.txt", b"hello")
    tap.check(f"{what} a file is refused too",
              upload[0] == 503 and b"storage_full" in upload[2], str(upload))
    tap.check(f"{what} people go on reading", scene.reads())
    tap.check(f"{what} somebody can still sign out",
              refusal(lambda: scene.ben.http().call("session.sign_out"))
              is None)
    tap.check(f"{what} the metrics tell",
              metric(scene.server, "storage_low") == 1 and
              0 < metric(scene.server, "storage_free_bytes") < 16 << 20)
    ballast.unlink()
    seconds = scene.await_post()
    tap.check(f"{what} posts are taken again within {ANSWER_SECONDS} s of "
              "new room", seconds is not None and seconds < ANSWER_SECONDS,
              f"{seconds}: {scene.server.log_end()}")
    tap.check(f"{what} the log raised one alarm, and said when it was well",
              [len(scene.said(w)) for w in ("storage.low", "storage.well")]
              == [1, 1], scene.server.log_end())
    tap.check("above the floor again the metric is 0",
              metric(scene.server, "storage_low") == 0)
    scene.end(tap, what)


def check(tap, folder):
    for name, size, body in (("end", "8m", check_end_of_disk),
                             ("floor", "32m", check_floor)):
        place = pathlib.Path(folder) / name
        try:
            with small_disk(place / "disk", size) as disk:
                body(tap, place / "server", disk)
        except PermissionError as why:
            tap.skip(f"a full disk ({name}) stops nothing but writing",
                     f"no file system may be mounted here: {why}")
