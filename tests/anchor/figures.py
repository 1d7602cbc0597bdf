# SPDX-License-Identifier: Apache-2.0
"""tests/anchor/figures.py [--wrong] [--sure] [--drafts N] [--seed N] [FOLDER]

Prints how well `soundings anchor` does: on the fixtures in FOLDER (cases.jsonl
and pairs/, by default ../shared/fixtures/anchoring where that is there) and on
generated drafts (drafts.py, genres.py). --wrong shows each passage that is not
right or not tight; --sure, what would wait for a person and how many of the
others would be wrong, for each least confidence: carry.c's SURE is chosen by
that. SOUNDINGS names the program.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE)]
sys.dont_write_bytecode = True

import drafts    # noqa: E402
import genres    # noqa: E402
from score import Score  # noqa: E402

ROOT = HERE.parents[1]
FIXTURES = ROOT.parent / "shared" / "fixtures" / "anchoring"
OTHERS = tuple(s for s in drafts.SCRIPTS if s != "latin")
GIVEN = ("id", "start", "end", "exact", "prefix", "suffix")


def program():
    build = os.environ.get("BUILD") or ROOT / "build" / "debug"
    return os.environ.get("SOUNDINGS") or str(pathlib.Path(build) /
                                              "soundings")


def places(old, new, cases):
    """What the program says of each case, in order."""
    lines = "".join(json.dumps({k: c[k] for k in GIVEN}) + "\n"
                    for c in cases)
    done = subprocess.run([program(), "anchor", str(old), str(new)],
                          input=lines.encode(), capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == [c["id"] for c in cases]
    return answers


def fixture_pairs(folder):
    """(old path, new path, cases) of each pair."""
    by_pair = collections.defaultdict(list)
    with open(folder / "cases.jsonl", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            by_pair[case["pair"]].append(case)
    for pair, cases in sorted(by_pair.items()):
        yield (folder / "pairs" / f"{pair}.a.txt",
               folder / "pairs" / f"{pair}.b.txt", cases)


def written_pairs(count, seed, version):
    """The same of what version(seed) makes."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = (pathlib.Path(folder) / n for n in ("old.txt", "new.txt"))
        for n in range(seed, seed + count):
            texts = version(n)
            for path, text in zip((old, new), texts):
                path.write_bytes(text.encode())
            for i, case in enumerate(texts[2]):
                case["id"] = f"{n}-{i}"
            yield old, new, texts[2]


def generated_pairs(count, seed, scripts=("latin",), extra=(), **how):
    shelves = drafts.library(extra)
    return written_pairs(count, seed, lambda n: drafts.version(
        n, shelves, script=scripts[n % len(scripts)], **how))


def genre_pairs(count, seed, **how):
    return written_pairs(count, seed, lambda n: genres.version(n, **how))


def scored(pairs, show=None):
    score = Score()
    for old, new, cases in pairs:
        before = len(score.wrong)
        for case, place in zip(cases, places(old, new, cases)):
            score.add(case, place)
        if show:
            text = new.read_bytes().decode()
            for wrong in score.wrong[before:]:
                show(text, *wrong)
    return score


def show_wrong(text, wrong, case, place):
    truth = case["truth"]
    print(f"{wrong}: {case['id']} {case['class']} {case['kind']} confidence "
          f"{place['confidence']}\n"
          f"  old   {case['prefix'][-20:]!r} {case['exact']!r} "
          f"{case['suffix'][:20]!r}\n"
          f"  truth {text[slice(*truth)] if truth else None!r}\n"
          f"  got   {text[place['start']:place['end']]!r}"
          if place["start"] is not None else
          f"{wrong}: {case['id']} {case['class']} {case['kind']}\n"
          f"  old   {case['prefix'][-20:]!r} {case['exact']!r} "
          f"{case['suffix'][:20]!r}\n"
          f"  truth {text[slice(*truth)] if truth else None!r}")


def show_report(title, score):
    print(f"{title}\n  {score.line()}")
    for line in score.classes():
        print(f"    {line}")
    for step in sorted(score.by_confidence):
        c = score.by_confidence[step]
        print(f"    confidence {step:.1f}: {c['right']} of {c['cases']} right")


LEAST = [n / 100 for n in range(50, 96, 5)]


def show_sure(title, score):
    print(title)
    for least in LEAST:
        wait, wrong = score.above(least)
        print(f"    at least {least:.2f}: {wait:5.2f} % wait, {wrong:.3f} % "
              "of the others wrong")


def main():
    words = argparse.ArgumentParser(usage=__doc__)
    words.add_argument("--wrong", action="store_true")
    words.add_argument("--sure", action="store_true")
    words.add_argument("--drafts", type=int, default=100)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--source", action="append", default=[])
    words.add_argument("folder", nargs="?", type=pathlib.Path,
                       default=FIXTURES)
    given = words.parse_args()
    show = show_wrong if given.wrong else None
    report = show_sure if given.sure else show_report
    if given.folder.exists():
        report("fixtures", scored(fixture_pairs(given.folder), show))
    if given.drafts:
        report("generated, Latin", scored(generated_pairs(
            given.drafts, given.seed, extra=given.source), show))
        report("generated, heavily edited", scored(generated_pairs(
            given.drafts // 2, given.seed, extra=given.source, rate=2.5,
            passages=40), show))
        report("generated, other genres and edits", scored(genre_pairs(
            given.drafts, given.seed), show))
        report("the same, heavily edited", scored(genre_pairs(
            given.drafts // 2, given.seed, edits=24), show))
        report("nearly every sentence edited", scored(genre_pairs(
            given.drafts // 2, given.seed, edits=45), show))
        report("generated, other scripts", scored(generated_pairs(
            max(len(OTHERS), given.drafts // 3), given.seed, OTHERS,
            extra=given.source), show))


if __name__ == "__main__":
    main()
