# SPDX-License-Identifier: Apache-2.0
"""
Drafts of other kinds than drafts.py has, edited in other ways: guidance,
policies, leaflets and legal text, put together from phrases, with lists,
tables and numbered clauses; sections that change places, sentences that move,
paragraphs split and merged, lists that become prose, spelling, numbers, terms
and signs changed throughout, boilerplate copied, one of several similar lines
left out. The same seed gives the same drafts.

Truth comes from identity as in drafts.py: an atom keeps its number.
"""
import random
import re

from drafts import Atom, atoms_of, cases_of

# Of each kind: who, must, does, what, when, why, opening, heading.
KINDS = {
    "guidance": (
        "Midwives|Ward staff|The named clinician|Community teams|Consultants|"
        "The duty manager|Student nurses|Pharmacists|Triage nurses|The panel|"
        "Everyone on the unit|Health visitors|The stroke team|Paramedics",
        "should|must|may|will normally|need to|are expected to|can",
        "record|review|offer|explain|repeat|measure|discuss|stop|confirm|"
        "document|escalate|prescribe|monitor|delay|reassess",
        "the baseline blood pressure|a written summary of the birth plan|"
        "any sudden change in fetal movement|the antenatal booking visit|"
        "oral iron and folic acid|a second blood sample|fluid balance charts|"
        "the risk of venous thromboembolism|induction after 41 weeks|"
        "skin-to-skin contact|the woman's own preferences|steroid treatment|"
        "a full neurological examination|pain relief in early labour|"
        "vitamin K for the newborn|emergency contact details|"
        "the venepuncture site|screening for gestational diabetes",
        "within 4 hours of admission|before each appointment|at every visit|"
        "when symptoms persist for more than 2 days|if bleeding continues|"
        "unless it was done in the last 7 days|during the first week|"
        "after handover at 7:30|where capacity is in doubt|by day 5|"
        "if the temperature is above 38 degrees|at least twice a day|"
        "once results are available|whenever a carer is present",
        "because early treatment improves recovery|so that nothing is missed|"
        "to reduce avoidable harm|as the trial of 2019 has shown|"
        "in line with national standards|to help people decide|"
        "since late referral is common|and note the reason|"
        "which avoids unnecessary transfers|to support breastfeeding",
        "In most cases, |For low-risk pregnancies, |As a rule, |Where possible,"
        " |In rural areas, |For people under 18, |At night, |",
        "Assessment|Referral|Monitoring|Treatment|Follow-up|Evidence|Safety|"
        "Information for families|Record keeping|Discharge"),
    "policy": (
        "Managers|The data protection officer|All employees|Contractors|"
        "The board of trustees|Volunteers|Line supervisors|Department heads|"
        "The finance team|Visitors|Union representatives|Interim staff|"
        "The chief executive|Procurement officers",
        "must|shall|are required to|should|may not|will|have to",
        "approve|report|retain|publish|return|authorise|organise|declare|"
        "review|destroy|circulate|reimburse|prioritise|log|summarise",
        "travel expenses above the daily limit|personal data of applicants|"
        "conflicts of interest|a programme of refresher training|"
        "equipment issued for home working|the register of gifts|"
        "minutes of disciplinary hearings|flexible working requests|"
        "grievances raised informally|the annual equality statement|"
        "purchases over 5,000 pounds|complaints about behaviour|"
        "unused annual leave|the list of approved suppliers|"
        "passwords and access cards|records of sickness absence",
        "within 28 days|at the end of each quarter|before contracts are signed|"
        "on the last day of employment|as soon as they become aware of it|"
        "every two years|no later than 31 March|after the probation period|"
        "where the amount exceeds 250 pounds|when asked by an auditor|"
        "subject to paragraph 4|in writing|during core hours|on request",
        "so that decisions can be traced|to meet our legal duties|"
        "and keep evidence for six years|unless the law says otherwise|"
        "to protect colleagues|which the committee will consider|"
        "as set out in the scheme of delegation|to avoid disputes later|"
        "without exception|and inform human resources",
        "From 1 April, |As an exception, |In an emergency, |For this purpose, |"
        "During reorganisation, |",
        "Purpose|Scope|Responsibilities|Procedure|Breaches|Review|Definitions|"
        "Training|Complaints|Equality"),
    "leaflet": (
        "You|Your partner|Your baby|A friend|Most people|Some children|"
        "Your pharmacist|The nurse|Older people|Parents|New mothers|"
        "Your doctor|Anyone with asthma|A carer",
        "can|might|should|may want to|do not need to|will usually|often",
        "take|ask about|keep|avoid|feel|try|bring|drink|check|use|wash|eat|"
        "notice|write down|look for",
        "plenty of water|a small snack|the tablets in the blue box|"
        "your favourite blanket|some soreness around the scar|loose clothing|"
        "a list of questions|warm baths|raw shellfish and soft cheese|"
        "the yellow card|any swelling in the legs|gentle exercise|"
        "paracetamol but not ibuprofen|a lift home|the red book|"
        "colourful fruit and vegetables|an extra pillow",
        "for the first 3 days|before bedtime|if you are worried|every morning|"
        "until the wound has healed|on the day of your scan|after meals|"
        "when you get home|for about 6 weeks|whenever it feels right|"
        "if it hurts|at the weekend|during pregnancy|straight away",
        "because it helps you heal|and rest as much as you like|"
        "so you sleep better|but do not worry if you forget|"
        "and call us on 111|as this lowers the chance of infection|"
        "to feel more in control|and tell us about it|it is quite normal|"
        "then try again later",
        "Remember: |At first, |Sometimes, |If you can, |It's fine to wait. |"
        "Don't rush - |Ask yourself \"what helps?\" |",
        "What happens next|At home|Getting help|Food and drink|Your medicines|"
        "Feeling low|Going back to work|Questions|Travel|Visitors"),
    "legal": (
        "The Licensee|The Supplier|Either party|The Customer|A Member State|"
        "The Tenant|The competent authority|Any person aggrieved|The Trustee|"
        "The Secretary of State|The receiving party|Each shareholder|"
        "The processor|The Landlord",
        "shall|shall not|may|must|is entitled to|undertakes to|agrees to",
        "indemnify|notify|terminate|assign|disclose|waive|recover|deliver|"
        "inspect|amend|enforce|lodge|grant|withhold|honour",
        "the confidential information|its obligations under this clause|"
        "a security interest in the premises|the licence fee payable|"
        "any claim arising from negligence|the deposited instruments|"
        "an appeal against the determination|the schedule of deliverables|"
        "all intellectual property rights|the notice of assessment|"
        "such records as are reasonably necessary|the guarantee|"
        "sub-processors listed in Annex B|costs incurred in mediation|"
        "the benefit of this agreement|the defence of any proceedings",
        "within 14 days of receipt|upon written request|in accordance with "
        "section 12|without prior consent|after the effective date|"
        "for a period of 3 years|save where clause 9 applies|at its own cost|"
        "on reasonable notice|during the term|forthwith|"
        "where the breach is capable of remedy|to the extent permitted by law|"
        "not later than noon",
        "and such consent shall not be unreasonably delayed|"
        "failing which interest shall accrue|provided that no loss results|"
        "notwithstanding anything to the contrary|whichever is the earlier|"
        "and time shall be of the essence|as amended from time to time|"
        "without prejudice to accrued rights|and shall survive termination|"
        "as if it were an original party",
        "Subject to clause 3, |For the avoidance of doubt, |Upon expiry, |"
        "Save as aforesaid, |",
        "Interpretation|Grant|Payment|Liability|Termination|Notices|"
        "Confidentiality|Governing law|Assignment|Force majeure"),
}
BOILERPLATE = (
    "This section was last reviewed in May and will be reviewed again.",
    "If you need this in another format, please contact us.",
    "See the glossary for words in bold.",
    "Discuss this with the person in charge before you act on it.",
)
SPELLING = (("isation", "ization"), ("ise", "ize"), ("our", "or"),
            ("programme", "program"), ("centre", "center"),
            ("licence", "license"), ("defence", "defense"))
TERMS = (("staff", "colleagues"), ("people", "individuals"),
         ("clause", "article"), ("training", "instruction"),
         ("woman", "person"), ("employees", "workers"))
SIGNS = {'"': "\u201d", "'": "\u2019", "-": "\u2013", "...": "\u2026"}


class Unit:
    """A paragraph, list, table or clause: pieces with signs between."""

    def __init__(self, kind, pieces):
        self.kind = kind      # para, list, numbered, table, legal
        self.pieces = pieces  # lists of atoms

    def copy(self):
        return Unit(self.kind, list(self.pieces))

    def lead(self, n):
        """What stands before piece n."""
        return {"para": " " if n else "", "head": "## ", "list":
                "\n- " if n else "- ", "numbered": f"\n{n + 1}. " if n else
                "1. ", "table": "\n| " if n else "| ", "legal":
                f"\n({chr(97 + n % 26)}) " if n else ""}[self.kind]

    def tail(self):
        return " |" if self.kind == "table" else ""


class Genre:
    """One document, as sections of units, and its next version."""

    LONG = ("paragraph", "crossing", "page")

    def __init__(self, seed, size):
        self.random = random.Random(seed)
        self.kind = self.random.choice(sorted(KINDS))
        self.phrases = [p.split("|") for p in KINDS[self.kind]]
        self.sections = []
        names = self.phrases[7][:]
        self.random.shuffle(names)
        length = 0
        while length < size:
            name = names[len(self.sections) % len(names)]
            section = self.section(name)
            self.sections.append(section)
            length += sum(len(a.text) for u in section for p in u.pieces
                          for a in p)
        self.number()

    # ---- words

    def pick(self, n):
        return self.random.choice(self.phrases[n])

    def sentence(self):
        who, must, does, what, when, why, opening = map(self.pick, range(7))
        if opening and opening[-2:] != ". " and who[:2] != who[:2].upper():
            who = who[0].lower() + who[1:]
        text = f"{opening}{who} {must} {does} {what}"
        how = self.random.random()
        if how < 0.75:
            text += f" {when}"
        if how > 0.3:
            text += f", {why}"
        return text + "."

    def line(self):
        does, what, when = (self.pick(n) for n in (2, 3, 4))
        return f"{does} {what}" + self.random.choice((f" {when}", ""))

    def row(self):
        return " | ".join((self.pick(3), str(self.random.randint(1, 90)),
                           self.random.choice(("yes", "no", "partly")),
                           self.pick(4)))

    def unit(self):
        how, n = self.random.random(), self.random.randint
        if how < 0.5:
            some = [self.sentence() for _ in range(n(1, 6))]
            if self.random.random() < 0.12:
                some.append(self.random.choice(BOILERPLATE))
            kind = "para"
        elif how < 0.72:
            kind = self.random.choice(("list", "list", "numbered"))
            some = [self.line() for _ in range(n(3, 8))]
            if self.random.random() < 0.3:
                some = self.alike(some)
        elif how < 0.84:
            kind, some = "table", [self.row() for _ in range(n(3, 8))]
        else:
            kind, some = "legal", [self.sentence() for _ in range(n(2, 5))]
        return Unit(kind, [atoms_of(s) for s in some])

    def alike(self, some):
        """Items that differ in their last words only."""
        does, what = self.pick(2), self.pick(3)
        whens = self.random.sample(self.phrases[4], min(4, len(some)))
        return some[len(whens):] + [f"{does} {what} {w}" for w in whens]

    def section(self, name):
        head = Unit("head", [atoms_of(name)])
        return [head] + [self.unit() for _ in range(
            self.random.randint(2, 6))]

    # ---- the old text

    def number(self):
        self.atoms, self.passages = [], []
        first = True
        for section in self.sections:
            start = None
            for unit in section:
                if not first:
                    self.add([Atom("\n\n")])
                first = False
                start = len(self.atoms) if start is None else start
                self.add_unit(unit)
            self.passages.append(("page", start, len(self.atoms)))
        self.at, point = [], 0
        for atom in self.atoms:
            self.at.append(point)
            point += len(atom.text)
        self.at.append(point)
        self.old_text = "".join(a.text for a in self.atoms)

    def add(self, atoms):
        for atom in atoms:
            atom.number = len(self.atoms)
            self.atoms.append(atom)

    def add_unit(self, unit):
        start, starts = len(self.atoms), []
        for n, piece in enumerate(unit.pieces):
            self.add(atoms_of(unit.lead(n)))
            at = len(self.atoms)
            starts.append(at)
            self.add(piece)
            self.passages.append(("sentence", at, len(self.atoms)))
            self.passages += self.shorts(at, len(self.atoms))
            self.add(atoms_of(unit.tail()))
        if len(starts) > 1:
            self.passages.append(("paragraph", start, len(self.atoms)))
            k = self.random.randrange(len(starts) - 1)
            end = starts[k + 2] if k + 2 < len(starts) else len(self.atoms)
            while self.atoms[end - 1].text.isspace() or \
                    not self.atoms[end - 1].text[0].isalnum():
                end -= 1
            self.passages.append(("crossing", starts[k], end))

    def shorts(self, low, high):
        words = [i for i in range(low, high)
                 if self.atoms[i].text[0].isalnum()]
        if len(words) > 6:
            n = self.random.randint(2, 7)
            first = self.random.randrange(len(words) - n + 1)
            yield "short", words[first], words[first + n - 1] + 1
        long = [i for i in words if len(self.atoms[i].text) > 5]
        if long:
            one = self.random.choice(long)
            yield "word", one, one + 1

    # ---- the edits: each changes the sections in place

    def some_unit(self, sections, *kinds):
        found = [u for s in sections for u in s[1:]
                 if (u.kind in kinds or not kinds) and len(u.pieces) > 1]
        return self.random.choice(found) if found else None

    def sections_move(self, sections):
        section = sections.pop(self.random.randrange(len(sections)))
        sections.insert(self.random.randrange(len(sections) + 1), section)

    def units_move(self, sections):
        full = [s for s in sections if len(s) > 2]
        if full:
            section = self.random.choice(full)
            unit = section.pop(self.random.randrange(1, len(section)))
            self.random.choice(sections).append(unit)

    def paragraphs_split(self, sections):
        section = self.random.choice(sections)
        for n in range(1, len(section)):
            if section[n].kind == "para" and len(section[n].pieces) > 2:
                cut = self.random.randrange(1, len(section[n].pieces))
                rest = section[n].pieces[cut:]
                section[n].pieces = section[n].pieces[:cut]
                section.insert(n + 1, Unit("para", rest))
                return

    def paragraphs_merge(self, sections):
        section = self.random.choice(sections)
        for n in range(1, len(section) - 1):
            if section[n].kind == section[n + 1].kind == "para":
                section[n].pieces += section.pop(n + 1).pieces
                return

    def sentences_move(self, sections):
        source = self.some_unit(sections, "para", "legal", "list")
        target = self.some_unit(sections, "para", "legal", "list")
        if source and target:
            piece = source.pieces.pop(
                self.random.randrange(len(source.pieces)))
            target.pieces.insert(
                self.random.randrange(len(target.pieces) + 1), piece)

    def lines_deleted(self, sections):
        """But no boilerplate: a copy of it can come in elsewhere."""
        unit = self.some_unit(sections)
        if unit:
            n = self.random.randrange(len(unit.pieces))
            if "".join(a.text for a in unit.pieces[n]) not in BOILERPLATE:
                del unit.pieces[n]

    def units_deleted(self, sections):
        section = self.random.choice(sections)
        if len(section) > 2:
            n = self.random.randrange(1, len(section))
            if not any("".join(a.text for a in piece) in BOILERPLATE
                       for piece in section[n].pieces):
                del section[n]

    def lines_new(self, sections):
        unit = self.some_unit(sections)
        if unit:
            make = {"table": self.row, "list": self.line,
                    "numbered": self.line}.get(unit.kind, self.sentence)
            unit.pieces.insert(self.random.randrange(len(unit.pieces) + 1),
                               atoms_of(make()))

    def units_new(self, sections):
        section = self.random.choice(sections)
        section.insert(self.random.randrange(1, len(section) + 1),
                       self.unit())

    def boilerplate(self, sections):
        words = self.random.choice(BOILERPLATE)
        for section in sections:
            if self.random.random() < 0.5:
                section.append(Unit("para", [atoms_of(words)]))

    def list_to_prose(self, sections):
        unit = self.some_unit(sections, "list", "numbered", "legal")
        if unit:
            unit.kind = "para"

    def prose_to_list(self, sections):
        unit = self.some_unit(sections, "para")
        if unit:
            unit.kind = "list"

    def rows_shuffle(self, sections):
        unit = self.some_unit(sections, "table", "list")
        if unit:
            self.random.shuffle(unit.pieces)

    def column_new(self, sections):
        unit = self.some_unit(sections, "table")
        if unit:
            unit.pieces = [p + atoms_of(f" | {self.random.randint(1, 9)}")
                           for p in unit.pieces]

    def words_change(self, sections):
        """A phrase of one sentence is another now."""
        unit = self.some_unit(sections)
        if not unit:
            return
        n = self.random.randrange(len(unit.pieces))
        piece = unit.pieces[n]
        words = [i for i, a in enumerate(piece) if a.text[0].isalnum()]
        if len(words) < 5:
            return
        first = self.random.randrange(len(words) - 2)
        last = first + self.random.randint(1, 2)
        made = atoms_of(self.pick(self.random.choice((2, 4, 5))))
        unit.pieces[n] = piece[:words[first]] + made + piece[words[last]:]

    def words_added(self, sections):
        unit = self.some_unit(sections)
        if unit:
            n = self.random.randrange(len(unit.pieces))
            piece = unit.pieces[n]
            spaces = [i for i, a in enumerate(piece) if a.text == " "]
            if spaces:
                at = self.random.choice(spaces)
                made = atoms_of(" " + self.random.choice(
                    ("always", "if at all possible", "(see the annex)",
                     "as a minimum", "carefully", "and promptly")))
                unit.pieces[n] = piece[:at] + made + piece[at:]

    LOCAL = {sections_move: 2, units_move: 2, paragraphs_split: 3,
             paragraphs_merge: 2, sentences_move: 3, lines_deleted: 4,
             units_deleted: 1, lines_new: 4, units_new: 2, boilerplate: 1,
             list_to_prose: 1, prose_to_list: 1, rows_shuffle: 1,
             column_new: 1, words_change: 6, words_added: 4}

    # ---- throughout: each makes another atom of one

    def spelling(self, atom):
        for old, new in SPELLING:
            if old in atom.text and len(atom.text) > 4:
                return Atom(atom.text.replace(old, new), atom.number)
        return atom

    def figures(self, atom):
        if atom.text.isdigit() and self.random.random() < 0.5:
            return Atom(str(self.random.randint(1, 60)), atom.number, False)
        return atom

    def terms(self, atom):
        for old, new in TERMS:
            if atom.text == old:
                return Atom(new, atom.number, False)
        return atom

    def signs(self, atom):
        text = SIGNS.get(atom.text, atom.text.replace("'", "\u2019"))
        return Atom(text, atom.number, atom.kept)

    THROUGHOUT = (spelling, figures, terms, signs)

    def next_version(self, edits):
        sections = [[u.copy() for u in s] for s in self.sections]
        for how in self.random.choices(list(self.LOCAL), self.LOCAL.values(),
                                       k=edits):
            how(self, sections)
        atoms = self.written(sections)
        for how in self.THROUGHOUT:
            if self.random.random() < 0.3:
                atoms = [how(self, a) for a in atoms]
        if self.random.random() < 0.2:
            self.wrap(atoms)
        return atoms

    @staticmethod
    def written(sections):
        atoms = []
        for section in sections:
            for unit in section:
                if not unit.pieces:
                    continue
                atoms += [Atom("\n\n")] if atoms else []
                for n, piece in enumerate(unit.pieces):
                    atoms += [*atoms_of(unit.lead(n)), *piece,
                              *atoms_of(unit.tail())]
        return atoms

    @staticmethod
    def wrap(atoms):
        """Lines of 72 letters, as some editors save them."""
        column = 0
        for i, atom in enumerate(atoms):
            column = 0 if "\n" in atom.text else column + len(atom.text)
            if atom.text == " " and column > 60 and i + 1 < len(atoms) and \
                    re.match(r"[A-Za-z]", atoms[i + 1].text):
                atoms[i], column = Atom("\n", atom.number), 0


def is_told(case, new):
    """A few words that went here and were typed anew there: nobody can say
    whether they are the same."""
    fresh = "".join("\0" if a.number is not None else a.text for a in new)
    return (case["truth"] is not None or case["kind"] not in ("word", "short")
            or case["exact"].lower() not in fresh.lower())


def version(seed, size=9000, edits=16, passages=24):
    """(old text, new text, cases) of one pair."""
    draft = Genre(seed, size)
    new = draft.next_version(edits)
    return draft.old_text, "".join(a.text for a in new), \
        [c for c in cases_of(draft, new, passages) if is_told(c, new)]
