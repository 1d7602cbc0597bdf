# SPDX-License-Identifier: Apache-2.0
"""A draft of 60 pages is uploaded and read, and what that does to others: a
loop that stood still would show in every page that they turn meanwhile.

The converter is a polite child (nice 5) on the one core that the server has
here. So beside readers who never pause it waits for them, and that says only
how polite it is: the goal is for readers who leave a part of the core free.
"""
import pathlib
import statistics
import sys
import threading
import time

import stage
from growth import calls, cast_of, computed, ms, talk
from stage import Bystander

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "import" / "lib")]

PAGES = 60
STALL = 20     # ms
RATE = 1000    # pages a second that readers turn
IN_TIME = (3, "<= 3 s")


def imported(ann, club, data, number):
    """Seconds from the upload to readable clauses."""
    start = time.monotonic()
    file = ann.upload("guide.docx", data)["id"]
    draft = ann.call("document.add", {
        "community": club, "title": f"Guide {number}", "file": file})
    page = ann.call("document.get", {"document": draft["id"]})
    assert len(page["clauses"]) == draft["clause_count"] > PAGES
    return time.monotonic() - start


class Importing:
    """One draft after the other, until it is over."""

    def __init__(self, server, ann, club, data):
        self.server = server
        self.took, self.over = [], threading.Event()
        self.thread = threading.Thread(target=self.go, args=(ann, club, data))

    def go(self, *what):
        while not self.over.is_set():
            self.took.append(imported(*what, time.monotonic_ns()))

    def __enter__(self):
        self.computed = computed(self.server.pid)
        self.thread.start()
        return self

    def __exit__(self, *why):
        self.over.set()
        self.thread.join()
        self.computed = computed(self.server.pid) - self.computed

    @property
    def median(self):
        return statistics.median(self.took)


def draft_row(table, how, drafts, said):
    table.row(f"a draft of {PAGES} pages, from upload to clauses, {how}",
              f"{drafts.median:.2f} s", drafts.median, IN_TIME,
              f"{len(drafts.took)} one after the other; {said}", up=False)


def turn_row(table, before, after, other):
    """What the loop says of itself since the start; the drafts may have added
    nothing to it, and a busy machine wakes everybody late."""
    table.row("the loop's longest turn, as it says, drafts and all",
              ms(after[0] * 1000), after[0], (STALL, f"<= {STALL} ms"),
              f"{ms(before[0] * 1000)} before the first draft; at most "
              f"{ms(after[1] * 1000)} of a turn on a core; a process that only "
              f"slept woke up to {other:.1f} ms late", up=False)


def page_row(table, alone, beside):
    late = beside["p99_us"] / 1000
    table.row(f"{RATE:,} pages a second meanwhile, p99", f"{late:.2f} ms",
              late, (STALL, f"<= {STALL} ms"), f"{ms(alone['p99_us'])} alone",
              f"{beside['p99_us'] / alone['p99_us']:.2f}", up=False)


def part_import(table, folder, long):
    from live import long_draft
    data = long_draft(PAGES)
    server = stage.measured_server(folder / "import")
    server.start()
    try:
        ann = server.member("ann@load.example", "Ann")
        club = server.community("Club", coordinators=[ann])["id"]
        who = {"member": ann.id, "token": ann.token}
        thread, low, high = talk(server, club, who)
        cast = cast_of(server, "pages", who, thread)

        def pages(what, **how):
            return calls(table, what, server, cast, "thread.page",
                         '{"thread":$thread,"before":$id}', low=low, high=high,
                         **{"seconds": 12 if long else 8} | how)

        def drafts():
            return Importing(server, ann.http(), club, data)
        before, other = server.turns(), Bystander()
        with drafts() as quiet:
            time.sleep(12 if long else 6)
        paced = {"flight": 64, "rate": RATE}
        alone = pages("pages", **paced)
        with drafts() as some:
            beside = pages("pages while drafts are read", **paced)
        after, late = server.turns(), other.longest()
        with drafts() as crowded:
            pages("pages without a pause", flight=4)
    finally:
        server.stop()
    draft_row(table, "alone", quiet,
              f"the server computes {quiet.computed / len(quiet.took):.2f} s "
              "for each, the converter the rest")
    draft_row(table, f"beside {RATE:,} pages a second", some,
              f"{crowded.median:.1f} s beside four readers who never pause")
    turn_row(table, before, after, late)
    page_row(table, alone, beside)
