# SPDX-License-Identifier: Apache-2.0
"""Reads a talk and plays it; the grammar is in tests/talk/README.md.

A talk gets a fresh community and fresh people, so that talks do not hear each
other. The first thing that is not as the talk says ends it.
"""
import email
import email.policy
import json
import re
import time

import pattern
import replay
from pattern import Wrong, compare, evaluate
from speaker import SECONDS, Speaker, Unheard
from wire import Handshake, Refused

WHO = r"(?P<who>[a-z][a-z0-9_]*)"
EVENT = r"(?P<event>[a-z_]+\.[a-z_]+)"
LINES = {
    "people": re.compile(r"(?:people|outsiders?) (?P<names>[a-z0-9_ ,]+)$"),
    "guests": re.compile(r"guests? (?P<names>[a-z0-9_ ,]+)$"),
    "community": re.compile(r"community \$(?P<name>[a-z][a-z0-9_]*)"
                            r"(?:: (?P<places>.+))?$"),
    "uploads": re.compile(WHO + r" uploads (?P<rest>.+)$", re.S),
    "calls": re.compile(WHO + r" > (?:(?P<times>\d+) x )?"
                        r"(?P<method>[a-z_]+\.[a-z_]+)(?P<rest>.*)$", re.S),
    "hears": re.compile(WHO + r" < " + EVENT + r"(?P<rest>.*)$", re.S),
    "hears_not": re.compile(WHO + r" ! " + EVENT + r"(?P<rest>.*)$", re.S),
    "mail": re.compile(r"mail to (?P<rest>.+)$", re.S),
    "leaves": re.compile(WHO + r" leaves$"),
    "returns": re.compile(WHO + r" returns$"),
    "cut": re.compile(WHO + r" is cut off$"),
    "chore": re.compile(r"the server runs (?P<method>[a-z_]+\.[a-z_]+)$"),
    "restart": re.compile(r"the server (?P<how>restarts|dies)$"),
}
REFUSAL = re.compile(r'\s*(?P<kind>invalid|denied|not_found|conflict|busy|'
                     r'broken)(?:\s+(?P<word>[a-z_]+))?\s*(?P<rest>.*)$', re.S)
PLACE = re.compile(r"(?P<names>[^,]+?(?:(?:,| and) *[^,]+?)*?) +"
                   r"(?P<verb>coordinates?|is a member|are members)"
                   r"(?:,? *(?:and )?|$)")
LINK = re.compile(r"https?://\S+?(/[a-z]*)#([A-Za-z0-9_-]{20,})")


class Failed(Exception):
    """The server does not do what the talk says."""


def words(text):
    return [w for w in re.split(r"[ ,]+|\band\b", text) if w and w != "and"]


def parse(text):
    """(sentence, [(line number, together with the one before, text)])."""
    sentence, lines = None, []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.rstrip()
        if line.startswith("#"):
            sentence = sentence or line.lstrip("# ")
        elif line[:1].isspace() and lines:
            lines[-1][2] += "\n" + line
        elif line:
            together = line.startswith("& ")
            lines.append([number, together, line[2:] if together else line])
    if not sentence:
        raise Wrong("a talk begins with a comment that says what it shows")
    return sentence, lines


class Talk:
    def __init__(self, name, text, server, tables, tag, poll=False):
        self.name, self.server, self.tables = name, server, tables
        self.tag, self.poll = tag, poll
        self.sentence, self.lines = parse(text)
        self.names = {"public_url": server.origin}
        self.people = {}
        self.read_mails = set()
        self.began = False

    # Setting the stage.

    def address(self):
        """An address of its own, so that limits count each talk apart."""
        return f"10.{self.tag >> 16 & 255}.{self.tag >> 8 & 255}." \
               f"{self.tag & 255}"

    def enter(self, name, token):
        if name in self.people:
            raise Wrong(f"{name} is here already")
        self.people[name] = Speaker(name, self.server.port, token, self.poll,
                                    self.address())
        return self.people[name]

    def on_people(self, m):
        for name in words(m["names"]):
            mail = f"{name}.{self.tag}@talk.example"
            one = self.server.member(mail, name.capitalize())
            self.names |= {name: one.id, f"{name}.email": mail,
                           f"{name}.token": one.token}
            speaker = self.enter(name, one.token)
            if self.began:
                speaker.arrive()

    def on_guests(self, m):
        for name in words(m["names"]):
            self.names[f"{name}.email"] = f"{name}.{self.tag}@talk.example"
            self.enter(name, None)

    def on_community(self, m):
        row = self.server.community(f"{m['name'].capitalize()} {self.tag}")
        self.names[m["name"]] = row["id"]
        rest = m["places"] or ""
        while rest:
            place = PLACE.match(rest)
            if place is None:
                raise Wrong(f"cannot read {rest!r}")
            rest = rest[place.end():]
            role = ("coordinator" if place["verb"].startswith("coord")
                    else "member")
            for name in words(place["names"]):
                self.server.call("community.enrol", community=row["id"],
                                 member=self.names[name], role=role)

    def begin(self):
        self.began = True
        for speaker in self.people.values():
            if speaker.token:
                speaker.arrive()

    # Lines.

    def who(self, m):
        if m["who"] not in self.people:
            raise Wrong(f"who is {m['who']}?")
        return self.people[m["who"]]

    def value(self, text):
        """The optional value at the start of a text, and what follows."""
        if text.strip()[:1] in ("", "=", "!"):
            return None, text.strip()
        node, rest = pattern.read(text)
        return node, rest.strip()

    def on_calls(self, m):
        """Sends; returns what is to be checked once all have been sent."""
        params, rest = self.value(m["rest"])
        said = evaluate(params or {}, self.names)
        speaker = self.who(m)
        key = said.pop("key", None) if "key" in said else None
        finishers = [speaker.start(m["method"], said, key)
                     for _ in range(int(m["times"] or 1))]

        def check():
            for finish in finishers:
                self.judge(finish, rest)
            if speaker.token and speaker.link is None:
                speaker.arrive()
        return check

    def judge(self, finish, rest):
        try:
            result = finish()
        except Refused as refusal:
            return self.judge_refusal(refusal, rest)
        if rest.startswith("!"):
            raise Failed(f"expected {rest[1:].strip()}, got "
                         + pattern.short(result))
        if rest:
            self.expect(self.wanted(rest), result)
        return None

    def judge_refusal(self, refusal, rest):
        want = REFUSAL.match(rest[1:]) if rest.startswith("!") else None
        if want is None:
            raise Failed(f"refused: {refusal}")
        if want["kind"] != refusal.kind:
            raise Failed(f"refused as {refusal}, not {want['kind']}")
        if want["word"] and want["word"] not in (refusal.field,
                                                 refusal.reason):
            raise Failed(f"refused as {refusal}, not for {want['word']}")
        part = pattern.read(want["rest"])[0] if want["rest"].strip() else ""
        if part.lower() not in refusal.args[0].lower():
            raise Failed(f"refused with {refusal.args[0]!r}, "
                         f"not with {part!r}")

    def wanted(self, rest):
        if not rest.startswith("="):
            raise Wrong(f"expected = or !, not {rest[:40]!r}")
        node, left = pattern.read(rest[1:])
        if left.strip():
            raise Wrong(f"what is {left.strip()[:40]!r}?")
        return node

    def expect(self, want, got):
        wrong = compare(want, got, self.names)
        if wrong:
            raise Failed(f"{wrong}\n  in {pattern.short(got)}")

    def fits(self, m):
        """Does an event match kind and pattern? Binds only when it does."""
        node, rest = self.value(m["rest"])
        if rest:
            raise Wrong(f"what is {rest[:40]!r}?")

        def test(message):
            if message["method"] != m["event"]:
                return False
            told = message["params"]
            trial = dict(self.names)
            if node is not None and compare(
                    node, told.get("row", told), trial):
                return False
            self.names.update(trial)
            return True
        return test

    def on_hears(self, m):
        speaker = self.who(m)
        mark = speaker.cursor
        if speaker.await_event(self.fits(m)) is None:
            raise Failed("heard only " + (", ".join(
                x["method"] + " " + pattern.short(x["params"].get("row"))
                for x in speaker.heard[mark:]) or "nothing"))

    def on_hears_not(self, m):
        speaker = self.who(m)
        if speaker.link is not None and not speaker.link.closed:
            speaker.barrier()
        for message in speaker.heard[speaker.cursor:]:
            if self.fits(m)(message):
                raise Failed(f"heard {pattern.short(message)}")

    def on_uploads(self, m):
        speaker = self.who(m)
        name, rest = pattern.read(m["rest"])
        text, rest = pattern.read(rest)
        data = evaluate(text, self.names).encode()
        self.judge(lambda: speaker.upload(evaluate(name, self.names), data),
                   self.upload_answer(rest.strip()))

    @staticmethod
    def upload_answer(rest):
        """`= $file` names the id; `= {..}` the whole answer."""
        return re.sub(r"^=\s*(\$\w+)$", r'= {"id": \1}', rest)

    def on_mail(self, m):
        to, rest = pattern.read(m["rest"])
        address = str(evaluate(to, self.names))
        want = self.wanted(rest.strip()) if rest.strip() else pattern.ANY
        until = time.monotonic() + SECONDS
        last = "no mail came"
        while time.monotonic() < until:
            for path in sorted(self.server.mail.rglob("*.eml")):
                if path in self.read_mails:
                    continue
                got = read_mail(path)
                if address.lower() not in got["to"].lower():
                    continue
                trial = dict(self.names)
                last = compare(want, got, trial)
                if last is None:
                    self.read_mails.add(path)
                    self.names.update(trial)
                    return
            time.sleep(0.02)
        raise Failed(last)

    def on_leaves(self, m):
        self.who(m).leave()

    def on_returns(self, m):
        self.who(m).come_back()

    def on_cut(self, m):
        if not self.who(m).await_end():
            raise Failed("the link is still open")

    def on_chore(self, m):
        while self.server.call(m["method"]).get("more"):
            pass

    def on_restart(self, m):
        present = [s for s in self.people.values() if s.link is not None]
        if m["how"] == "dies":
            self.server.kill()
        else:
            self.server.stop()
        for speaker in present:
            speaker.leave()
        self.server.start()
        for speaker in present:
            speaker.come_back()

    # Playing.

    def play_line(self, text):
        for kind, expression in LINES.items():
            m = expression.match(text)
            if m is None:
                continue
            if not self.began and kind not in ("people", "guests",
                                               "community"):
                self.begin()
            return getattr(self, "on_" + kind)(m)
        raise Wrong(f"cannot read {text[:60]!r}")

    def play_group(self, group):
        """Lines joined by & are sent before any answer is looked at."""
        at = group[0]
        try:
            checks = []
            for at in group:
                checks.append((at, self.play_line(at[2])))
            for at, check in checks:
                if check is not None:
                    check()
            for speaker in self.people.values():
                speaker.settle()
        except (Failed, Wrong, Unheard, Refused, Handshake, RuntimeError,
                OSError, KeyError) as why:
            raise Failed(f"{self.name}.talk:{at[0]}: {at[2]}\n"
                         f"  {type(why).__name__}: {why}") from None

    def play(self):
        """Plays everything and checks the law; the stream to keep."""
        try:
            group = []
            for line in self.lines + [None]:
                if group and (line is None or not line[1]):
                    self.play_group(group)
                    group = []
                group.append(line)
            return self.finish()
        finally:
            for speaker in self.people.values():
                speaker.leave()

    def finish(self):
        wrong, streams = [], []
        for speaker in self.people.values():
            if speaker.link is None or speaker.link.closed:
                continue
            try:
                speaker.settle()
                found, stream = replay.check(speaker, self.tables)
            except (Unheard, Refused, RuntimeError, OSError) as why:
                raise Failed(f"{self.name}: at the end: "
                             f"{type(why).__name__}: {why}") from None
            wrong += found
            streams.append(stream)
        if wrong:
            raise Failed(f"{self.name}: the replay law is broken:\n  "
                         + "\n  ".join(wrong[:20]))
        return {"talk": self.name, "speakers": streams}


def read_mail(path):
    """What a talk can say of a mail."""
    with open(path, "rb") as f:
        m = email.message_from_binary_file(f, policy=email.policy.default)
    body = m.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    link = LINK.search(text)
    return {"to": str(m["to"]), "from": str(m["from"]),
            "subject": str(m["subject"]), "text": text,
            "headers": {k.lower(): str(v) for k, v in m.items()},
            "path": link[1] if link else None,
            "token": link[2] if link else None}


def save(folder, stream):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (stream["talk"].replace("/", "-") + ".json")
    path.write_text(json.dumps(stream, ensure_ascii=False, indent=1))
