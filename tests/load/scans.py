# SPDX-License-Identifier: Apache-2.0
"""A large scan: 100 items by 3 criteria, 500 panellists, 3 rounds. How fast
ratings are kept, beside posts, how fast the page to rate on opens, how fast the
report is reckoned; and how long a round's end holds up other writers."""
import random
import statistics
import threading
import time

import growth
import stage
from growth import calls, cast_of, ms
from throughput import POST
from wire import Http

PANEL, ITEMS, CRITERIA, ROUNDS = 500, 100, 3, 3


def open_scan(server, ann, club):
    scale = {"kind": "scale", "axis": "other", "low": "low", "high": "high"}
    row = server.control().calls("scan.open", [({
        "community": club, "title": "All of it", "purpose": "How fast?",
        "panel": "community", "divide": "none", "adding": "none",
        "criteria": [scale | {"name": f"Criterion {n}"}
                     for n in range(CRITERIA)],
        "rule": "ram", "need": 70, "against": 15, "spread": 2,
        "carry": "all", "quantile": "type7", "minimum": 5,
        "group_minimum": 8, "rounds": ROUNDS, "round_days": 14,
        "feedback_days": 0, "reminders": 0, "zone": "Europe/London"},
        ann["token"])])[0]
    items = server.control().calls("scan_item.add", (
        ({"scan": row["id"], "title": f"Item {n}"}, ann["token"])
        for n in range(ITEMS)))
    return row["id"], [one["id"] for one in items]


def rate(server, scan, items, people, dice):
    """Ratings a second, each on the disk when it is counted."""
    begun = time.perf_counter()
    server.control().calls("scan.rate", ((
        {"scan": scan, "item": item,
         "marks": "".join(dice.choice("123456789999?")
                          for _ in range(CRITERIA))}, one["token"])
        for one in people for item in items))
    return len(items) * len(people) * CRITERIA / (time.perf_counter() - begun)


def durable(table, server, people, scan, items, thread):
    """Calls a second with 64 under way, by the same driver: posts, and
    ratings of one item each."""
    folder, n = server.folder, len(people)
    found = []
    for name, places, method, params in (
            ("posters", [thread] * n, "thread.post", POST),
            ("raters", [items[i % len(items)] for i in range(n)], "scan.rate",
             f'{{"scan":{scan},"item":$thread,"marks":"777"}}')):
        cast = stage.write_cast(folder / f"{name}.cast", people, places)
        found.append(calls(table, name, server, cast, method, params,
                           flight=64, seconds=3)["per_second"])
    return found


class Poster(threading.Thread):
    """Somebody who posts all the time, one post after the other."""

    def __init__(self, server, person, thread):
        super().__init__(daemon=True)
        self.http = Http(server.port, person["token"], timeout=60)
        self.thread, self.waits, self.enough = thread, [], threading.Event()

    def run(self):
        while not self.enough.is_set():
            begun = time.perf_counter()
            self.http.call("thread.post", {"thread": self.thread,
                                           "body": "Meanwhile."})
            self.waits.append(time.perf_counter() - begun)
            time.sleep(0.005)

    def longest(self):
        self.enough.set()
        self.join()
        return max(self.waits)


def longest_wait(server, person, thread, during):
    """Seconds that the slowest post waited while something else was done, and
    the slowest of as long a time in which nothing was."""
    poster, begun = Poster(server, person, thread), time.perf_counter()
    poster.start()
    during()
    took, waited = time.perf_counter() - begun, poster.longest()
    poster = Poster(server, person, thread)
    poster.start()
    time.sleep(took)
    return waited, poster.longest(), took


def advance(server, scan, ann):
    """Returns when the next phase has begun."""
    def phase():
        row = http.call("scan.page", {"scan": scan})["scan"]
        return row["phase"], row["round"]

    http = Http(server.port, ann["token"], timeout=60)
    before = phase()
    http.call("scan.advance", {"scan": scan, "why": "Enough."})
    while phase() == before:
        time.sleep(0.05)


def report(server, scan, reader):
    """Seconds in which the server computes it, and until it is read."""
    http = Http(server.port, reader["token"], timeout=60)
    found = []
    for _ in range(5):
        computed, begun = growth.computed(server.pid), time.perf_counter()
        http.call("scan.results", {"scan": scan})
        found.append((growth.computed(server.pid) - computed,
                      time.perf_counter() - begun))
    return tuple(statistics.median(one) for one in zip(*found))


def part_scans(table, folder, long):
    dice = random.Random(20261121)
    server = stage.measured_server(folder / "scans")
    server.start()
    people = stage.people(server.control(), "s", PANEL)
    ann = people[0]
    club = server.community("Panel")["id"]
    stage.enrol(server.control(), club, people[:1], "coordinator")
    stage.enrol(server.control(), club, people[1:])
    scan, items = open_scan(server, ann, club)
    advance(server, scan, ann)
    thread = server.control().calls("thread.open", [(
        {"community": club, "title": "Meanwhile", "body": "Posts."},
        ann["token"])])[0]["thread"]["id"]
    posts, ratings = durable(table, server, people, scan, items, thread)
    rates, ends = [], []
    for n in range(ROUNDS):
        rates.append(rate(server, scan, items, people, dice))
        if n == ROUNDS - 1:
            page = calls(table, "the page to rate on", server,
                         cast_of(server, "panel", people[1]), "scan.ballot",
                         f'{{"scan":{scan}}}', seconds=3)
        ends.append(longest_wait(server, people[3], thread,
                                 lambda: advance(server, scan, ann)))
    reckoned, waited = report(server, scan, people[2])
    server.stop()
    many = f"{PANEL * ITEMS * CRITERIA * ROUNDS:,} ratings"
    table.row(f"report of {many}, every statistic, the server computes",
              f"{reckoned:.2f} s", reckoned, (1.0, "<= 1 s"),
              f"{waited:.2f} s until the answer is read", up=False)
    table.row(f"opening the page to rate on, {ITEMS} items, the server "
              "computes", ms(page["cpu_us"]), page["cpu_us"] / 1000,
              (50, "<= 50 ms"), f"p50 {ms(page['p50_us'])} on the wire",
              up=False)
    worst = min(rates)
    table.row("ratings kept durably, 64 under way, worst round",
              f"{worst:,.0f} ratings/s", worst, (9000, ">= 9,000/s"),
              f"{worst / CRITERIA:,.0f} calls/s, {CRITERIA} ratings each")
    table.row("calls that rate, 64 under way, beside posts",
              f"{ratings:,.0f} calls/s", ratings / posts, (1.0, ">= 1.0"),
              f"{posts:,.0f} posts/s", f"{ratings / posts:.2f}")
    waited, quiet, took = (statistics.median(one) for one in zip(*ends))
    table.row(f"the end of a round of {PANEL * ITEMS:,} answers, the longest "
              "that a post waited meanwhile", f"{waited * 1000:.0f} ms",
              waited * 1000, (50, "<= 50 ms"),
              f"{quiet * 1000:.0f} ms in as long a time without; "
              f"{took:.1f} s until the next phase", up=False)
