# SPDX-License-Identifier: Apache-2.0
"""
The methods once more, written from docs/methods.md with fractions and whole
numbers, as plainly and slowly as can be. None stands for what has no answer.
"""
import decimal
import itertools
import math
from fractions import Fraction

decimal.getcontext().prec = 60
PI = decimal.Decimal("3.14159265358979323846264338327950288419716939937510"
                     "58209749445923")


def quantile(values, p, rule="type7"):
    x, n = sorted(map(Fraction, values)), len(values)
    at = (n - 1) * p if rule == "type7" else (n + 1) * p - 1
    at = min(max(at, 0), n - 1)
    low = math.floor(at)
    return x[low] + (at - low) * (x[min(low + 1, n - 1)] - x[low])


def median(values):
    return quantile(values, Fraction(1, 2))


def ram(ratings, rule):
    p30, p70 = (quantile(ratings, Fraction(p, 10), rule) for p in (3, 7))
    middle, ipr, iprcp = median(ratings), p70 - p30, (p30 + p70) / 2
    ai = abs(5 - iprcp)
    ipras = Fraction(235, 100) + Fraction(3, 2) * ai
    kind = "uncertain" if ipr > ipras or 3 < middle < 7 else \
        "appropriate" if middle >= 7 else "inappropriate"
    return {"median": middle, "p30": p30, "p70": p70, "ipr": ipr,
            "iprcp": iprcp, "ai": ai, "ipras": ipras, "di": ipr / ipras,
            "disagreement": ipr > ipras, "classification": kind}


def ram_classic(ratings):
    n, middle = len(ratings), median(ratings)
    low, high = sum(x <= 3 for x in ratings), sum(x >= 7 for x in ratings)
    inside = high if middle >= 7 else low if middle <= 3 else n - low - high
    table = {8: (2, 3), 9: (2, 3), 10: (2, 3), 11: (3, 4), 12: (3, 4),
             13: (3, 4), 14: (4, 5), 15: (4, 5), 16: (4, 5)}
    agree, differ = table.get(n, (math.ceil(n / 3) - 1, math.ceil(n / 3)))
    return {"low": low, "high": high, "outside": n - inside,
            "disagreement": low >= differ and high >= differ,
            "agreement": n - inside <= agree}


def topbox(ratings, need, against):
    """need and against in whole percent"""
    n = len(ratings)
    low = Fraction(sum(x <= 3 for x in ratings) * 100, n)
    high = Fraction(sum(x >= 7 for x in ratings) * 100, n)
    inside = high >= need and low < against
    out = low >= need and high < against
    return "no consensus" if inside == out else \
        "consensus in" if inside else "consensus out"


def histogram_change(one, two):
    moved = sum(abs(one.count(x) - two.count(x)) for x in {*one, *two})
    percent = Fraction(100 * moved, 2 * len(one))
    return {"percent": percent, "stable": percent < 15}


def cv(values):
    mean = Fraction(sum(values), len(values))
    square = sum((x - mean) ** 2 for x in values) / (len(values) - 1)
    return math.sqrt(square / mean ** 2)


def chi2_tail(x, df):
    """Upper tail by the recurrence in df, from erfc and exp, in decimals."""
    x = decimal.Decimal(x.numerator) / x.denominator if \
        isinstance(x, Fraction) else decimal.Decimal(x)
    half = x / 2
    if half == 0:
        return decimal.Decimal(1)
    if df % 2 == 0:
        term = total = (-half).exp()
        for k in range(1, df // 2):
            term *= half / k
            total += term
        return total
    total = erfc_root(half)
    term = (-half).exp() * (half / PI).sqrt() * 2
    for k in range(3, df + 1, 2):
        total += term
        term *= x / k
    return total


def erfc_root(square):
    """erfc of the root of a decimal: the series, with digits to spare."""
    with decimal.localcontext() as context:
        context.prec = 60 + int(square)
        term = root = square.sqrt()
        total, k = decimal.Decimal(0), 0
        while abs(term) > decimal.Decimal(10) ** -(context.prec + 5):
            total += term / (2 * k + 1)
            k += 1
            term *= -square / k
        wide = 2 * total / machin()
        return 1 - wide


def machin():
    """The root of pi, as exact as the context."""
    context = decimal.getcontext()
    context.prec += 5

    def arctan(n):
        power = total = decimal.Decimal(1) / n
        for k in itertools.count(3, 2):
            power /= -n * n
            if total + power / k == total:
                return total
            total += power / k
    root = (16 * arctan(5) - 4 * arctan(239)).sqrt()
    context.prec -= 5
    return root


def mcnemar(b, c):
    n, k = b + c, min(b, c)
    plain, shy = Fraction((b - c) ** 2, n), \
        Fraction(max(abs(b - c) - 1, 0) ** 2, n)
    below = Fraction(sum(math.comb(n, i) for i in range(k + 1)), 2 ** n)
    point = Fraction(math.comb(n, k), 2 ** n)
    exact = 1 if b == c else 2 * below
    return {"chi2": plain, "p": chi2_tail(plain, 1),
            "chi2_corrected": shy, "p_corrected": chi2_tail(shy, 1),
            "p_exact": exact,
            "p_mid": exact - (point / 2 if b == c else point)}


def kappa(table, weights):
    size = range(len(table))
    power = {"none": 0, "linear": 1, "quadratic": 2}[weights]
    total = sum(map(sum, table))
    rows = [sum(row) for row in table]
    columns = [sum(row[j] for row in table) for j in size]

    def weight(i, j):
        return 0 if i == j else abs(i - j) ** power
    seen = sum(weight(i, j) * table[i][j] for i in size for j in size)
    chance = sum(weight(i, j) * Fraction(rows[i] * columns[j], total)
                 for i in size for j in size)
    return 1 - seen / chance


def kendall_w(scores):
    m, n = len(scores), len(scores[0])
    sums, ties = [Fraction(0)] * n, 0
    for judge in scores:
        for i, x in enumerate(judge):
            below, equal = sum(y < x for y in judge), judge.count(x)
            sums[i] += below + Fraction(equal + 1, 2)
        ties += sum(judge.count(x) ** 3 - judge.count(x) for x in {*judge})
    square = sum((r - Fraction(m * (n + 1), 2)) ** 2 for r in sums)
    w = 12 * square / (m * m * (n ** 3 - n) - m * ties)
    chi2 = m * (n - 1) * w
    return {"rank_sums": sums, "S": square, "T": ties, "W": w,
            "W_uncorrected": 12 * square / (m * m * (n ** 3 - n)),
            "chi2": chi2, "df": n - 1, "p": chi2_tail(chi2, n - 1)}


def places(candidates, ranking):
    at = {c: i for i, group in enumerate(ranking) for c in group}
    return [at.get(c, len(ranking)) for c in candidates]


def schulze(candidates, ballots):
    """Strongest paths by looking for a way over links of each strength."""
    size = range(len(candidates))
    d = [[0] * len(candidates) for _ in size]
    for ballot in ballots:
        at = places(candidates, ballot["ranking"])
        for i in size:
            for j in size:
                d[i][j] += ballot["count"] * (at[i] < at[j])
    p = [[strongest(d, i, j) if i != j else 0 for j in size] for i in size]
    left, order = set(size), []
    while left:
        best = [i for i in left if not any(p[j][i] > p[i][j] for j in left)]
        order.append([candidates[i] for i in sorted(best)])
        left -= set(best)
    return {"d": dict(zip(candidates, d)), "p": dict(zip(candidates, p)),
            "order": order}


def strongest(d, start, end):
    links = [(d[i][j], i, j) for i in range(len(d)) for j in range(len(d))
             if d[i][j] > d[j][i]]
    for strength in sorted({votes for votes, _, _ in links}, reverse=True):
        seen, before = {start}, None
        while seen != before:
            before = set(seen)
            seen |= {j for votes, i, j in links
                     if votes >= strength and i in seen}
        if end in seen:
            return strength
    return 0


def borda(candidates, ballots, top=None):
    n, points = len(candidates), dict.fromkeys(candidates, Fraction(0))
    give = [max(top - i, 0) if top else n - 1 - i for i in range(n)]
    for ballot in ballots:
        at = places(candidates, ballot["ranking"])
        for c, mine in zip(candidates, at):
            before, here = sum(x < mine for x in at), at.count(mine)
            points[c] += Fraction(sum(give[before:before + here]), here) * \
                ballot["count"]
    return {"points": points}


def jla(questions, top, groups):
    totals, combined = {}, dict.fromkeys(questions, Fraction(0))
    for name, lists in groups.items():
        mine = dict.fromkeys(questions, 0)
        for one in lists:
            for i, q in enumerate(one):
                mine[q] += max(top - i, 0)
        totals[name] = mine
        for q in questions:
            above = sum(v > mine[q] for v in mine.values())
            same = sum(v == mine[q] for v in mine.values())
            combined[q] += len(questions) - above - Fraction(same - 1, 2)
    order = [[q for q in questions if combined[q] == value]
             for value in sorted({*combined.values()}, reverse=True)]
    return {"group_points": totals, "combined": combined, "order": order}


def chnri(criteria):
    scores, agree = [], []
    for given in criteria:
        known = [Fraction(x) for x in given if x is not None]
        scores.append(100 * sum(known) / len(known))
        agree.append(Fraction(max(known.count(x) for x in known), len(given)))
    return {"criterion": scores, "rps": sum(scores) / len(scores),
            "aea": sum(agree) / len(agree)}
