# SPDX-License-Identifier: Apache-2.0
"""Durable posts on PostgreSQL, by one server and by two, beside the least that
a database can do for a post: one insert and one update in a transaction, from
64 clients of pgbench, on the same cluster."""
import itertools
import re
import shutil
import statistics
import subprocess
import sys

from fanout import rate
from stage import load, people, write_cast
import postgres
from server import Server

FLIGHT = 64          # posts under way
POSTERS = 4 * FLIGHT  # so that no socket reaches its limit of messages
SECONDS = 2
POST = ('{"thread":$thread,"body":"Number $number: I have read the *second* '
        'draft and would keep the list in section 3 as it is."}')
BODY = "I have read the second draft and would keep the list in section 3."
BARE = f"""\\set thread random(1, {FLIGHT})
BEGIN;
INSERT INTO bare_post (thread, author, posted_at, body)
VALUES (:client_id + 1, :client_id, 1700000000000, '{BODY}');
UPDATE bare_thread SET last_post = last_post + 1, post_count = post_count + 1
 WHERE id = :client_id + 1;
COMMIT;
"""


def make_bare(cluster):
    cluster.sql("bare", "CREATE TABLE bare_thread (id bigint PRIMARY KEY, "
                "last_post bigint NOT NULL, post_count bigint NOT NULL)")
    cluster.sql("bare", "CREATE TABLE bare_post (id bigserial PRIMARY KEY, "
                "thread bigint NOT NULL, author bigint NOT NULL, posted_at "
                "bigint NOT NULL, body text NOT NULL)")
    cluster.sql("bare", "INSERT INTO bare_thread SELECT n, 0, 0 "
                f"FROM generate_series(1, {FLIGHT}) n")


def bare_once(cluster, folder, clients):
    """Transactions a second of pgbench."""
    script = folder / "bare.sql"
    script.write_text(BARE)
    out = subprocess.check_output(
        [str(postgres.program("pgbench")), "-n", "-M", "prepared", "-c",
         str(clients), "-j", str(min(2, clients)), "-T", str(SECONDS),
         "-f", str(script), "-h", str(cluster.folder), "-p",
         str(cluster.port), "-U", "soundings", "bare"], text=True)
    return float(re.search(r"tps = ([\d.]+)", out)[1])


class Scene:
    """Two servers of one database, and posters with a thread each."""

    def __init__(self, folder, cluster):
        store = cluster.store("posts")
        self.servers = [
            Server(folder / f"node{n}", store=store, mail_mode="off",
                   trusted_proxy="127.0.0.1") for n in range(2)]
        self.servers[0].start()
        key = folder / "node0" / "data" / "master.key"
        (folder / "node1" / "data").mkdir(parents=True, mode=0o700)
        shutil.copy(key, folder / "node1" / "data" / "master.key")
        control = self.servers[0].control()
        posters = people(control, "w", POSTERS)
        threads = []
        for n, one in enumerate(posters):
            row = self.servers[0].community(f"Room {n}")
            self.servers[0].call("community.enrol", community=row["id"],
                                 member=one["member"], role="member")
            threads += control.calls("thread.open", [(
                {"community": row["id"], "title": "Drafts", "body": "?"},
                one["token"])])
        ids = [one["thread"]["id"] for one in threads]
        half = POSTERS // 2
        self.cast = write_cast(folder / "all", posters, ids)
        self.halves = [write_cast(folder / "left", posters[:half], ids[:half]),
                       write_cast(folder / "right", posters[half:],
                                  ids[half:])]
        cluster.sql("posts", "VACUUM ANALYZE")

    def post(self, server, cast, flight, new):
        return load("calls", port=server.port, pid=server.pid, cast=cast,
                    new=new, method="thread.post", params=POST, flight=flight,
                    seconds=SECONDS)


def both_at_once(scene, new):
    """The posts of two servers, 32 posters each."""
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(
            lambda n: scene.post(scene.servers[n], scene.halves[n],
                                 FLIGHT // 2, new), range(2)))


def part_postgres(table, folder, long):
    if postgres.missing():
        print(postgres.missing(), file=sys.stderr)
        return
    with postgres.Cluster() as cluster:
        cluster.store("bare")
        make_bare(cluster)
        scene = Scene(folder / "postgres", cluster)
        try:
            measure(table, folder, cluster, scene, 5 if long else 3)
        finally:
            for server in scene.servers:
                server.stop()


def measure(table, folder, cluster, scene, times):
    bare, many, one, lone, two = [], [], [], [], []
    numbers = itertools.count(1)
    for _ in range(times):
        bare.append(bare_once(cluster, folder, FLIGHT))
        many.append(count(table, "64 posters", [scene.post(
            scene.servers[0], scene.cast, FLIGHT, next(numbers))]))
        lone.append(bare_once(cluster, folder, 1))
        one.append(count(table, "1 poster", [scene.post(
            scene.servers[0], scene.cast, 1, next(numbers))]))
    scene.servers[1].start()
    for _ in range(times):
        two.append(count(table, "two servers",
                         both_at_once(scene, next(numbers))))
    share = statistics.median(a / b for a, b in zip(many, bare))
    table.row("durable posts on PostgreSQL, 64 posters",
              rate(statistics.median(many)), share,
              (0.75, ">= 0.75 of a bare insert and update"),
              f"{rate(statistics.median(bare))} bare", f"{share:.2f}")
    share = statistics.median(a / b for a, b in zip(one, lone))
    table.row("durable posts on PostgreSQL, 1 poster",
              rate(statistics.median(one)), share, (0, ""),
              f"{rate(statistics.median(lone))} bare", f"{share:.2f}")
    share = statistics.median(two) / statistics.median(many)
    table.row("durable posts on PostgreSQL, two servers, 64 posters",
              rate(statistics.median(two)), share,
              (1.3, ">= 1.3 x one server"),
              f"{rate(statistics.median(many))} one server", f"{share:.2f}")


def count(table, what, runs):
    """Posts a second of all servers; nothing may be lost or doubled."""
    for run in runs:
        table.count(f"PostgreSQL, {what}", run, "refused", "lost", "twice",
                    "closed")
    return sum(run["per_second"] for run in runs)
