# SPDX-License-Identifier: Apache-2.0
"""A draft of 60 pages is uploaded and read, and what that does to others: a
loop that stood still would show in every page that they turn meanwhile."""
import pathlib
import statistics
import sys
import threading
import time

import stage
from growth import calls, cast_of, computed, ms, talk

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "import" / "lib")]

PAGES = 60
STALL = 20  # ms


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

    def __init__(self, ann, club, data):
        self.took, self.over = [], threading.Event()
        self.thread = threading.Thread(target=self.go, args=(ann, club, data))

    def go(self, *what):
        while not self.over.is_set():
            self.took.append(imported(*what, len(self.took)))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *why):
        self.over.set()
        self.thread.join()


def part_import(table, folder, long):
    from live import long_draft
    server = stage.measured_server(folder / "import")
    server.start()
    try:
        ann = server.member("ann@load.example", "Ann")
        club = server.community("Club", coordinators=[ann])["id"]
        who = {"member": ann.id, "token": ann.token}
        thread, low, high = talk(server, club, who)
        cast = cast_of(server, "pages", who, thread)

        def pages(what):
            return calls(table, what, server, cast, "thread.page",
                         '{"thread":$thread,"before":$id}', flight=4,
                         seconds=6 if long else 4, low=low, high=high)
        alone = pages("pages")
        before = computed(server.pid)
        with Importing(ann.http(), club, long_draft(PAGES)) as drafts:
            beside = pages("pages while drafts are read")
        own = computed(server.pid) - before
    finally:
        server.stop()
    took = statistics.median(drafts.took)
    table.row(f"a draft of {PAGES} pages, from upload to clauses",
              f"{took:.2f} s", took, (3, "<= 3 s"),
              f"{len(drafts.took)} one after the other; the server computes "
              f"{own:.1f} s for them and the pages", up=False)
    late = beside["p99_us"] / 1000
    table.row("pages of four readers meanwhile, p99", f"{late:.2f} ms", late,
              (STALL, f"<= {STALL} ms"), f"{ms(alone['p99_us'])} alone",
              f"{beside['p99_us'] / alone['p99_us']:.2f}", up=False)
