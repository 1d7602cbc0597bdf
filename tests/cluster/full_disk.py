# SPDX-License-Identifier: Apache-2.0
"""A database whose disk is full: nothing is written, everything is read."""
import os
import pathlib
import pwd
import sys
import tempfile
import time

import postgres
from common import (SECONDS, TESTS_FOLDER, Stage, community, need, open_thread,
                    patiently, posts_stored, refused, test)

sys.path.append(str(TESTS_FOLDER / "crash"))

from full import small_disk  # noqa: E402

DISK_BYTES = 170 << 20
LEFT_BYTES = 24 << 20
WORDS_BYTES = 9500  # at random: the database makes shorter what it can


def fill(folder):
    """A file of somebody else's, which leaves room for a few posts."""
    disk = os.statvfs(folder)
    path = folder / "filler"
    path.write_bytes(bytes(disk.f_bavail * disk.f_frsize - LEFT_BYTES))
    return path


def until_refused(http, thread):
    """How many posts are acknowledged before one is not, and why it is not."""
    told, until = [], time.monotonic() + SECONDS

    def say():
        while time.monotonic() < until:
            told.append(http.call("thread.post", {
                "thread": thread, "body": os.urandom(WORDS_BYTES).hex()})["id"])
    return told, refused("busy", say)


def missing():
    try:
        with tempfile.TemporaryDirectory() as place, \
                small_disk(pathlib.Path(place), LEFT_BYTES):
            return postgres.missing()
    except PermissionError as why:
        return f"a small disk cannot be made: {why}"


@test("while the disk of the database is full nothing is written, all is read, "
      "and nothing that was acknowledged is lost", missing)
def _(stage):
    cluster = postgres.Cluster(max_wal_size="64MB", min_wal_size="32MB")
    with small_disk(cluster.folder, DISK_BYTES):
        who = pwd.getpwnam(cluster.user)
        os.chown(cluster.folder, who.pw_uid, who.pw_gid)
        with cluster:
            far = Stage(cluster)
            far.folder = stage.folder
            s = far.server(far.store())
            club, (ann,) = community(s, "ann")
            thread, http = open_thread(ann, club), ann.http()
            filler = fill(cluster.folder)
            told, why = until_refused(http, thread)
            need(why.reason == "storage_full", f"the reason is {why.reason}")
            page = http.call("thread.page", {"thread": thread})
            need(page["posts"][-1]["id"] == told[-1], "the last is not read")
            filler.unlink()
            told.append(patiently(lambda: http.call("thread.post", {
                "thread": thread, "body": "There is room."}))["id"])
            need(posts_stored(far)[1:] == told, "a post is lost, or too many")
            need(s.process.poll() is None, "the server has ended")
            s.stop()
