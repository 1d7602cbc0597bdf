# SPDX-License-Identifier: Apache-2.0
"""
Drafts with a next version whose truth is known, because the edits were made
here: moves, rewrites, splits, merges, deletions, repeated boilerplate, signs,
case, numbers, other scripts and line ends. The prose is the project's own and
that of the licences every Debian has. The same seed gives the same drafts.

An atom is a word, a sign or a piece of white space. It keeps its number through
all edits, so that the truth of a passage is read off where its atoms went.
"""
import pathlib
import random
import re
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
LICENCES = pathlib.Path("/usr/share/common-licenses")
OURS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE",
        "docs/architecture.md", "docs/running.md",
        "db/demo/training-needs-guide.md", "db/demo/learning-leaflet.md")
COMMON = ("GPL-2", "GPL-3", "Artistic", "GFDL-1.3", "MPL-2.0", "CC0-1.0",
          "LGPL-2.1")

ATOM = re.compile(r"\s+|\w+(?:['\u2019]\w+)*|.", re.S)
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"(\[*])")
BOILERPLATE = (
    "Discuss this section with the team before the next meeting.",
    "We are looking for feedback on this part of the guidance.",
    "| No. | Requirement | Level 1 | Level 2 |",
    "This advice was last reviewed by the clinical panel in March.",
)


def paragraphs_of(path):
    """Blocks of prose, as lists of sentences; tables and code stay whole."""
    text = path.read_text(encoding="utf-8")
    for block in re.split(r"\n[ \t]*\n", text):
        block = re.sub(r"^[ \t]+", "", block.strip(), flags=re.M)
        if len(block) > 8 and "```" not in block:
            yield SENTENCE.split(block)


def library(extra=()):
    """By source, its paragraphs."""
    paths = [ROOT / name for name in OURS]
    paths += [LICENCES / name for name in COMMON]
    paths += [pathlib.Path(name) for name in extra]
    shelves = [list(paragraphs_of(p)) for p in paths if p.exists()]
    return [shelf for shelf in shelves if len(shelf) >= 8]


class Atom:
    __slots__ = ("text", "number", "kept")

    def __init__(self, text, number=None, kept=True):
        self.text = text
        self.number = number    # of the old atom that stood here, or None
        self.kept = kept        # False: another word in its place


def atoms_of(text):
    return [Atom(t) for t in ATOM.findall(text)]


class Draft:
    """A draft as paragraphs of sentences of atoms, and its next version."""

    LONG = ()  # kinds of passages that stay whole around a new sentence

    def __init__(self, seed, shelves, size):
        self.random = random.Random(seed)
        self.shelf = self.random.choice(shelves)
        self.words = [w for p in self.shelf for s in p
                      for w in re.findall(r"[A-Za-z]{3,}", s)]
        self.old_text, self.passages = self.compose(size)

    def compose(self, size):
        """Takes paragraphs until the size is reached; numbers the atoms."""
        start = self.random.randrange(len(self.shelf))
        self.blocks, length, at = [], 0, start
        while length < size and at < start + len(self.shelf):
            sentences = self.shelf[at % len(self.shelf)]
            block = [atoms_of(s) for s in sentences]
            if self.random.random() < 0.08:
                block.append(atoms_of(self.random.choice(BOILERPLATE)))
            self.blocks.append(block)
            length += sum(len(s) for s in sentences)
            at += 1
        self.spare = [self.shelf[n % len(self.shelf)]
                      for n in range(at, start + len(self.shelf))]
        return self.number_atoms()

    def number_atoms(self):
        """The old text, and all that may be commented on as (kind, first
        atom, behind the last)."""
        self.atoms, passages = [], []
        for b, block in enumerate(self.blocks):
            if b:
                self.add([Atom("\n\n")])
            first = len(self.atoms)
            for s, sentence in enumerate(block):
                if s:
                    self.add([Atom(" ")])
                at = len(self.atoms)
                self.add(sentence)
                passages.append(("sentence", at, len(self.atoms)))
                passages += self.shorts(at, len(self.atoms))
            if len(block) > 1:
                passages.append(("paragraph", first, len(self.atoms)))
        self.at, point = [], 0
        for atom in self.atoms:
            self.at.append(point)
            point += len(atom.text)
        self.at.append(point)
        return "".join(a.text for a in self.atoms), passages

    def add(self, atoms):
        for atom in atoms:
            atom.number = len(self.atoms)
            self.atoms.append(atom)

    def shorts(self, low, high):
        words = [i for i in range(low, high)
                 if self.atoms[i].text[0].isalnum()]
        for _ in range(2):
            if len(words) > 6:
                n = self.random.randint(2, 7)
                first = self.random.randrange(len(words) - n + 1)
                yield "short", words[first], words[first + n - 1] + 1

    # ---- edits: each takes a sentence or a paragraph and gives one

    def other_word(self):
        return self.random.choice(self.words)

    def substitute(self, atom):
        """The word with something done to it."""
        text, how = atom.text, self.random.random()
        if text.isdigit():
            new = str(self.random.randint(1, 400))
        elif how < 0.15 and len(text) > 3:
            new = text[:-1] if text.endswith("s") else text + "s"
        elif how < 0.25:
            new = text.upper() if text.islower() else text.lower()
        else:
            new = self.other_word()
        return Atom(new, atom.number, new.lower() == text.lower())

    def rewrite(self, sentence, share):
        """Words replaced, left out and put in, about that share of them."""
        out = []
        for atom in sentence:
            if not atom.text[0].isalnum() or self.random.random() > share:
                out.append(atom)
                continue
            how = self.random.random()
            if how < 0.5:
                out.append(self.substitute(atom))
            elif how < 0.8:
                out.append(atom)
                out += [Atom(" "), Atom(self.other_word())]
                if how < 0.65:
                    out += [Atom(" "), Atom(self.other_word())]
            elif out and out[-1].text.isspace():
                out.pop()
        return out or sentence[:1]

    def signs(self, sentence):
        """As another editor would have typed it."""
        swap = {'"': "\u201d", "'": "\u2019", "-": "\u2013", ";": ","}
        return [Atom(swap.get(a.text, a.text.replace("'", "\u2019")),
                     a.number) for a in sentence]

    def new_block(self):
        """A paragraph that was not there; none when all were taken."""
        if not self.spare:
            return []
        block = self.spare.pop(self.random.randrange(len(self.spare)))
        return [atoms_of(s) for s in block]

    def edit_sentence(self, sentence, rate):
        how = self.random.random() / rate
        if how < 0.10:
            return self.rewrite(sentence, 0.12)
        if how < 0.15:
            return self.rewrite(sentence, 0.3)
        if how < 0.17:
            return self.rewrite(sentence, 0.6)
        if how < 0.20:
            return self.signs(sentence)
        if how < 0.25:
            return None
        return sentence

    def edit_block(self, block, rate):
        out = []
        for sentence in block:
            sentence = self.edit_sentence(sentence, rate)
            if sentence:
                out.append(sentence)
            if self.random.random() < 0.04 * rate:
                out += self.new_block()[:1]
        if len(out) > 1 and self.random.random() < 0.05 * rate:
            self.random.shuffle(out)
        return out

    def join_sentences(self, block):
        """Two sentences become one: the stop goes, the capital too."""
        if len(block) < 2 or block[0][-1].text != ".":
            return block
        first = block[1][0]
        low = Atom(first.text[:1].lower() + first.text[1:], first.number)
        return [block[0][:-1] + [Atom(","), Atom(" "), Atom("and"), Atom(" "),
                                 low] + block[1][1:]] + block[2:]

    def edit(self, rate):
        """The next version's paragraphs."""
        out, moved = [], []
        for block in self.blocks:
            how = self.random.random() / rate
            block = self.edit_block(block, rate)
            if how < 0.05 or not block:
                continue
            if how < 0.09:
                share = self.random.choice((0, 0, 0.15, 0.3))
                moved.append([self.rewrite(s, share) for s in block])
            elif how < 0.12 and len(block) > 1:
                cut = self.random.randrange(1, len(block))
                out += [block[:cut], block[cut:]]
            elif how < 0.15 and out:
                out[-1] = out[-1] + block
            elif how < 0.18:
                out.append(self.join_sentences(block))
            else:
                out.append(block)
            if self.random.random() < 0.07 * rate:
                out += [b for b in [self.new_block()] if b]
        for block in moved:
            out.insert(self.random.randrange(len(out) + 1), block)
        return out

    def next_version(self, rate):
        """The new text's atoms."""
        atoms, space = [], self.random.choice((" ", " ", " ", "\n"))
        for block in self.edit(rate):
            if atoms:
                atoms.append(Atom("\n\n"))
            for s, sentence in enumerate(block):
                if s:
                    atoms.append(Atom(space))
                atoms += sentence
        return atoms


def weight(text):
    return len(text) if text[0].isalnum() else 0


def cluster(places, atoms):
    """The longest stretch of new places without more foreign than own words
    between: (first, last, weight)."""
    best, low, own, foreign = None, None, 0, 0
    last = None
    for at in places:
        between = 0 if last is None else sum(
            weight(a.text) for a in atoms[last + 1:at])
        if last is None or between > 40 + own / 2:
            low, own = at, 0
        own += weight(atoms[at].text) if atoms[at].kept else 0
        if best is None or own >= best[2]:
            best = (low, at, own)
        last = at
    return best


def whole(places, atoms):
    """The same for passages of several sentences, in which a new one may be:
    the stretch in which own words outweigh foreign ones most, at half."""
    best, low, score, own, last = None, None, 0, 0, None
    for at in places:
        if last is not None:
            score -= sum(weight(a.text) for a in atoms[last + 1:at]) / 2
        if score <= 0:
            low, score, own = at, 0, 0
        mine = weight(atoms[at].text) if atoms[at].kept else 0
        score, own, last = score + mine, own + mine, at
        if best is None or score > best[0]:
            best = score, low, at, own
    return best[1:]


def truth_of(draft, passage, where, new, at):
    """(truth, class, fuzzy), or None where even we cannot say."""
    kind, low, high = passage
    total = sum(weight(a.text) for a in draft.atoms[low:high])
    places = sorted(where[n] for n in range(low, high)
                    if n in where and not draft.atoms[n].text.isspace())
    if total < 6:
        return None
    if not places:
        return None, "deleted", False
    find = whole if kind in draft.LONG else cluster
    first, last, own = find(places, new)
    if own <= 0.12 * total:
        return None, "deleted", False
    if own < 0.55 * total:
        return (at[first], at[last + 1]), "ambiguous", True
    numbers = [a.number for a in new[first:last + 1]]
    same = numbers == list(range(low, high)) and \
        all(a.kept for a in new[first:last + 1])
    fuzzy = new[first].number != low or new[last].number != high - 1 or \
        not new[first].kept or not new[last].kept
    name = ("unchanged" if same else
            "edited-light" if own > 0.85 * total else "edited-heavy")
    return (at[first], at[last + 1]), name, fuzzy


def cases_of(draft, new, count):
    """The passages with their truth, the edited and deleted ones first."""
    where = {a.number: i for i, a in enumerate(new) if a.number is not None}
    at, point = [], 0
    for atom in new:
        at.append(point)
        point += len(atom.text)
    at.append(point)
    rare, common = [], []
    for passage in draft.passages:
        truth = truth_of(draft, passage, where, new, at)
        if truth is not None:
            (common if truth[1] == "unchanged" else rare).append(
                (passage, truth))
    draft.random.shuffle(rare)
    draft.random.shuffle(common)
    few = min(len(rare), count // 2)
    for passage, (span, name, fuzzy) in rare[:few] + common[:count - few]:
        kind, low, high = passage
        start, end = draft.at[low], draft.at[high]
        yield {"kind": kind, "start": start, "end": end,
               "exact": draft.old_text[start:end],
               "prefix": draft.old_text[max(0, start - 32):start],
               "suffix": draft.old_text[end:end + 32],
               "truth": list(span) if span else None,
               "class": name, "fuzzy_edges": fuzzy}


CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абцдефгхийклмнопчрстувшхызАБЦДЕФГХИЙКЛМНОПЧРСТУВШХЫЗ")
DEVANAGARI = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz", "कखगघङचछजझञटठडढणतथदधनपफबभमय")


def accented(text):
    """Decomposed accents on vowels: one more code point each."""
    return re.sub("[aeou]", lambda m: m[0] + "\u0301", text)


def ideographs(text):
    """Each word as two signs without spaces between."""
    return re.sub(r"[A-Za-z']+ ?", lambda m: "".join(
        chr(0x4e00 + sum(map(ord, m[0].strip().lower())) * k % 3000)
        for k in (7, 31)), text)


SCRIPTS = {
    "latin": lambda t: t,
    "cyrillic": lambda t: t.translate(CYRILLIC),
    "devanagari": lambda t: t.lower().translate(DEVANAGARI),
    "combining": accented,
    "ideographs": ideographs,
    "recomposed": accented,
    "crlf": lambda t: t,
}

# What another editor does to the whole new text on saving it.
SAVED = {
    "recomposed": lambda t: unicodedata.normalize("NFC", t),
    "crlf": lambda t: t.replace("\n", "\r\n"),
}


def in_script(atoms, script):
    write = SCRIPTS[script]
    return [Atom(write(a.text) or " ", a.number, a.kept) for a in atoms]


def version(seed, shelves, size=9000, rate=1.0, script="latin", passages=24):
    """(old text, new text, cases) of one pair."""
    draft = Draft(seed, shelves, size)
    if SCRIPTS[script]("a") != "a":
        draft.blocks = [[in_script(s, script) for s in b]
                        for b in draft.blocks]
        draft.words = [SCRIPTS[script](w) for w in draft.words]
        draft.spare = [[SCRIPTS[script](s) for s in b] for b in draft.spare]
        if script == "ideographs":
            drop_spaces(draft)
        draft.old_text, draft.passages = draft.number_atoms()
    new = draft.next_version(rate)
    save = SAVED.get(script, lambda t: t)
    new = [Atom(save(a.text), a.number, a.kept) for a in new]
    new_text = "".join(a.text for a in new)
    return draft.old_text, new_text, list(cases_of(draft, new, passages))


def drop_spaces(draft):
    draft.blocks = [[[a for a in s if a.text != " "] for s in b]
                    for b in draft.blocks]
