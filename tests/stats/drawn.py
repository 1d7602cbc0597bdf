# SPDX-License-Identifier: Apache-2.0
"""
Inputs drawn at random, always the same ones, against the oracle. Small panels
and few points on purpose: ties, boundaries and empty bands come up often.
"""
import os
import random
from fractions import Fraction

import oracle
import program


def plain(value):
    """Fractions and decimals as the nearest number of JSON."""
    if isinstance(value, dict):
        return {name: plain(v) for name, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if value is None or isinstance(value, (bool, str, int)):
        return value
    return float(value)


def ratings(draw, least=1, most=30):
    """A panel that leans somewhere, or is split."""
    low = draw.randint(1, 9)
    high = draw.randint(low, 9)
    return [draw.choice((low, high, draw.randint(low, high)))
            for _ in range(draw.randint(least, most))]


def ballots(draw, candidates):
    cast = []
    for _ in range(draw.randint(1, 6)):
        names = draw.sample(candidates, draw.randint(0, len(candidates)))
        ranking = []
        for name in names:
            if ranking and draw.random() < 0.25:
                ranking[-1].append(name)
            else:
                ranking.append([name])
        cast.append({"ranking": ranking, "count": draw.randint(1, 5)})
    return cast


def names(draw, most):
    return [f"c{i}" for i in range(draw.randint(1, most))]


def draw_ram(draw):
    given, rule = ratings(draw), draw.choice(("type7", "type6"))
    return {"ratings": given, "quantile": rule}, oracle.ram(given, rule)


def draw_counts(draw):
    counts = [draw.choice((0, 0, draw.randint(1, 4))) for _ in range(9)]
    counts[draw.randrange(9)] += 1
    given = [p for p, n in enumerate(counts, 1) for _ in range(n)]
    return {"counts": counts}, oracle.ram(given, "type7")


def draw_classic(draw):
    given = ratings(draw, 8, 25)
    return {"ratings": given}, oracle.ram_classic(given)


def draw_quantiles(draw):
    values = [draw.choice((draw.randint(1, 9), draw.randint(8, 999) / 8))
              for _ in range(draw.randint(1, 40))]
    percent = [draw.randint(0, 100) for _ in range(5)]
    return {"values": values, "p": [p / 100 for p in percent]}, \
        {"type7": [oracle.quantile(values, Fraction(p, 100)) for p in percent]}


def draw_topbox(draw):
    given = ratings(draw)
    need, against = draw.choice((70, 75, 60, 50)), draw.choice((15, 20, 50))
    words = {"ratings": given, "need": need, "against": against}
    if draw.random() < 0.5:
        words |= {"need": need / 100, "against": against / 100}
    return words, {"result": oracle.topbox(given, need, against)}


def draw_iqr(draw):
    given, most = ratings(draw), draw.choice((0, 1, 2, 2.5))
    iqr = oracle.quantile(given, Fraction(3, 4)) - \
        oracle.quantile(given, Fraction(1, 4))
    return {"ratings": given, "max_iqr": most}, \
        {"median": oracle.median(given), "iqr": iqr,
         "consensus": iqr <= most}


def pairs(draw):
    one = ratings(draw, 2, 40)
    two = [min(9, max(1, x + draw.choice((0, 0, 0, 1, -1)))) for x in one]
    return one, two


def draw_histogram(draw):
    one, two = pairs(draw)
    return {"round1": one, "round2": two, "categories": 9}, \
        oracle.histogram_change(one, two)


def draw_cv(draw):
    one, two = pairs(draw)
    cv1, cv2 = oracle.cv(one), oracle.cv(two)
    return {"round1": one, "round2": two}, \
        {"cv1": cv1, "cv2": cv2, "change": abs(cv2 - cv1)}


def draw_shift(draw):
    one, two = pairs(draw)
    before, after = oracle.median(one), oracle.median(two)
    changed = Fraction(100 * sum(a != b for a, b in zip(one, two)), len(one))
    return {"round1": one, "round2": two}, \
        {"median1": before, "median2": after, "shift": after - before,
         "changed": changed, "stable": after == before and changed < 15}


def draw_mcnemar(draw):
    most = draw.choice((5, 30, 400, 3000))
    b, c = draw.randint(0, most), draw.randint(1, most)
    return {"b": b, "c": c}, oracle.mcnemar(b, c)


def draw_kappa(draw):
    size, weights = draw.randint(2, 6), draw.choice(
        ("none", "linear", "quadratic"))
    table = [[draw.choice((0, draw.randint(1, 9))) for _ in range(size)]
             for _ in range(size)]
    table[0][1] += 1
    table[1][0] += 1
    return {"table": table, "weights": weights}, \
        {"kappa": oracle.kappa(table, weights)}


def draw_kendall(draw):
    judges, items = draw.randint(2, 12), draw.randint(2, 12)
    most = draw.choice((2, 4, 50))
    scores = [[draw.randint(1, most) for _ in range(items)]
              for _ in range(judges)]
    scores[0][:2] = 1, 2
    return {"scores": scores}, oracle.kendall_w(scores)


def draw_schulze(draw):
    candidates = names(draw, 7)
    cast = ballots(draw, candidates)
    return {"candidates": candidates, "ballots": cast}, \
        oracle.schulze(candidates, cast)


def draw_borda(draw):
    candidates = names(draw, 7)
    cast, words = ballots(draw, candidates), {}
    if draw.random() < 0.5:
        words["top"] = draw.randint(1, 9)
    return {"candidates": candidates, "ballots": cast, **words}, \
        oracle.borda(candidates, cast, **words)


def draw_jla(draw):
    questions, top = names(draw, 8), draw.randint(1, 6)
    groups = {f"g{i}": [draw.sample(questions,
                                    draw.randint(0, len(questions)))
                        for _ in range(draw.randint(1, 5))]
              for i in range(draw.randint(1, 4))}
    return {"questions": questions, "top": top, "groups": groups}, \
        oracle.jla(questions, top, groups)


def draw_chnri(draw):
    scorers = draw.randint(1, 15)
    criteria = [[1] + [draw.choice((0, 0.5, 1, None))
                       for _ in range(scorers)]
                for _ in range(draw.randint(1, 5))]
    return {"criteria": criteria}, oracle.chnri(criteria)


# (method, how an input is drawn, how near): reals that cancel are less near
METHODS = [
    ("ram", draw_ram, 0), ("ram", draw_counts, 0),
    ("ram_classic", draw_classic, 0), ("quantiles", draw_quantiles, 1e-14),
    ("consensus_topbox", draw_topbox, 0), ("iqr_consensus", draw_iqr, 0),
    ("histogram_change", draw_histogram, 1e-15), ("cv_change", draw_cv, 1e-10),
    ("median_shift", draw_shift, 1e-15), ("mcnemar", draw_mcnemar, 2e-12),
    ("kappa", draw_kappa, 1e-11), ("kendall_w", draw_kendall, 5e-13),
    ("schulze", draw_schulze, 0), ("borda", draw_borda, 1e-13),
    ("jla", draw_jla, 1e-15), ("chnri", draw_chnri, 1e-14),
]
TIMES = int(os.environ.get("TIMES", "8"))


def check(tap):
    for method, draw, slack in METHODS:
        source, wrong = random.Random(draw.__name__), []
        for _ in range(TIMES):
            given, want = draw(source)
            got, want = program.ask(method, **given), plain(want)
            if not program.same(want, got, slack):
                wrong.append(f"{given}\nwanted {want}\ngot    {got}")
        tap.check(f"{method} is as the {draw.__name__[5:]} oracle has it, "
                  f"{TIMES} times", not wrong, "\n".join(wrong[:3]))
