# SPDX-License-Identifier: Apache-2.0
"""Anchoring beside two plain methods.

exact: the same characters, nearest to the old offset. fuzzy quote: as web
annotation clients do it: the best approximate match of the quotation with up to
half of it wrong, scored by quotation, prefix, suffix and position, and no least
score. Both are written here, in Python; their times are of no meaning and are
not printed. On the fixtures where they are there, and on generated drafts.

The times of ours are those of the whole program: a passage is a question by pipe
and its answer, by the clock; a pair is a run without any passage and the large
document a run with all its comments, by processor time, start included.
"""
import difflib
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "anchor")]
sys.dont_write_bytecode = True
ROOT = HERE.parent.parent
os.environ.setdefault("BUILD", str(ROOT / "build" / "release"))

import aside         # noqa: E402
import drafts        # noqa: E402
import figures       # noqa: E402
from score import Score  # noqa: E402

PAGES, COMMENTS = 200, 2000
PAGE = 3000     # characters


def nowhere():
    return {"start": None, "end": None, "confidence": 0}


def found(start, end, confidence=1.0):
    return {"start": start, "end": end, "confidence": confidence}


def occurrences(text, part):
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def exact(new, case):
    places = list(occurrences(new, case["exact"]))
    if not places:
        return nowhere()
    at = min(places, key=lambda p: abs(p - case["start"]))
    return found(at, at + len(case["exact"]))


def errors_at(text, pattern):
    """For each end in the text, the errors of the best match that ends there
    (Myers 1999, one machine word of any length)."""
    full = (1 << len(pattern)) - 1
    top = 1 << (len(pattern) - 1)
    has = {}
    for i, c in enumerate(pattern):
        has[c] = has.get(c, 0) | 1 << i
    up, down, errors = full, 0, len(pattern)
    for c in text:
        eq = has.get(c, 0)
        x = (((eq & up) + up) ^ up) | eq | down
        rise = down | (full & ~(x | up))
        fall = up & x
        errors += bool(rise & top) - bool(fall & top)
        rise = rise << 1 & full
        fall = fall << 1 & full
        met = eq | down
        up = fall | (full & ~(met | rise))
        down = rise & met
        yield errors


def near_matches(text, pattern, most):
    """(start, end, errors) of the best places."""
    ends = list(errors_at(text, pattern))
    if not ends or min(ends) > most:
        return
    least = min(ends)
    tried = [i for i, e in enumerate(ends) if e <= least + 2 and
             (i + 1 == len(ends) or ends[i + 1] > e)]
    for i in tried[:10]:
        window = text[max(0, i + 1 - 2 * len(pattern)):i + 1][::-1]
        back = list(errors_at(window, pattern[::-1]))
        at = min(range(len(back)), key=lambda n: back[n])
        yield i - at, i + 1, ends[i]


def alike(x, y):
    return difflib.SequenceMatcher(None, x, y, False).ratio() if x else 1.0


def fuzzy(new, case):
    quote = case["exact"]
    places = [(at, at + len(quote), 0) for at in occurrences(new, quote)]
    places = places or list(
        near_matches(new, quote, min(256, len(quote) // 2)))
    best, most = None, -1
    for start, end, errors in places:
        before = new[max(0, start - len(case["prefix"])):start]
        behind = new[end:end + len(case["suffix"])]
        away = abs(start - case["start"]) / max(1, len(new))
        score = (50 * (1 - errors / len(quote)) +
                 20 * alike(case["prefix"], before) +
                 20 * alike(case["suffix"], behind) + 2 * (1 - away)) / 92
        if score > most:
            best, most = found(start, end, score), score
    return best or nowhere()


def baseline(method, pairs):
    score = Score()
    for _, new, cases in pairs:
        text = new.read_bytes().decode()
        for case in cases:
            score.add(case, method(text, case))
    return score


def processor_time(command, **how):
    """What the command printed, and the seconds it computed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, **how)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime - before.ru_utime + \
        after.ru_stime - before.ru_stime


class Times:
    def __init__(self):
        self.passages = []
        self.pairs = []     # of under 20 thousand characters

    def measure(self, old, new, cases):
        command = [figures.program(), "anchor", str(old), str(new)]
        if max(old.stat().st_size, new.stat().st_size) < 20000:
            self.pairs.append(
                processor_time(command, stdin=subprocess.DEVNULL)[1])
        with subprocess.Popen(command, stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as process:
            for n, case in enumerate(cases):
                line = json.dumps({k: case[k] for k in figures.GIVEN})
                begun = time.perf_counter()
                process.stdin.write(line.encode() + b"\n")
                process.stdin.flush()
                process.stdout.readline()
                if n:   # the first waits for the comparison
                    self.passages.append(time.perf_counter() - begun)

    def tell(self, title):
        p95 = 1000 * statistics.quantiles(self.passages, n=20)[18]
        pair = 1000 * statistics.quantiles(self.pairs, n=20)[18]
        aside.row(f"{title}: where a passage is, p95", f"{p95:.3f} ms", p95,
                  (2, "<= 2 ms"),
                  f"median {1000 * statistics.median(self.passages):.3f} ms",
                  up=False)
        aside.row(f"{title}: a pair under 20 thousand characters, p95",
                  f"{pair:.1f} ms", pair, (100, "<= 100 ms"),
                  f"median {1000 * statistics.median(self.pairs):.1f} ms, most "
                  f"{1000 * max(self.pairs):.1f} ms", up=False)


def cells(name, score):
    c = score.count
    return [name, c["cases"], *(f"{score.percent(what):.2f}" for what in
                                ("right", "tight", "lost", "misplaced",
                                 "placed though deleted")),
            f"{score.sure():.2f} of {c['sure']}"]


def compare(title, pairs_of, deleted):
    """The three methods on the same pairs; the times of ours."""
    times = Times()
    for pair in pairs_of():
        times.measure(*pair)
    ours, quote, plainly = (figures.scored(pairs_of()),
                            baseline(fuzzy, pairs_of()),
                            baseline(exact, pairs_of()))
    for what, goal, up in (("right", 98.6, True), ("tight", 96.8, True),
                           ("misplaced", 0.5, False),
                           ("placed though deleted", deleted, False)):
        aside.row(f"{title}: {what}", f"{ours.percent(what):.2f} %",
                  ours.percent(what), (goal, f"{'>=' if up else '<='} {goal} %"),
                  f"{quote.percent(what):.2f} % fuzzy quote, "
                  f"{plainly.percent(what):.2f} % exact", up=up)
    aside.row(f"{title}: right of those with a confidence of 0.9",
              f"{ours.sure():.2f} %", ours.sure(), (99, ">= 99 %"))
    times.tell(title)
    aside.plain(title, ("method", "passages", "right %", "tight %", "lost %",
                        "misplaced %", "placed though deleted %",
                        "confidence >= 0.9: right %"),
                [cells("soundings", ours), cells("fuzzy quote", quote),
                 cells("exact, nearest", plainly)])


def large():
    """One document of 200 pages with 2,000 comments, in one run."""
    shelves = drafts.library()
    olds, news, cases, old_len, seed = [], [], [], 0, 500000
    while old_len < PAGES * PAGE:
        old, new, some = drafts.version(seed, shelves, size=12000,
                                        passages=60)
        for case in some:
            case["start"] += old_len
            case["end"] += old_len
            case["id"] = len(cases)
            cases.append(case)
        olds.append(old + "\n\n")
        news.append(new + "\n\n")
        old_len += len(olds[-1])
        seed += 1
    lines = "".join(json.dumps({k: c[k] for k in figures.GIVEN}) + "\n"
                    for c in cases[:COMMENTS]).encode()
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / n for n in ("old.txt", "new.txt")]
        for path, texts in zip(paths, (olds, news)):
            path.write_text("".join(texts), encoding="utf-8")
        command = [figures.program(), "anchor", *map(str, paths)]
        runs = [processor_time(command, input=lines) for _ in range(5)]
    took = statistics.median(seconds for _, seconds in runs)
    aside.row(f"{len(runs[0][0].splitlines()):,} comments on "
              f"{old_len // PAGE} pages, {old_len:,} characters, computed",
              f"{took:.2f} s", took, (1, "<= 1 s"), up=False)


def main():
    some = 300 if "--long" in sys.argv else 60
    if figures.FIXTURES.exists():
        compare("anchoring, fixtures",
                lambda: figures.fixture_pairs(figures.FIXTURES), 0)
    compare("anchoring, generated drafts",
            lambda: figures.generated_pairs(some, 900000), 0.1)
    large()


if __name__ == "__main__":
    main()
