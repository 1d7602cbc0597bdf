# SPDX-License-Identifier: Apache-2.0
"""A community of communities that has grown for years: 10^4, 10^5, 10^6 posts.

Made once, through the server's own methods over its control socket, and kept
in BUILD/archive; `soundings migrate` brings it up to a newer schema. A larger
one goes on from the next smaller one. Words follow Zipf's law, so that a search
meets frequent words and rare ones.
"""
import itertools
import os
import random
import shutil
import subprocess
import sys
import time

import stage
from server import binary

VERSION = 1         # of what is made here: another one is made anew
COMMUNITIES = 40
MEMBERS = 2000      # each of them in two communities
READER_IN = 20      # communities of those who look at their home page
THREAD_POSTS = 50
CHUNK = 10000       # posts between two rounds of opening threads
WEEK = 7 * 24 * 3600 * 1000
DRAFT = "# A draft\n\n" + "\n\n".join(
    f"Paragraph {n} of the draft, about which people may say something."
    for n in range(40))


class Words:
    """Sentences of made-up words; the same every time."""

    def __init__(self):
        dice = random.Random(1)
        parts = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
        seen = dict.fromkeys(
            "".join(dice.choices(parts, k=dice.choice((2, 2, 3, 3, 4))))
            for _ in range(30000))
        self.words = list(seen)[:20000]
        weights = list(itertools.accumulate(
            1 / (n + 3) for n in range(len(self.words))))
        self.sentences = [" ".join(dice.choices(
            self.words, cum_weights=weights, k=8)).capitalize() + "."
            for _ in range(20000)]

    def body(self, n):
        """Of the n-th post: 24 words; its number is in no other."""
        dice = random.Random(n)
        text = " ".join(dice.choices(self.sentences, k=3))
        return f"{text} See *point {n}*."


def communities(server):
    """Their ids, the oldest first."""
    rows = server.call("community.list")["communities"]
    return sorted(row["id"] for row in rows)


class Archive:
    """A server on a copy of an archive, for who may change it."""

    def __init__(self, folder, posts):
        kept = keep(posts)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept, folder)
        os.sync()  # what is measured must not wait for the copying
        self.server = stage.measured_server(folder)
        self.posts = posts

    def __enter__(self):
        self.server.start()
        return self

    def __exit__(self, *_):
        self.server.stop()
        shutil.rmtree(self.server.folder)

    def person(self, name):
        """A new session of "reader0", who has read nothing, of "regular0",
        who has read nearly all, of "p17", or of somebody new."""
        return self.server.call("session.issue", email=f"{name}@load.example",
                                display_name=name)

class Maker:
    def __init__(self, server):
        self.control = server.control()
        self.words = Words()
        # Sessions are not kept: whoever goes on issues new ones.
        self.members = stage.people(self.control, "p", MEMBERS)
        self.runner = stage.people(self.control, "coordinator", 1)[0]
        self.made = 0

    def as_runner(self, method, many, window=64):
        return self.control.calls(
            method, ((params, self.runner["token"]) for params in many),
            window)

    def settle(self):
        """Communities, their members, and what is asked of them."""
        names = [f"Community {n}" for n in range(COMMUNITIES)]
        rows = self.control.calls("community.create", (
            {"name": name, "summary": "About one field.",
             "remit": "To talk about one field.",
             "expectations": ["Be kind."]} for name in names))
        self.places = [row["id"] for row in rows]
        readers = [stage.people(self.control, name, 1)[0]
                   for name in ("reader", "regular")]
        for n, place in enumerate(self.places):
            theirs = [one for k, one in enumerate(self.members)
                      if n in (k % COMMUNITIES, k * 7 % COMMUNITIES)]
            stage.enrol(self.control, place, theirs)
            stage.enrol(self.control, place, [self.runner], "coordinator")
            if n < READER_IN:
                stage.enrol(self.control, place, readers)
        self.ask()

    def ask(self):
        closes = int(time.time() * 1000) + 52 * WEEK
        self.as_runner("poll.open", (
            {"community": place, "question": f"Question {n}?",
             "options": ["Yes", "No"], "kind": "single",
             "results": "always", "closes_at": closes,
             "zone": "Europe/London"}
            for place in self.places for n in range(2)))
        files = self.as_runner("file.put", (
            {"name": "draft.md", "text": DRAFT} for _ in self.places))
        drafts = self.as_runner("document.add", (
            {"community": place, "title": "A draft", "file": file["id"]}
            for place, file in zip(self.places, files)), window=2)
        self.as_runner("round.open", (
            {"document": draft["id"], "instructions": "Please read it.",
             "closes_at": closes, "zone": "Europe/London"}
            for draft in drafts))

    def author(self, n, place):
        """One of the hundred people there."""
        first = self.places.index(place)
        return self.members[(first + n * COMMUNITIES) % MEMBERS]["token"]

    def chunk(self):
        """Opens threads everywhere and fills them, each in turn."""
        start = self.made
        opened = self.control.calls("thread.open", ((
            {"community": self.places[n % COMMUNITIES],
             "title": self.words.sentences[(start + n) % 20000],
             "body": self.words.body(start + n)},
            self.author(n, self.places[n % COMMUNITIES]))
            for n in range(CHUNK // THREAD_POSTS)))
        threads = [one["thread"] for one in opened]
        fill = range(CHUNK - len(threads))
        self.control.calls("thread.post", ((
            {"thread": threads[n % len(threads)]["id"],
             "body": self.words.body(start + len(threads) + n)},
            self.author(n, threads[n % len(threads)]["community"]))
            for n in fill))
        self.made += CHUNK
        self.read(threads)

    def read(self, threads):
        """The regular has read what there is, but for the last post."""
        regular = stage.people(self.control, "regular", 1)[0]
        ours = set(self.places[:READER_IN])
        mine = [one for one in threads if one["community"] in ours]
        pages = self.control.calls("thread.page", ((
            {"thread": one["id"], "count": 2}, regular["token"])
            for one in mine))
        self.control.calls("thread.mark_read", ((
            {"thread": one["id"], "post": page["posts"][0]["id"]},
            regular["token"]) for one, page in zip(mine, pages)))


def smaller_than(posts):
    """The archive to begin with; 0: none."""
    return posts // 10 if posts > CHUNK else 0


def keep(posts):
    """The folder of the archive of so many posts, made now if need be."""
    place = stage.BUILD / "archive" / f"{posts}-{VERSION}"
    if place.is_dir():
        renew(place)
        return place
    begin = smaller_than(posts)
    before = keep(begin) if begin else None
    for old in place.parent.glob(f"{posts}-*"):
        shutil.rmtree(old)
    half = place.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    if before:
        shutil.copytree(before, half)
    print(f"making {posts:,} posts", file=sys.stderr)
    make(half, begin, posts)
    half.rename(place)
    return place


def renew(folder):
    """To the schema of today, and with all of it in the index of words."""
    kept = stage.measured_server(folder)
    subprocess.run([binary(), "migrate"], check=True, env=kept.environment(),
                   stdout=sys.stderr)
    unread = asked(kept, "SELECT max(seq) > (SELECT CAST(value AS INTEGER) "
                   "FROM fact WHERE name = 'searched') FROM event")
    if unread or segments(kept) > 1:
        print("reading the archive into the index", file=sys.stderr)
        kept.start()
        index(kept)
        kept.stop()


def asked(server, question):
    """A number of the database."""
    return int(subprocess.check_output(
        ["sqlite3", "-readonly", str(server.database), question]))


def segments(server):
    return asked(server, "SELECT count(DISTINCT segid) FROM search_text_idx")


def index(server):
    """Waits until all that was said can be found, and the index is tidy, as it
    is where the server has an idle minute now and then."""
    while server.call("search.index")["more"]:
        pass
    busy = True
    while busy:
        for _ in range(50):
            server.call("search.tidy")
        busy = asked(server, "SELECT count(*) FROM fact "
                     "WHERE name = 'tidying' AND value <> '0'")


def make(folder, begin, posts):
    server = stage.measured_server(folder)
    server.start()
    try:
        maker = Maker(server)
        maker.made = begin
        if begin:
            maker.places = communities(server)
        else:
            maker.settle()
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {int(stage.LOAD_CORE)})
        while maker.made < posts:
            maker.chunk()
            if maker.made % 100000 == 0:
                print(f"  {maker.made:,}", file=sys.stderr)
        os.sched_setaffinity(0, cores)
        index(server)
        server.stop()
    finally:
        server.kill()
    (folder / "log").unlink()
