# SPDX-License-Identifier: Apache-2.0
"""A large draft and its next version, through a real server.

The next version is uploaded while somebody else saves a draft again and again:
carrying comments must not hold up anybody. Then the ledger, the comparison,
and the round going on with the new version. Times by the clock, from question
to answer; what the server computed stands beside the upload.
"""
import pathlib
import random
import statistics
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "lib"), str(HERE.parent / "anchor")]
sys.dont_write_bytecode = True

import aside                # noqa: E402
import drafts               # noqa: E402
from server import Server   # noqa: E402

PAGES, COMMENTS = 200, 2000
PAGE = 3000     # characters
TITLE = "A large draft"


def texts(pages):
    """An old draft and a new one, of that many pages."""
    shelves = drafts.library()
    olds, news, length, seed = [], [], 0, 700000
    while length < pages * PAGE:
        old, new, _ = drafts.version(seed, shelves, size=12000, passages=10)
        olds.append(old)
        news.append(new)
        length += len(old)
        seed += 1
    return "\n\n".join(olds), "\n\n".join(news), length


def comment(http, round_, clauses, count):
    """Comments on passages, spread over the draft."""
    dice = random.Random(1)
    long = [k for k in clauses if len(k["text"]) > 60]
    for n in range(count):
        clause = dice.choice(long)
        start = dice.randrange(len(clause["text"]) - 50)
        end = start + dice.randrange(10, 50)
        http.call("comment.add", {
            "round": round_, "clause": clause["id"], "start": start,
            "end": end, "exact": clause["text"][start:end],
            "body": f"Remark {n}"})


class Other:
    """Somebody who writes meanwhile; how long each save took."""

    def __init__(self, http):
        self.http, self.took, self.over = http, [], threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        n = 0
        while not self.over.is_set():
            begun = time.perf_counter()
            self.http.call("draft.save", {"place": "thread:1",
                                          "body": f"Text {n}"})
            self.took.append(time.perf_counter() - begun)
            n += 1
            self.over.wait(0.01)

    def __enter__(self):
        self.thread.start()
        time.sleep(1)   # some saves before, to compare with
        self.took.clear()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def waited(self):
        """(median, longest) of the saves; in ms."""
        return 1000 * statistics.median(self.took), 1000 * max(self.took)


def computed(server):
    """Processor seconds of the server so far."""
    fields = pathlib.Path(f"/proc/{server.pid}/stat").read_text() \
        .rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def timed(call):
    """(what it answered, seconds)"""
    begun = time.perf_counter()
    answer = call()
    return answer, time.perf_counter() - begun


def upload(http, community, text):
    file = http.upload("draft.txt", text.encode())["id"]
    return http.call("document.add", {"community": community, "title": TITLE,
                                      "file": file})


def next_version(server, ann, other, club, old, new):
    """Uploads it beside somebody who saves drafts: (document, seconds that the
    comments cost the server beyond the import, what the saves waited)."""
    before = computed(server)
    ann.call("document.add", {
        "community": club, "title": "Another",
        "file": ann.upload("o.txt", new.encode())["id"]})
    plain = computed(server) - before
    with Other(other) as saves:
        before = computed(server)
        document = upload(ann, club, new)
        took = computed(server) - before
    return document, took - plain, saves.waited()


def goes_on(ann, other, document, round_):
    """[(what, seconds)], each waited for by somebody, and what saves waited."""
    book, ledger = timed(lambda: ann.call("ledger.get",
                                          {"document": document["id"]}))
    waiting = [k["id"] for k in book["entries"] if k["state"] == "waits"]
    _, compared = timed(lambda: ann.call("version.compare", {
        "old": document["previous"], "new": document["id"]}))
    if waiting:
        ann.call("ledger.keep", {"document": document["id"],
                                 "comments": waiting})
    with Other(other) as saves:
        _, published = timed(lambda: ann.call("version.publish", {
            "document": document["id"], "round": round_}))
    return [("the ledger is read", ledger),
            ("the two versions are compared", compared),
            ("the round goes on with the new version", published)], saves.waited()


def main():
    old, new, length = texts(PAGES)
    with Server() as s:
        ann = s.member("ann@example.org", "Ann")
        ben = s.member("ben@example.org", "Ben")
        club = s.community("Club", coordinators=[ann], members=[ben])["id"]
        a, b = ann.http(), ben.http()
        d = upload(a, club, old)
        clauses = a.call("document.get", {"document": d["id"]})["clauses"]
        r = a.call("round.open", {
            "document": d["id"], "instructions": "Read it.",
            "closes_at": int(time.time() + 9e5) * 1000,
            "zone": "Europe/London"})["id"]
        comment(b, r, clauses, COMMENTS)
        e, took, waited = next_version(s, a, ben.http(), club, old, new)
        aside.row(f"{COMMENTS:,} comments carried to the next version of "
                  f"{length // PAGE} pages, {len(clauses):,} paragraphs, the "
                  "server computes", f"{took:.2f} s", took, (1, "<= 1 s"),
                  f"somebody's saves meanwhile: median {waited[0]:.1f} ms, most "
                  f"{waited[1]:.0f} ms", up=False)
        e["previous"] = d["id"]
        steps, waited = goes_on(a, ben.http(), e, r)
        aside.plain("Then", ("what a coordinator waits for", "seconds"),
                    [[what, f"{seconds:.2f}"] for what, seconds in steps] +
                    [["the longest save of somebody else meanwhile",
                      f"{waited[1] / 1000:.2f}"]])


if __name__ == "__main__":
    main()
