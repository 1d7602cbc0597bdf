# SPDX-License-Identifier: Apache-2.0
"""A large scan: 100 items by 3 criteria, 500 panellists, 3 rounds. How fast
ratings are kept, how fast the page to rate on opens, how fast the report is
reckoned; and how long a round's end holds up other writers."""
import random
import statistics
import time

import growth
import stage
from growth import calls, cast_of, ms
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


def advance(server, scan, ann):
    """Seconds in which the round is closed and the next one begun."""
    begun = time.perf_counter()
    server.control().calls("scan.advance", [(
        {"scan": scan, "why": "Enough."}, ann["token"])])
    return time.perf_counter() - begun


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
    rates, ends = [], []
    for n in range(ROUNDS):
        rates.append(rate(server, scan, items, people, dice))
        if n == ROUNDS - 1:
            page = calls(table, "the page to rate on", server,
                         cast_of(server, "panel", people[1]), "scan.ballot",
                         f'{{"scan":{scan}}}', seconds=3)
        ends.append(advance(server, scan, ann))
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
    table.row("the end of a round, in which nobody else writes",
              f"{max(ends):.2f} s", max(ends), (2.0, "<= 2 s"),
              f"{PANEL * ITEMS:,} answers written anew", up=False)
