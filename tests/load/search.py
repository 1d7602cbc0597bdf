# SPDX-License-Identifier: Apache-2.0
"""Search in a million posts: each kind of question, and what it does to those
who read meanwhile."""
import json
import statistics
import subprocess

import archive
import stage
from growth import MILLION, calls, cast_of, ms, talk

PAIRS = 5
WORDS = archive.Words().words
OFTEN, OFTEN_TOO, SOMETIMES, SELDOM = (
    WORDS[n] for n in (0, 1, 1000, 15000))
QUESTIONS = {
    "a frequent word": OFTEN,
    "a word now and then": SOMETIMES,
    "a rare word": SELDOM,
    "two frequent words": f"{OFTEN} {OFTEN_TOO}",
    "a frequent word and a rare one": f"{OFTEN} {SELDOM}",
    "two rare words": f"{SELDOM} {WORDS[15001]}",
    "a phrase": f'"{OFTEN} {OFTEN_TOO}"',
    "a frequent word without another": f"{OFTEN} -{OFTEN_TOO}",
    "a word nobody has said": "zzyzx",
    "the number of one post": "point 777777",
}
# Those of one community see little of what has a frequent word.
WHO = {"reader0": f"a member of {archive.READER_IN} communities",
       "p3": "a member of two"}


def search(words):
    return json.dumps({"words": words})


def questions(table, server):
    """[(who, question, figures)]"""
    for name, who in WHO.items():
        cast = cast_of(server, name, server.call(
            "session.issue", email=f"{name}@load.example",
            display_name=name))
        for kind, words in QUESTIONS.items():
            yield who, kind, calls(table, f"search: {kind}", server, cast,
                                   "search.find", search(words))


def visitors(server):
    """(casts of who reads pages and of who searches, the pages' posts)"""
    reader = server.call("session.issue", email="reader0@load.example",
                         display_name="reader0")
    place = archive.communities(server)[0]
    thread, low, high = talk(server, place, reader)
    regular = server.call("session.issue", email="regular0@load.example",
                          display_name="regular0")
    return (cast_of(server, "pages", reader, thread),
            cast_of(server, "searchers", regular), low, high)


def readers(table, server, who, disturbed):
    """(p99 of pages that four read, p99 of the searches meanwhile); in us."""
    pages, searchers, low, high = who
    searching, searched = None, {"p99_us": 0}
    if disturbed:
        searching = subprocess.Popen(
            ["taskset", "-c", stage.LOAD_CORE,
             str(stage.BUILD / "tests" / "load"), "calls",
             f"port={server.port}", "method=search.find",
             f"cast={searchers}",
             f"params={search(OFTEN)}", "flight=2", "seconds=4"],
            stdout=subprocess.PIPE)
    got = calls(table, "pages while others search", server, pages,
                "thread.page", '{"thread":$thread,"before":$id}', flight=4,
                seconds=2, low=low, high=high)
    if searching:
        searched = json.loads(searching.communicate()[0])
        table.count("searches meanwhile", searched, "refused", "lost")
    return got["p99_us"], searched["p99_us"]


def part_search(table, folder, long):
    with archive.Archive(folder / "search", MILLION) as kept:
        found = list(questions(table, kept.server))
        visiting = visitors(kept.server)
        pairs = [readers(table, kept.server, visiting, False)[:1] +
                 readers(table, kept.server, visiting, True)
                 for _ in range(PAIRS)]
    share = statistics.median(beside / alone for alone, beside, _ in pairs)
    alone, beside, waited = map(statistics.median, zip(*pairs))
    who, kind, worst = max(found, key=lambda one: one[2]["p99_us"])
    what = f"search in {MILLION:,} posts"
    table.row(f"{what}, the worst of {len(found)} questions, p99",
              ms(worst["p99_us"]), worst["p99_us"] / 1000, (100, "<= 100 ms"),
              f"{kind}, {who}", up=False)
    often = found[0][2]
    table.row(f"{what}, a frequent word, newest first, p99",
              ms(often["p99_us"]), often["p99_us"] / 1000, (5, "<= 5 ms"),
              f"p50 {ms(often['p50_us'])}", up=False)
    table.row("pages of four readers while two search without end, p99",
              ms(beside), share, (2.0, "<= 2.00"),
              f"{ms(alone)} alone; a search meanwhile {ms(waited)}, p99",
              f"{share:.2f}", up=False)
    table.growth(f"Search in {MILLION:,} posts",
                 ("question", "by", "p50", "p99", "the server computes"),
                 [[kind, who, *(ms(one[key]) for key in
                                ("p50_us", "p99_us", "cpu_us"))]
                  for who, kind, one in found])
