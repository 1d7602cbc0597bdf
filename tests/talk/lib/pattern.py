# SPDX-License-Identifier: Apache-2.0
"""JSON with names in it: what talks say, and what they expect to hear.

Beyond JSON there are $name, * (anything), absent, ... in lists, ~"part" (a
text that contains it), now+7d (a time) and "x"*300 (a long text). Objects
match when the named fields match; others may be there. Said values are made
by evaluate(); heard values are compared by compare(), which binds new names.
"""
import dataclasses
import json
import re
import time

UNITS = {"ms": 1, "s": 1000, "m": 60000, "h": 3600000, "d": 86400000}
TOKEN = re.compile(r"""\s*(?:
    (?P<string>"(?:[^"\\]|\\.)*")(?:\s*\*\s*(?P<times>\d+))?
  | (?P<part>~\s*"(?:[^"\\]|\\.)*")
  | (?P<name>\$[a-z_][a-z0-9_.]*)
  | (?P<now>now(?:\s*(?P<sign>[+-])\s*(?P<amount>\d+)(?P<unit>ms|s|m|h|d))?)
  | (?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>true|false|null|absent)
  | (?P<mark>\.\.\.|[{}\[\],:*])
)""", re.X)
INSIDE = re.compile(r"\$([a-z_][a-z0-9_.]*[a-z0-9_]|[a-z])")
WORDS = {"true": True, "false": False, "null": None}


class Wrong(Exception):
    """The talk itself cannot be read."""


@dataclasses.dataclass(frozen=True)
class Name:
    name: str


@dataclasses.dataclass(frozen=True)
class Part:
    text: str


@dataclasses.dataclass(frozen=True)
class Now:
    offset: int


class Mark:
    def __init__(self, word):
        self.word = word

    def __repr__(self):
        return self.word


ANY, ABSENT, REST = Mark("*"), Mark("absent"), Mark("...")


class Reader:
    """Reads one value from the start of a text; `left` is what follows."""

    def __init__(self, text):
        self.left = text

    def peek(self):
        return TOKEN.match(self.left)

    def next(self):
        found = self.peek()
        if found is None:
            raise Wrong(f"cannot read {self.left.strip()[:40]!r}")
        self.left = self.left[found.end():]
        return found

    def mark(self, word):
        """Takes this mark if it comes next."""
        found = self.peek()
        if found is None or found["mark"] != word:
            return False
        self.left = self.left[found.end():]
        return True

    def value(self):
        t = self.next()
        if t["string"]:
            text = json.loads(t["string"])
            return text * int(t["times"]) if t["times"] else text
        if t["part"]:
            return Part(json.loads(t["part"][1:]))
        if t["name"]:
            return Name(t["name"][1:])
        if t["now"]:
            offset = int(t["amount"] or 0) * UNITS[t["unit"] or "ms"]
            return Now(-offset if t["sign"] == "-" else offset)
        if t["number"]:
            return json.loads(t["number"])
        if t["word"]:
            return WORDS.get(t["word"], ABSENT)
        return self.compound(t["mark"])

    def compound(self, mark):
        if mark == "*":
            return ANY
        if mark == "...":
            return REST
        if mark == "{":
            return self.members()
        if mark == "[":
            return self.items()
        raise Wrong(f"unexpected {mark!r}")

    def members(self):
        out = {}
        while not self.mark("}"):
            key = self.next()["string"]
            if key is None or not self.mark(":"):
                raise Wrong('an object is {"name": value, ...}')
            out[json.loads(key)] = self.value()
            self.mark(",")
        return out

    def items(self):
        out = []
        while not self.mark("]"):
            out.append(self.value())
            self.mark(",")
        return out


def read(text):
    """(value, what follows it)."""
    reader = Reader(text)
    value = reader.value()
    return value, reader.left


def fill(text, names):
    """Known $names inside a text become their values."""
    return INSIDE.sub(lambda m: str(names.get(m[1], m[0])), text)


def evaluate(node, names):
    """The JSON value that a speaker sends."""
    if isinstance(node, Name):
        if node.name not in names:
            raise Wrong(f"${node.name} is not known yet")
        return names[node.name]
    if isinstance(node, Now):
        return int(time.time() * 1000) + node.offset
    if isinstance(node, str):
        return fill(node, names)
    if isinstance(node, dict):
        return {key: evaluate(value, names) for key, value in node.items()
                if value is not ABSENT}
    if isinstance(node, list):
        return [evaluate(value, names) for value in node]
    if isinstance(node, (Mark, Part)):
        raise Wrong(f"{node} is for answers, not for what is said")
    return node


def same(want, got):
    return want == got and isinstance(want, bool) == isinstance(got, bool)


def compare_object(want, got, names, at):
    if not isinstance(got, dict):
        return f"{at} is no object: {short(got)}"
    for key, value in want.items():
        if value is ABSENT:
            if key in got:
                return f"{at}.{key} is there: {short(got[key])}"
        elif key not in got:
            return f"{at}.{key} is absent"
        else:
            wrong = compare(value, got[key], names, f"{at}.{key}")
            if wrong:
                return wrong
    return None


def compare_list(want, got, names, at):
    if not isinstance(got, list):
        return f"{at} is no list: {short(got)}"
    if not want:
        return f"{at} has {len(got)} more" if got else None
    if want[0] is REST:
        for skip in range(len(got) + 1):
            trial = dict(names)
            if compare_list(want[1:], got[skip:], trial, at) is None:
                names.update(trial)
                return None
        return f"{at} has nothing that fits {want[1:]}: {short(got)}"
    if not got:
        return f"{at} ends before {want[0]}"
    wrong = compare(want[0], got[0], names, f"{at}[]")
    return wrong or compare_list(want[1:], got[1:], names, at)


def compare(want, got, names, at="it"):
    """None when it matches, else what does not; binds into names."""
    if want is ANY or want is REST:
        return None
    if isinstance(want, Name):
        if want.name not in names:
            names[want.name] = got
            return None
        want = names[want.name]
    elif isinstance(want, Part):
        part = fill(want.text, names)
        if isinstance(got, str) and part in got:
            return None
        return f"{at} does not contain {part!r}: {short(got)}"
    elif isinstance(want, (str, Now)):
        want = evaluate(want, names)
    elif isinstance(want, dict):
        return compare_object(want, got, names, at)
    elif isinstance(want, list):
        return compare_list(want, got, names, at)
    if same(want, got):
        return None
    return f"{at} is {short(got)}, not {short(want)}"


def short(value):
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 300 else text[:300] + "..."
