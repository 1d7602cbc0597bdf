# SPDX-License-Identifier: Apache-2.0
"""
Against SciPy and NumPy, where they are installed (python3-scipy). They are not
needed: oracle.py is the test that always runs.
"""
import random

import program

try:
    import numpy
    from scipy import stats
except ImportError:
    stats = None

FAR = [(3, 3), (0, 40), (7, 2000), (4900, 5100), (499000, 501000),
       (10 ** 6, 10 ** 6 + 1), (10 ** 8, 10 ** 8 + 30000), (10 ** 9, 10 ** 9)]


def quantiles(draw):
    """Both of the document's types, by NumPy's names of them."""
    values = [draw.randint(1, 9) for _ in range(draw.randint(1, 30))]
    kind = draw.choice((("type7", "linear"), ("type6", "weibull")))
    got = program.ask("ram", ratings=values, quantile=kind[0])
    want = numpy.quantile(values, [0.3, 0.5, 0.7], method=kind[1])
    return program.same([float(x) for x in want],
                        [got["p30"], got["median"], got["p70"]], 1e-14)


def rank_sums(draw):
    """Friedman's test is Kendall's W by another name."""
    judges, items = draw.randint(2, 20), draw.randint(3, 40)
    scores = [[draw.randint(1, 9) for _ in range(items)]
              for _ in range(judges)]
    got = program.ask("kendall_w", scores=scores)
    chi2, p = stats.friedmanchisquare(*numpy.transpose(scores))
    ranks = numpy.sum([stats.rankdata(x) for x in scores], axis=0)
    return program.same([float(chi2), float(p)], [got["chi2"], got["p"]],
                        1e-10) and \
        program.same([float(x) for x in ranks], got["rank_sums"], 0)


def mcnemar(b, c):
    got = program.ask("mcnemar", b=b, c=c)
    p = float(stats.chi2.sf(got["chi2"], 1))
    exact = min(1.0, 2 * float(stats.binom.cdf(min(b, c), b + c, 0.5)))
    return program.same([p, exact], [got["p"], got["p_exact"]], 1e-8)


def check(tap):
    if stats is None:
        tap.skip("the figures are SciPy's", "python3-scipy is not installed")
        return
    draw = random.Random(5)
    for sentence, test in (("NumPy's quantiles are ours", quantiles),
                           ("Friedman's test is Kendall's W", rank_sums)):
        tap.check(sentence, all(test(draw) for _ in range(40)))
    for b, c in FAR:
        tap.check(f"SciPy's tails are ours for {b} against {c}",
                  mcnemar(b, c))
