# SPDX-License-Identifier: Apache-2.0
"""The figures as one picture: a bar for each, as a share of its goal.

The axis is logarithmic, because a ratio of 2 and one of 1/2 are as far from
the goal. A bar that misses has another colour, another side of the line and a
word; the numbers stand beside the bars, so that no colour has to be told.
"""
import html
import math

WIDTH = 1060
LEFT, RIGHT = 560, 140  # for what a bar is, and for its numbers
LINE, TOP, GAP = 22, 64, 30
LABEL = 80  # characters
STYLE = """
svg { font: 13px system-ui, sans-serif; }
.paper { fill: #fff } .word { fill: #1a1a1a } .soft { fill: #595959 }
.good { fill: #1f6f5c } .bad { fill: #b3541e }
.axis { stroke: #767676 } .tick { stroke: #d9d9d9 }
.head { font-weight: 600 }
@media (prefers-color-scheme: dark) {
.paper { fill: #16191d } .word { fill: #eceff1 } .soft { fill: #aab4bd }
.good { fill: #58bfa3 } .bad { fill: #ee9a5f }
.axis { stroke: #8a949e } .tick { stroke: #30363d } }
"""


def text(x, y, words, kind, anchor="start"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" '
            f'text-anchor="{anchor}">{html.escape(words)}</text>')


class Axis:
    """Powers of two around 1."""

    def __init__(self, shares):
        low = min([0.5] + [share for share in shares if share > 0])
        high = max([2.0] + shares)
        self.low = max(-5, math.floor(math.log2(low)))
        self.high = math.ceil(math.log2(high))

    def x(self, share):
        at = max(self.low, math.log2(share)) if share > 0 else self.low
        return LEFT + ((at - self.low) / (self.high - self.low) *
                       (WIDTH - LEFT - RIGHT))

    def draw(self, top, bottom):
        for power in range(self.low, self.high + 1):
            x = self.x(2.0 ** power)
            kind = "axis" if power == 0 else "tick"
            yield (f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" '
                   f'y2="{bottom}" class="{kind}"/>')
            yield text(x, top - 6, "goal" if power == 0 else
                       f"{2.0 ** power:g} x", "soft", "middle")


def bar(axis, figure, y):
    one, end = axis.x(1.0), axis.x(figure.share)
    kind = "good" if figure.reached == "goal" else "bad"
    label = figure.what
    if figure.ratio and figure.reference:
        label += " / " + figure.reference.split()[-1]
    if len(label) > LABEL:
        label = label[:LABEL] + "..."
    yield text(LEFT - 8, y + 13, label, "word", "end")
    yield (f'<rect x="{min(one, end):.1f}" y="{y + 2}" '
           f'width="{max(1.0, abs(end - one)):.1f}" height="{LINE - 7}" '
           f'class="{kind}"/>')
    number = f"{figure.value}" if not figure.ratio else figure.ratio
    note = "" if figure.reached == "goal" else f", {figure.reached}"
    yield text(WIDTH - RIGHT + 8, y + 13, number + note, "word")


def draw(table):
    parts = {}
    for figure in table.figures:
        parts.setdefault(figure.part, []).append(figure)
    axis = Axis([figure.share for figure in table.figures])
    height = TOP + sum(GAP + LINE * len(some) for some in parts.values()) + 12
    out = ['<svg xmlns="http://www.w3.org/2000/svg" role="img" '
           f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
           f'height="{height}">',
           "<title>Each figure as a share of its goal</title>",
           f"<style>{STYLE}</style>",
           f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
           text(16, 24, "Each figure as a share of its goal; "
                "right of the line it is reached", "word head"),
           *axis.draw(TOP, height - 12)]
    y = TOP
    for part, some in parts.items():
        out.append(text(16, y + GAP - 8, part, "soft head"))
        y += GAP
        for figure in some:
            out += bar(axis, figure, y)
            y += LINE
    return "\n".join(out + ["</svg>"]) + "\n"
