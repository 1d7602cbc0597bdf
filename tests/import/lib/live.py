# SPDX-License-Identifier: Apache-2.0
"""Files through a real server: what is stored, who gets it, what is not left."""
import contextlib
import pathlib
import random
import re
import sqlite3
import threading
import time

from confined import instead
from office import (STYLES, comments, docx, para, pdf, picture, png, relation,
                    run, table)
from reading import collector, same
from server import Server
from wire import Refused

TESTS, test = collector()
NAP = "4.125"  # seconds: long enough to look, and nobody else sleeps so long


def draft():
    return docx(
        para(run("Scope"), "Heading1") +
        para(run("Wash ") + '<w:commentRangeStart w:id="0"/>' +
             run("your hands") + '<w:commentRangeEnd w:id="0"/>' +
             run(" now.")) + para(picture("P1", "A black dot")),
        [relation("C", "comments", "comments.xml"),
         relation("P1", "image", "media/one.png")],
        {"word/comments.xml": comments((0, "*Zoë*", "Why *now*?\nSay.")),
         "word/media/one.png": png(3)})


def rows(server, *tables):
    with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True) as db:
        return [db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                for name in tables]


def three(s):
    """A coordinator, a member and an outsider; and the community."""
    ann = s.member("ann@example.org", "Ann")
    ben = s.member("ben@example.org", "Ben")
    eve = s.member("eve@example.org", "Eve")
    club = s.community("Club", coordinators=[ann], members=[ben])["id"]
    return ann.http(), ben.http(), eve.http(), club


def refusal(call):
    try:
        call()
    except Refused as why:
        return str(why)
    raise AssertionError("it was not refused")


@test("a Word file becomes a draft with its pictures and its comments")
def stored(place):
    with Server() as s:
        a, b, e, club = three(s)
        file = a.upload("guide.docx", draft())["id"]
        d = a.call("document.add", {"community": club, "title": "Guide",
                                    "file": file})
        same(("docx", 3), (d["format"], d["clause_count"]))
        assert any("comment" in n for n in d["notices"]), d["notices"]
        page = b.call("document.get", {"document": d["id"]})
        html = page["clauses"][2]["html"]
        shown = re.fullmatch(r'<img src="/files/(\d+)" alt=""><a href='
                             r'"/files/\1">A black dot</a>', html)
        assert shown, html
        status, headers, body = b.request("GET", f"/files/{shown[1]}")[:3]
        same((200, png(3)), (status, body))
        assert e.request("GET", f"/files/{shown[1]}")[0] == 404
        same("# Scope\n\nWash your hands now.\n\n![A black dot](picture-1)\n",
             b.call("document.text", {"document": d["id"]})["markdown"])
        took(a, b, d, page)


@test("the next version that is made of accepted edits has its pictures")
def edited(place):
    with Server() as s:
        ann = s.member("ann@example.org", "Ann")
        club = s.community("Club", coordinators=[ann])["id"]
        a = ann.http()

        def add(name, data, title="Guide"):
            return a.call("document.add", {
                "community": club, "title": title,
                "file": a.upload(name, data)["id"]})

        def shown(d):
            page = a.call("document.get", {"document": d["id"]})
            return re.findall(r'<img src="/files/(\d+)"',
                              page["clauses"][2]["html"])
        first = add("guide.docx", draft())
        # Twice: the second time there are none in the version before.
        for _ in range(2):
            text = a.call("document.text", {"document": first["id"]})
            made = text["markdown"].replace("your hands", "both hands")
            d = add("guide.md", made.encode())
            same(shown(first), shown(d))
            same(1, len(shown(d)))
        other = add("guide.md", made.encode(), "Another")
        same([], shown(other))


@test("a leaflet that is a picture is reviewed as a whole, and so is the next")
def leaflet(place):
    with Server() as s:
        a, b, _, club = three(s)

        def add(number):
            file = a.upload("leaflet.png", png(number))["id"]
            return a.call("document.add", {
                "community": club, "title": "Leaflet", "file": file})
        first = add(3)
        same(("picture", 1), (first["format"], first["clause_count"]))
        clause, = b.call("document.get", {"document": first["id"]})["clauses"]
        shown = re.search(r'<img src="/files/(\d+)" alt="">', clause["html"])
        same(png(3), b.request("GET", f"/files/{shown[1]}")[2])
        opened = a.call("round.open", {
            "document": first["id"], "instructions": "Is it kind?",
            "closes_at": int(time.time() * 1000) + 864 * 10 ** 5,
            "zone": "UTC"})
        comment = b.call("comment.add", {"round": opened["id"], "clause":
                                         clause["id"], "body": "Too dark."})
        second = add(4)
        entry, = a.call("ledger.get", {"document": second["id"]})["entries"]
        same((comment["id"], "same"), (entry["id"], entry["state"]))
        a.call("version.publish", {"document": second["id"],
                                   "round": opened["id"]})
        page = b.call("round.page", {"round": opened["id"]})
        same([page["clauses"][0]["id"]],
             [c["clause"] for c in page["comments"]])


@test("a leaflet is reviewed page by page, and what was said of a page follows")
def by_page(place):
    front = [(50, 80, 20, "Sleep well"), (50, 300, 12, "Warm and calm")]
    back = [(50, 80, 12, "Whom to ask, and when to call the midwife")]
    new = [(50, 80, 12, "A page that nobody has seen so far")]
    with Server() as s:
        a, b, e, club = three(s)

        def add(pages):
            file = a.upload("leaflet.pdf", pdf(pages))["id"]
            return a.call("document.add", {
                "community": club, "title": "Leaflet", "file": file,
                "by": "pages"})
        first = add([front, back])
        same(("pages", 2), (first["format"], first["clause_count"]))
        clauses = b.call("document.get", {"document": first["id"]})["clauses"]
        shown = [re.match(r'<img src="/files/(\d+)" alt=""><a href="/files/'
                          r'\1">Page (\d)</a>', c["html"]) for c in clauses]
        same(["1", "2"], [m[2] for m in shown])
        for path in [f"/files/{m[1]}" for m in shown]:
            status, headers, body = b.request("GET", path)[:3]
            same((200, b"\xff\xd8\xff"), (status, body[:3]))
            same(404, e.request("GET", path)[0])
        opened = a.call("round.open", {
            "document": first["id"], "instructions": "Is it kind?",
            "closes_at": int(time.time() * 1000) + 864 * 10 ** 5,
            "zone": "UTC"})
        for clause in clauses:
            b.call("comment.add", {"round": opened["id"], "body": "Too dark.",
                                   "clause": clause["id"]})
        assert "as it looks" in refusal(lambda: a.call(
            "version.edited", {"round": opened["id"]}))
        second = add([front, new, back])
        entries = a.call("ledger.get", {"document": second["id"]})["entries"]
        now = a.call("document.get", {"document": second["id"]})["clauses"]
        same([now[0]["id"], now[2]["id"]],
             [entry["clause"] for entry in entries])
        assert "Only a PDF" in refusal(lambda: a.call("document.add", {
            "community": club, "title": "Other", "by": "pages",
            "file": a.upload("a.docx", draft())["id"]}))


def took(a, b, d, page):
    """The comment of the file becomes one of a round, once."""
    found = a.call("imported.list", {"document": d["id"]})["imported"]
    same([("*Zoë*", page["clauses"][1]["id"], 5, 15, "your hands", None)],
         [(k["author"], k["clause"], k["start"], k["end"], k["exact"],
           k["comment"]) for k in found])
    r = a.call("round.open", {"document": d["id"], "instructions": "Read.",
                              "closes_at": int(time.time() + 99999) * 1000,
                              "zone": "Europe/London"})["id"]
    taking = {"round": r, "imported": [found[0]["id"]]}
    made = a.call("imported.take", taking)["comments"][0]
    same(("your hands", 5, 15), (made["exact"], made["start"], made["end"]))
    same("\\*Zoë\\* wrote in the file (2026-01-02):\n\n> Why *now*?\n> Say.",
         made["body"])
    seen = b.call("round.page", {"round": r})
    same([made["id"]], [k["id"] for k in seen["comments"]])
    same(1, seen["round"]["comment_count"])
    assert "already" in refusal(lambda: a.call("imported.take", taking))
    same(made["id"], a.call("imported.list", {"document": d["id"]})
         ["imported"][0]["comment"])


@test("of a refused file nothing stays but the upload")
def nothing_left(place):
    tables = ["document", "clause", "document_text", "imported_comment",
              "event", "file"]
    with Server() as s:
        ann = s.member("ann@example.org", "Ann")
        club = s.community("Club", coordinators=[ann])["id"]
        a = ann.http()
        file = a.upload("guide.docx", draft()[:900])["id"]
        before = rows(s, *tables)
        said = refusal(lambda: a.call("document.add", {
            "community": club, "title": "Guide", "file": file}))
        assert "invalid (file)" in said and "damaged" in said, said
        same(before, rows(s, *tables))


def converting():
    """Is the converter that `instead` was given at work?"""
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if path.read_bytes() == b"sleep\0" + NAP.encode() + b"\0":
                return True
    return False


@test("no transaction is open while a converter works")
def no_snapshot(place):
    env = instead(place, "pandoc", f"#!/bin/sh\nexec sleep {NAP}\n")
    with Server(prefix=["env", f"PATH={env['PATH']}"]) as s:
        ann = s.member("ann@example.org", "Ann")
        club = s.community("Club", coordinators=[ann])["id"]
        a, b = ann.http(), ann.http()
        file = a.upload("guide.docx", draft())["id"]
        said = []
        adding = threading.Thread(target=lambda: said.append(refusal(
            lambda: a.call("document.add", {
                "community": club, "title": "Guide", "file": file}))))
        adding.start()
        end = time.monotonic() + 20
        while not converting():
            assert time.monotonic() < end, "the converter never began"
            time.sleep(0.01)
        b.call("thread.open", {"community": club, "title": "T", "body": "x"})
        with contextlib.closing(sqlite3.connect(s.database, timeout=0)) as db:
            # Others are in the way for a moment; a snapshot is to the end.
            while db.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()[0]:
                assert converting(), "a transaction stayed open"
                time.sleep(0.01)
        assert converting(), "it was over too early to tell"
        adding.join()
        assert "nested" in said[0], said


def long_draft(pages):
    """As many words as that many pages have, never the same twice."""
    chance = random.Random(7)
    names = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz",
                                    k=chance.randint(2, 9)))
             for _ in range(4000)]

    def words(n):
        return " ".join(chance.choices(names, k=n)).capitalize()
    body = ""
    for page in range(pages):
        body += para(run(words(4)), "Heading1" if page % 5 == 0 else "Heading2")
        for _ in range(5):
            body += para(run(words(40) + " ") + run(words(4), "<w:b/>") +
                         run(words(45) + "."))
        body += table(*[[words(3) for _ in range(3)] for _ in range(4)])
    return docx(body, more={"word/styles.xml": STYLES})


@test("while a draft of 60 pages is read, others are answered as before")
def sixty(place):
    data = long_draft(60)
    with Server() as s:
        a, b, _, club = three(s)
        thread = b.call("thread.open", {"community": club, "title": "T",
                                        "body": "x"})["thread"]["id"]
        waits, done = [], threading.Event()

        def others():
            while not done.is_set():
                start = time.monotonic()
                b.call("thread.page", {"thread": thread})
                waits.append(time.monotonic() - start)
        other = threading.Thread(target=others)
        other.start()
        start = time.monotonic()
        file = a.upload("guide.docx", data)["id"]
        d = a.call("document.add", {"community": club, "title": "Guide",
                                    "file": file})
        page = a.call("document.get", {"document": d["id"]})
        seconds = time.monotonic() - start
        done.set()
        other.join()
        waits.sort()
        same(d["clause_count"], len(page["clauses"]))
        assert d["clause_count"] == 60 * 10, d["clause_count"]
        print(f"# 60 pages, {len(data) // 1024} kB: {seconds:.2f} s to readable "
              f"clauses; meanwhile {len(waits)} reads of others, median "
              f"{waits[len(waits) // 2] * 1000:.1f} ms, p99 "
              f"{waits[int(len(waits) * .99)] * 1000:.1f} ms, worst "
              f"{waits[-1] * 1000:.1f} ms", flush=True)
        assert len(waits) > 20, "nobody else was answered meanwhile"
