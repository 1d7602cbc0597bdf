# SPDX-License-Identifier: Apache-2.0
"""The table of figures, and how busy others kept the machine meanwhile.

A figure is judged by one number against a goal, and against the floor of the
first issue where it has one; nothing here fails a run but something lost,
doubled, refused or leaked.
"""
import dataclasses
import os
import pathlib

TICKS = os.sysconf("SC_CLK_TCK")
CORES = 2


@dataclasses.dataclass
class Figure:
    part: str
    what: str
    value: str
    reference: str
    ratio: str
    judged: float
    goal: float
    goal_text: str
    floor: float | None
    floor_text: str
    up: bool     # more is better
    wrong: int   # lost, doubled, refused or leaked

    def meets(self, limit):
        return self.judged >= limit if self.up else self.judged <= limit

    @property
    def reached(self):
        if self.meets(self.goal):
            return "goal"
        if self.floor is not None and self.meets(self.floor):
            return "floor"
        return "missed"

    @property
    def share(self):
        """Of the goal: 1 and more reaches it."""
        if self.judged <= 0 and not self.up:
            return 1.0  # none at all, of what should be little
        if self.judged <= 0 or self.goal <= 0:
            return 0.0
        return self.judged / self.goal if self.up else self.goal / self.judged


class Table:
    def __init__(self):
        self.figures = []
        self.plain = []  # (heading, [columns], [[cell]]): judged by nobody
        self.wrong = []
        self.bad = 0     # lost, doubled, refused or leaked in this part
        self.part = ""
        self.others = {} # part: share of the cores that others took

    def begin(self, part):
        self.part, self.bad = part, 0
        self.busy = Others()

    def end(self):
        self.others[self.part] = self.busy.share()

    def row(self, what, value, judged, goal, reference="", ratio="",
            floor=(None, ""), up=True):
        """judged: the number that goal and floor, each a (number, text),
        speak of."""
        self.figures.append(Figure(
            self.part, what, value, reference, ratio, judged, *goal, *floor,
            up, self.bad))

    def count(self, what, figures, *names):
        """Losses, doubles and leaks must be none."""
        for name in names:
            if figures.get(name):
                self.bad += figures[name]
                self.wrong.append(f"{what}: {name} {figures[name]}")

    def growth(self, heading, columns, rows):
        """Beside the figures, and judged by nobody."""
        self.plain.append((heading, columns, rows))

    def text(self):
        head = ("what", "value", "reference", "ratio", "goal", "floor",
                "reached", "wrong")
        rows = [(f.what, f.value, f.reference, f.ratio, f.goal_text,
                 f.floor_text, f.reached, str(f.wrong)) for f in self.figures]
        out = markdown(head, rows) if rows else []
        for heading, columns, cells in self.plain:
            out += ["", f"**{heading}**", "", *markdown(columns, cells)]
        out += ["", "Wrong: lost, doubled, refused or given to somebody "
                "else. " + ("; ".join(self.wrong) or "Nothing was") + ".",
                "", self.weather()]
        return "\n".join(out) + "\n"

    def weather(self):
        busy = ", ".join(f"{part} {share:.0%}"
                         for part, share in self.others.items())
        heavy = max(self.others.values(), default=0) > 0.1
        return (f"What others took of the {CORES} cores meanwhile: {busy}."
                + (" Figures of the busy parts are low." if heavy else ""))


def markdown(head, rows):
    return ["| " + " | ".join(map(str, row)) + " |"
            for row in (head, ("---",) * len(head), *rows)]


class Others:
    """What processes that are not ours compute between two looks, and what
    the machine's own host takes away; interrupts are nobody's."""

    def __init__(self):
        self.at = os.times().elapsed
        self.before = self.ticks()

    @staticmethod
    def ticks():
        """Of all processes but ours, those that have ended included."""
        cpu = pathlib.Path("/proc/stat").read_text().split("\n")[0].split()
        user, nice, system, stolen = (int(cpu[n]) for n in (1, 2, 3, 8))
        return user + nice + system + stolen - own_ticks()

    def share(self):
        # A part may be over before the clock has ticked once.
        seconds = max(os.times().elapsed - self.at, 1 / TICKS)
        used = self.ticks() - self.before
        return max(0.0, used / TICKS / seconds / CORES)


def own_ticks():
    """Of this process, its children, and theirs."""
    used, parents = {}, {}
    for path in pathlib.Path("/proc").iterdir():
        if not path.name.isdigit():
            continue
        try:
            fields = (path / "stat").read_text().rsplit(") ", 1)[1].split()
        except OSError:
            continue  # it has ended
        parents[int(path.name)] = int(fields[1])
        used[int(path.name)] = sum(map(int, fields[11:15]))
    return sum(ticks for pid, ticks in used.items() if is_ours(pid, parents))


def is_ours(pid, parents):
    while pid in parents and pid != os.getpid():
        pid = parents[pid]
    return pid == os.getpid()
