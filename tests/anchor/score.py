# SPDX-License-Identifier: Apache-2.0
"""
What is right: as the fixtures' README has it, and nothing kinder.

right: overlap (intersection over union) of at least 0.5 with the truth, or not
found where the passage was deleted. tight: right, and both ends within max(3
characters, 10 % of the passage); with fuzzy edges an overlap of at least 0.7.
ambiguous: not found or any overlap.
"""
import collections
import math


def overlap(x, y):
    both = min(x[1], y[1]) - max(x[0], y[0])
    union = max(x[1], y[1]) - min(x[0], y[0])
    return max(0, both) / union if union else 1.0


def judge(case, got):
    """(right, tight, what is wrong or None)"""
    truth = case["truth"]
    if case["class"] == "ambiguous":
        good = got is None or truth is not None and \
            min(truth[1], got[1]) > max(truth[0], got[0])
        return good, good, None if good else "misplaced"
    if truth is None:
        return got is None, got is None, \
            None if got is None else "placed though deleted"
    if got is None:
        return False, False, "lost"
    share = overlap(truth, got)
    if share < 0.5:
        return False, False, "misplaced"
    if case.get("fuzzy_edges"):
        tight = share >= 0.7
    else:
        slack = max(3, 0.1 * (truth[1] - truth[0]))
        tight = all(abs(t - g) <= slack for t, g in zip(truth, got))
    return True, tight, None if tight else "loose"


class Score:
    def __init__(self):
        self.count = collections.Counter()
        self.by_class = collections.defaultdict(collections.Counter)
        self.by_confidence = collections.defaultdict(collections.Counter)
        self.wrong = []
        self.placed = []  # (confidence, right)

    def add(self, case, place):
        got = None if place["start"] is None else \
            (place["start"], place["end"])
        right, tight, wrong = judge(case, got)
        for count in (self.count, self.by_class[case["class"]]):
            count["cases"] += 1
            count["right"] += right
            count["tight"] += tight
            if wrong:
                count[wrong] += 1
        if wrong:
            self.wrong.append((wrong, case, place))
        if got:
            self.placed.append((place["confidence"], right))
            step = math.floor(place["confidence"] * 10) / 10
            self.by_confidence[step]["cases"] += 1
            self.by_confidence[step]["right"] += right
            if place["confidence"] >= 0.9:
                self.count["sure"] += 1
                self.count["sure and right"] += right

    def percent(self, what, of="cases"):
        return 100 * self.count[what] / max(1, self.count[of])

    def sure(self):
        """Right among those placed with a confidence of 0.9 or more."""
        return self.percent("sure and right", "sure")

    def above(self, least):
        """(percent that would wait for a person, percent of the rest that are
        wrong) if what is less sure than this waited."""
        taken = [right for sure, right in self.placed if sure >= least]
        wait = 100 - 100 * len(taken) / max(1, self.count["cases"])
        return wait, 100 - 100 * sum(taken) / max(1, len(taken))

    def line(self):
        return (f"{self.count['cases']} passages: "
                f"right {self.percent('right'):.2f} %, "
                f"tight {self.percent('tight'):.2f} %, "
                f"lost {self.count['lost']}, "
                f"misplaced {self.count['misplaced']} "
                f"({self.percent('misplaced'):.2f} %), placed though deleted "
                f"{self.count['placed though deleted']} "
                f"({self.percent('placed though deleted'):.2f} %); "
                f"{self.sure():.2f} % of {self.count['sure']} sure ones "
                "right")

    def classes(self):
        for name in sorted(self.by_class):
            c = self.by_class[name]
            yield (f"{name:20} {c['cases']:6} right "
                   f"{100 * c['right'] / c['cases']:6.2f} tight "
                   f"{100 * c['tight'] / c['cases']:6.2f}")
