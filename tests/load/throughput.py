# SPDX-License-Identifier: Apache-2.0
"""How much one server does in a second: posts, pages; and what a browser has
to fetch before it shows anything."""
import gzip
import pathlib
import re
import statistics
import sys

from fanout import rate
from stage import load, median_of
from wire import Http

POST_PAGES = 6      # that SQLite writes for one post
WAL_MOST = 64 << 20 # bytes; it starts anew at 16 MiB
POST = ('{"thread":$thread,"body":"Number $number: I have read the *second* '
        'draft and would keep the list in section 3 as it is."}')


def posts_once(table, stage, flight, seconds):
    before = stage.posts()
    got = load("calls", port=stage.port, pid=stage.server.pid,
               cast=stage.writers, new=1,
               method="thread.post", params=POST, flight=flight,
               seconds=seconds)
    stored = stage.posts() - before
    what = f"durable posts, {flight} at a time"
    table.count(what, got, "refused", "lost", "twice", "closed")
    if stored != got["answered"]:
        table.bad += abs(stored - got["answered"])
        table.wrong.append(f"{what}: {got['answered']} answered, "
                           f"{stored} stored")
    return got["per_second"], got["cpu_us"]


def syncs_once(stage, pages):
    return load("sync", file=stage.folder / "sync", pages=pages,
                seconds=1)["per_second"]


def part_posts(table, stage, long):
    disk, wide, one, many, shares, computed = [], [], [], [], [], []
    for _ in range(5):
        # A disk has moods: each figure is held against the one beside it.
        disk.append(syncs_once(stage, 1))
        one.append(posts_once(table, stage, 1, 1)[0])
        disk.append(syncs_once(stage, 1))
        shares.append(2 * one[-1] / (disk[-1] + disk[-2]))
        wide.append(syncs_once(stage, POST_PAGES))
        posts, cpu = posts_once(table, stage, 64, 1)
        many.append(posts)
        computed.append(cpu)
    wal = pathlib.Path(f"{stage.server.database}-wal").stat().st_size
    if wal > WAL_MOST:
        table.wrong.append(f"the WAL has grown to {wal >> 20} MiB")
    spread = (f"{rate(statistics.median(disk))} fdatasync "
              f"({min(disk):,.0f}-{max(disk):,.0f}); "
              f"{rate(statistics.median(wide))} of {POST_PAGES} pages")
    posts = statistics.median(many)
    table.row("durable posts, 64 posters", rate(posts), posts,
              (3000, ">= 3,000/s"), "the server computes "
              f"{statistics.median(computed):.0f} us a post",
              floor=(1500, "1,500/s"))
    share = statistics.median(shares)
    table.row("durable posts, 1 poster", rate(statistics.median(one)), share,
              (0.35, ">= 0.35 of fdatasync"), spread, f"{share:.2f}",
              (0.15, "0.15"))


PAGES = (
    ("from the database", '{"thread":$thread,"before":$id}', 3000, 1500),
    ("when nothing changed", '{"thread":$thread,"known":%d}', 12000, 6000),
)


def part_pages(table, stage, long):
    for how, params, goal, floor in PAGES:
        if "%d" in params:
            params %= stage.page_high + 1000000
        runs = [load("calls", port=stage.port, cast=stage.readers,
                     pid=stage.server.pid, method="thread.page",
                     params=params, flight=32,
                     seconds=3, low=stage.page_low, high=stage.page_high)
                for _ in range(2)]
        label = f"thread page of 50 posts, {how}"
        for run in runs:
            table.count(label, run, "refused", "lost", "closed")
        value = median_of(runs, "per_second")
        size = runs[0]["bytes_per_answer"] / 1024
        table.row(label, rate(value), value, (goal, f">= {goal:,}/s"),
                  f"{size:.1f} KiB; the server computes "
                  f"{median_of(runs, 'cpu_us'):.0f} us", floor=(floor, f"{floor:,}/s"))


def needed_by(program, page):
    """The files that Vite's loader fetches for a page, what it imports aside."""
    listed = re.search(rb"m\.f=\[([^\]]*)\]", program)
    asked = re.search(rb"import\([`\"']\./" + page + rb"-[^)]*\)(?:\.then\([^)]*\))?,"
                      rb"__vite__mapDeps\(\[([\d,]+)\]\)", program)
    if listed is None or asked is None:
        raise RuntimeError("the client is not built as it used to be")
    names = re.findall(rb"[\"']([^\"']+)[\"']", listed[1])
    return {"/" + names[int(i)].decode() for i in asked[1].split(b",")}


def imports(program):
    """What a chunk needs before it can run."""
    return {"/assets/" + name.decode() for name in
            re.findall(rb"(?:from|import)[\"'`]\./([^\"'`]+)[\"'`]", program)}


def first_load(stage):
    """(gzipped bytes, other hosts) of the thread page with an empty cache."""
    http = Http(stage.port)

    def fetch(path):
        status, headers, data = http.request(
            "GET", path, headers={"Accept-Encoding": "gzip"})
        if status != 200:
            raise RuntimeError(f"{path}: HTTP {status}")
        if headers.get("Content-Encoding") == "gzip":
            return len(data), gzip.decompress(data)
        return len(data), data
    size, page = fetch("/thread/1")
    links = {x.decode() for x in re.findall(
        rb"""(?:src|href)=["']([^"']+)["']""", page)}
    foreign = [x for x in links if x.startswith(("http", "//"))]
    program = next(x for x in links if re.search(r"/index-.*\.js$", x))
    links |= needed_by(fetch(program)[1], b"thread")
    wanted, seen = links - set(foreign), set()
    while wanted:
        seen |= wanted
        got = [fetch(x) for x in wanted]
        size += sum(bytes_sent for bytes_sent, _ in got)
        wanted = {imported for _, text in got for imported in imports(text)} - seen
    return size, foreign


def part_client(table, stage, long):
    if "client" not in stage.server.settings:
        print("the client is not built: deploy/client", file=sys.stderr)
        return
    size, foreign = first_load(stage)
    if foreign:
        table.wrong.append(f"the client asks other hosts: {foreign}")
    table.row("first load of the thread page, gzipped",
              f"{size / 1000:.1f} kB", size, (40000, "<= 40 kB"),
              floor=(60000, "60 kB"), up=False)
