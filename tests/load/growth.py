# SPDX-License-Identifier: Apache-2.0
"""What a community costs after years: starting again, the home page, and how
each cost grows with members, communities and posts."""
import pathlib
import shutil
import statistics
import subprocess
import time

import archive
import stage
from stage import load
from throughput import POST
from wire import Http

MILLION = 1000000
SOCKETS = 100        # of one member: each may send 64 messages a second
BURST = 100          # messages that a socket may send at once
POSTS_AT_ONCE = 4000 # before a kill
HOME_GOAL = 10.0     # ms
THREAD_PAGE = 50     # posts


def cast_of(server, name, person, thread=0):
    """One member on many sockets, so that none of them is slowed down."""
    return stage.write_cast(server.folder / f"{name}.cast",
                            [person] * SOCKETS, [thread] * SOCKETS)


def calls(table, what, server, cast, method, params="{}", **words):
    got = load("calls", port=server.port, pid=server.pid, cast=cast,
               method=method, params=params,
               **{"flight": 1, "seconds": 1} | words)
    table.count(what, got, "refused", "lost", "closed")
    return got


def ms(us):
    return f"{us / 1000:.2f} ms"


def memory(server):
    """Resident, in MiB."""
    pages = pathlib.Path(f"/proc/{server.pid}/statm").read_text().split()[1]
    return int(pages) * 4096 / (1 << 20)


# Starting again

def computed(pid):
    """Seconds that a process has computed: the kernel's clock of it."""
    return time.clock_gettime((~pid << 3) | 2)


def first_answer(server, token):
    """Seconds from starting the program to a home page from it, and those of
    them in which the server computed."""
    server.await_ready = lambda: None
    http = Http(server.port, token, timeout=30)
    begun = time.perf_counter()
    server.start()
    while True:
        try:
            http.call("desk.home")
            break
        except ConnectionError:
            http.close()
            time.sleep(0.0005)
    took = time.perf_counter() - begun, computed(server.pid)
    http.close()
    return took


def stored(server):
    return int(subprocess.check_output(
        ["sqlite3", "-readonly", str(server.database),
         "SELECT count(*) FROM post"]))


def post_and_kill(server, threads):
    """Many posts at once, and -9 as soon as the last is acknowledged."""
    server.control().calls("thread.post", ((
        {"thread": thread, "body": f"Point {n}."}, token)
        for n, (thread, token) in zip(range(POSTS_AT_ONCE),
                                      threads * POSTS_AT_ONCE)))
    server.kill()


def restart_row(table, how, starts, goal):
    seconds, cpu = zip(*starts)
    worst = sorted(seconds)[max(0, -(-len(seconds) * 95 // 100) - 1)]
    table.row(f"start to the first home page, {MILLION:,} posts, {how}, p95",
              f"{worst:.3f} s", worst, (goal, f"<= {goal} s"),
              f"p50 {statistics.median(seconds):.3f} s of {len(seconds)}; "
              f"the server computes {statistics.median(cpu):.3f} s", up=False)


def part_restart(table, folder, long):
    times = 20 if long else 5
    with archive.Archive(folder / "restart", MILLION) as kept:
        server = kept.server
        reader = kept.person("reader0")["token"]
        runner = kept.person("coordinator0")["token"]
        places = archive.communities(server)
        threads = [(server.control().calls("thread.open", [(
            {"community": place, "title": "Before the end", "body": "Yes."},
            runner)])[0]["thread"]["id"], runner) for place in places]
        clean, killed = [], []
        for _ in range(times):
            server.stop()
            clean.append(first_answer(server, reader))
        posts = stored(server)
        for n in range(1, times + 1):
            post_and_kill(server, threads)
            killed.append(first_answer(server, reader))
            lost = posts + n * POSTS_AT_ONCE - stored(server)
            table.count("posts acknowledged before kill -9",
                        {"lost": abs(lost)}, "lost")
        restart_row(table, "after a clean stop", clean, 0.3)
        restart_row(table, "after kill -9", killed, 1.0)


# The home page

def part_home(table, folder, long):
    who = {"reader0": "nothing read", "regular0": "nearly all read"}
    with archive.Archive(folder / "home", MILLION) as kept:
        for name, means in who.items():
            what = (f"home page, {archive.READER_IN} communities, "
                    f"{MILLION:,} posts, {means}")
            cast = cast_of(kept.server, name, kept.person(name))
            got = calls(table, what, kept.server, cast, "desk.home",
                        seconds=3)
            late = got["p99_us"] / 1000
            table.row(f"{what}, p99", f"{late:.2f} ms", late,
                      (HOME_GOAL, "<= 10 ms"),
                      f"p50 {ms(got['p50_us'])}; the server computes "
                      f"{ms(got['cpu_us'])}", up=False)


# How costs grow

COSTS = ("a post", "a page of 50", "a home page", "server's memory")


def costs(table, what, server, member, place):
    """p50 for one member, and what the server computes for it; of those who
    hear a post only they are there."""
    thread, low, high = place
    alone = stage.write_cast(server.folder / "alone.cast", [member], [thread])
    cast = cast_of(server, "member", member, thread)
    posts = [calls(table, what, server, alone, "thread.post", POST,
                   most=BURST) for _ in range(5)]
    page = calls(table, what, server, cast, "thread.page",
                 '{"thread":$thread,"before":$id}', low=low, high=high)
    home = calls(table, what, server, cast, "desk.home")
    return [both(stage.median_of(posts, "p50_us"),
                 stage.median_of(posts, "cpu_us")),
            *(both(one["p50_us"], one["cpu_us"]) for one in (page, home)),
            f"{memory(server):.0f} MiB"]


def both(waited, computed):
    return f"{ms(waited)} ({ms(computed)})"


def talk(server, community, who, posts=200):
    """A thread with some pages: its id, and between which ids of posts a page
    is full that ends before them."""
    control = server.control()
    thread = control.calls("thread.open", [(
        {"community": community, "title": "A talk", "body": "Well?"},
        who["token"])])[0]["thread"]["id"]
    made = control.calls("thread.post", (
        ({"thread": thread, "body": f"Point {n} of the *talk*."},
         who["token"]) for n in range(posts)))
    return thread, made[THREAD_PAGE]["id"], made[-1]["id"]


def grown_members(table, folder, count):
    """One community of so many."""
    server = stage.measured_server(folder / "members")
    server.start()
    try:
        members = stage.people(server.control(), "p", count)
        place = server.community("Everybody")["id"]
        stage.enrol(server.control(), place, members)
        where = talk(server, place, members[0])
        server.stop()
        server.start()
        return [f"{count:,} members of one community",
                *costs(table, f"{count:,} members", server, members[1],
                       where)]
    finally:
        server.kill()
        shutil.rmtree(server.folder)


def grown_communities(table, folder, count):
    """So many communities, the member in each of them up to 100."""
    server = stage.measured_server(folder / "communities")
    server.start()
    try:
        control = server.control()
        member, other = stage.people(control, "p", 2)
        rows = control.calls("community.create", (
            {"name": f"Community {n}", "summary": "About one field.",
             "remit": "To talk about one field.",
             "expectations": ["Be kind."]} for n in range(count)))
        for row in rows:
            stage.enrol(control, row["id"],
                        [member, other] if row in rows[:100] else [other])
        where = [talk(server, row["id"], other, 60) for row in rows][0]
        server.stop()
        server.start()
        return [f"{count:,} communities, the member in "
                f"{min(count, 100)} of them",
                *costs(table, f"{count:,} communities", server, member,
                       where)]
    finally:
        server.kill()
        shutil.rmtree(server.folder)


def grown_posts(table, folder, count):
    with archive.Archive(folder / "posts", count) as kept:
        member = kept.person("reader0")
        place = archive.communities(kept.server)[0]
        where = talk(kept.server, place, member)
        size = kept.server.database.stat().st_size / (1 << 20)
        return [f"{count:,} posts ({size:,.0f} MiB), the member in "
                f"{archive.READER_IN} communities",
                *costs(table, f"{count:,} posts", kept.server, member,
                       where)]


def part_growth(table, folder, long):
    steps = (
        (grown_members, (1000, 10000) + ((100000,) if long else ())),
        (grown_communities, (10, 100) + ((1000,) if long else ())),
        (grown_posts, (10000, 100000) + ((MILLION,) if long else ())),
    )
    rows = [one(table, folder, count) for one, counts in steps
            for count in counts]
    table.growth("How costs grow: p50, and what the server computes",
                 ("with", *COSTS), rows)
