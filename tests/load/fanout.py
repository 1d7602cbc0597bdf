# SPDX-License-Identifier: Apache-2.0
"""How fast what one says reaches the others: beside the physical limit, and
beside servers that do nothing else."""
import statistics

import peers
from stage import LISTENERS, PEOPLE, WATCHERS, load, median_of

WAYS = {"single": "one post at a time", "burst": "bursts of 16"}


def rate(n):
    return f"{n:,.0f}/s"


def hear(table, what, server, **words):
    """Ours; what must not be is counted."""
    got = load("hear", port=server.port, pid=server.pid, **words)
    table.count(what, got, "twice", "leaked", "refused", "closed")
    for way in WAYS.keys() & got.keys():
        table.count(f"{what}, {way}", got[way], "lost")
    return got


def hear_peer(folder, name, ours, **words):
    """A reference, with copies as long as ours; what it loses is its own."""
    # Both events of a post come in one copy, each with a frame header.
    frame = round(ours["single"]["bytes_per_copy"]) + 8
    with peers.reference(name, folder, frame) as (port, pid):
        return load("hear", protocol=name, port=port, pid=pid, frame=frame,
                    **words)


def share_row(table, what, pairs, way, name, goal, floor=(None, "")):
    """The machine has moods: each run is held against the one beside it."""
    ours = [one[way]["per_second"] for one, _ in pairs]
    theirs = [other[way]["per_second"] for _, other in pairs]
    share = statistics.median(a / b for a, b in zip(ours, theirs))
    table.row(what, rate(statistics.median(ours)), share,
              (goal, f">= {goal:.2f}"),
              f"{rate(statistics.median(theirs))} {name}", f"{share:.2f}",
              floor)


# Of the broadcaster: (goal, floor). Of the others the goal is to be ahead.
LIMITS = {
    LISTENERS: {"single": (0.80, (0.65, "0.65")),
                "burst": (2.5, (1.0, "1.00"))},
    PEOPLE: {"single": (0.80, (None, "")), "burst": (0.80, (None, ""))},
}


def fan_out(table, stage, cast, count, rounds):
    peers.packages()
    what = f"copies to {count:,} subscribers"
    runs = {name: [] for name in peers.NAMES}
    words = {"count": count, "hear": count, "burst": 16, "seconds": 1}
    for _ in range(rounds):
        ours = hear(table, what, stage.server, cast=cast, **words)
        for name in peers.NAMES:
            other = hear_peer(stage.folder, name, ours, **words)
            runs[name].append((ours, other))
    for way, how in WAYS.items():
        for name in peers.NAMES:
            goal, floor = (LIMITS[count][way] if name == "broadcaster"
                           else (1.0, (None, "")))
            share_row(table, f"{what}, {how}", runs[name], way, name, goal,
                      floor)
    cost_rows(table, what, runs)


def cost_rows(table, what, runs):
    """What a copy takes of the server's core, however busy others were."""
    ours = [one for pairs in runs.values() for one, _ in pairs]
    rows = []
    for name, some in [("Soundings", ours)] + [
            (name, [other for _, other in pairs])
            for name, pairs in runs.items()]:
        costs = [median_of(some, way, "cpu_us_per_copy") for way in WAYS]
        # A server that has had as many clients before takes no more.
        memory = max(one["bytes_per_connection"] for one in some) / 1024
        lost = sum(one[way]["lost"] for one in some for way in WAYS)
        rows.append([name, *(f"{cost:.2f} us" for cost in costs),
                     f"{memory:.1f} KiB", lost])
    table.growth(f"The server's time for one of the {what}",
                 ("", *WAYS.values(), "memory per connection", "lost"),
                 rows)


def part_fanout(table, stage, long):
    fan_out(table, stage, stage.listeners, LISTENERS, 5 if long else 3)
    stage.restart()
    fan_out(table, stage, stage.everybody, PEOPLE, 3 if long else 1)


def part_crowd(table, stage, long):
    stage.restart()
    what = f"{WATCHERS} watchers among {PEOPLE:,} connected"
    words = {"count": PEOPLE, "hear": WATCHERS, "burst": 16, "seconds": 2}
    pairs = []
    for _ in range(3):
        ours = hear(table, what, stage.server, cast=stage.crowd, **words)
        pairs.append((ours, hear_peer(stage.folder, "broadcaster", ours,
                                      **words)))
    ours, limit = zip(*pairs)
    share_row(table, f"copies to {what}, 16 posts at a time", pairs, "burst",
              "broadcaster", 0.85, (0.5, "0.50"))
    late = median_of(ours, "single", "last_p50_us") / 1000
    least = median_of(limit, "single", "last_p50_us") / 1000
    table.row("from posting to the last of 50 copies, p50, disk included",
              f"{late:.2f} ms", late, (1, "<= 1 ms"),
              f"{least:.2f} ms broadcaster", f"{late / least:.1f}", up=False)
    memory = ours[0]["bytes_per_connection"]
    table.row("memory per idle signed-in connection",
              f"{memory / 1024:.1f} KiB", memory, (5 * 1024, "<= 5 KiB"),
              floor=(9 * 1024, "9 KiB"), up=False)
    hands = median_of(ours, "handshakes_per_second")
    bare = median_of(limit, "handshakes_per_second")
    table.row(f"handshakes with cookie, into {PEOPLE:,}", rate(hands), hands,
              (8000, ">= 8,000/s"), f"{rate(bare)} bare connects", "",
              (4000, "4,000/s"))


def part_latency(table, stage, long):
    """Nothing happens between two posts: caches and cores have cooled."""
    stage.restart()
    words = {"count": LISTENERS, "hear": LISTENERS, "pause": 20,
             "seconds": 5 if long else 2}
    what = f"a durable post at the last of {LISTENERS:,}, idle server, p50"
    ours, floors, shares = [], [], []
    for _ in range(5 if long else 3):
        one = hear(table, what, stage.server, cast=stage.listeners, **words)
        limit = hear_peer(stage.folder, "broadcaster", one, **words)
        sync = load("sync", file=stage.folder / "sync", pages=1, pause=20,
                    seconds=2)
        ours.append(one["single"]["last_p50_us"] / 1000)
        floors.append((sync["p50_us"] / 1000,
                       limit["single"]["last_p50_us"] / 1000))
        shares.append(ours[-1] / sum(floors[-1]))
    disk, copies = (statistics.median(x) for x in zip(*floors))
    share = statistics.median(shares)
    table.row(what, f"{statistics.median(ours):.2f} ms", share,
              (1.6, "<= 1.60"), f"{disk:.2f} ms fdatasync + {copies:.2f} ms "
              "broadcaster", f"{share:.2f}", up=False)


RATE, EVERY = 20, 10  # posts a second, and which of them all hear


def part_cut(table, stage, long):
    """The whole crowd loses its connections, and comes back."""
    stage.restart()
    members = PEOPLE - 1
    got = load("cut", port=stage.port, cast=stage.cut, count=members,
               rate=RATE, every=EVERY, at_once=1000, cuts=5 if long else 3)
    what = f"{members + 1:,} connections cut at once"
    table.count(what, got, "lost", "twice", "refused", "reset", "closed")
    last = got["back_last_ms"] / 1000
    table.row(f"{what}, the last has all it missed", f"{last:.2f} s", last,
              (15, "<= 15 s"), f"p50 {got['back_p50_ms'] / 1000:.2f} s",
              up=False)
    late = got["away_p99_ms"]
    table.row(f"{what}, a durable post meanwhile, p99", f"{late:.0f} ms",
              late, (500, "<= 500 ms"),
              f"{got['calm_p99_ms']:.1f} ms before; "
              f"{got['away_posts']} posts", up=False)
