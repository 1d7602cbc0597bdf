# SPDX-License-Identifier: Apache-2.0
"""What the disk would hold after a power cut, out of a trace of system calls.

Reads strace's output of a program that uses SQLite. Only what a completed
fdatasync covered is sure to survive; at each acknowledgement that the program
sent, an image of database and WAL with just those bytes must open and hold
everything acknowledged so far. Torn images add a random part of the 512-byte
sectors that were written and not yet synced.
"""
import dataclasses
import pathlib
import random
import re
import sqlite3

CALLS = ("pwrite64,write,writev,sendto,sendmsg,fdatasync,fsync,ftruncate,"
         "unlink,rename")
SECTOR = 512
LINE = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)(\(| resumed>)(.*)$")
FILE = re.compile(r"^(\d+)<([^>]*)>")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
AFTER_TEXT = re.compile(r'"(?:\.\.\.)?, (\d+), (\d+)')
ACK = re.compile(rb'"result":\{"id":(\d+),"thread":')


def strace(trace, inject=()):
    """The words that run a program under strace."""
    return ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "4000000",
            "-e", "trace=" + CALLS, *inject, "-o", str(trace)]


def unhex(text):
    return bytes.fromhex(text.replace("\\x", ""))


@dataclasses.dataclass
class Write:
    at: int
    data: bytes      # None: the file is cut off at `at`


class File:
    """One file: what is durable, and what was written since."""

    def __init__(self):
        self.durable = bytearray()
        self.pending = []

    def sync(self, upto):
        for w in self.pending[:upto]:
            apply(self.durable, w)
        del self.pending[:upto]

    def torn(self, dice):
        """Durable bytes and a random part of the others."""
        image = bytearray(self.durable)
        for w in self.pending:
            if w.data is None:
                if dice.random() < 0.5:
                    apply(image, w)
                continue
            for at in range(0, len(w.data), SECTOR):
                if dice.random() < 0.5:
                    apply(image, Write(w.at + at,
                                       w.data[at:at + SECTOR]))
        return image


def apply(image, w):
    if w.data is None:
        del image[w.at:]
        return
    if len(image) < w.at:
        image.extend(bytes(w.at - len(image)))
    image[w.at:w.at + len(w.data)] = w.data


class Replay:
    """Walks a trace and judges images on the way."""

    def __init__(self, database, scratch, seed, torn_share=0.0):
        self.database = str(database)
        self.scratch = pathlib.Path(scratch) / "image.db"
        self.dice = random.Random(seed)
        self.torn_share = torn_share
        self.files = {self.database: File(), self.database + "-wal": File()}
        self.begun = {}          # thread -> (call, file, pending at begin)
        self.acknowledged = set()
        self.acks = self.images = self.torn = 0
        self.lost = []           # (ack, ids that the image does not hold)
        self.corrupt = []        # what an image said of itself

    def run(self, trace):
        with open(trace, encoding="latin-1") as lines:
            for line in lines:
                m = LINE.match(line)
                if m is not None:
                    self.take(*m.groups())

    def take(self, thread, call, kind, rest):
        if kind == "(":
            self.begin(thread, call, rest)
        if "<unfinished" not in rest:
            self.end(thread, rest)

    def begin(self, thread, call, rest):
        self.begun[thread] = None
        found = FILE.match(rest)
        if found is None:
            return
        name = found[2]
        if name.startswith("\\x"):
            name = unhex(name).decode()
        if name in self.files:
            self.file_call(thread, call, rest, self.files[name])
        elif call in ("sendto", "sendmsg", "write", "writev"):
            for text in TEXT.findall(rest):
                for ident in ACK.findall(unhex(text)):
                    self.ack(int(ident))

    def file_call(self, thread, call, rest, file):
        if call in ("fdatasync", "fsync"):
            self.begun[thread] = (file, len(file.pending))
        elif call == "pwrite64":
            data = unhex(TEXT.search(rest)[1])
            size, at = map(int, AFTER_TEXT.search(rest).groups())
            if len(data) != size:
                raise RuntimeError("the trace holds only part of a write")
            file.pending.append(Write(at, data))
        elif call == "ftruncate":
            file.pending.append(Write(int(rest.split(", ")[1].split(")")[0]),
                                      None))
        else:
            raise RuntimeError(f"{call} on the database is not understood")
        # Until the first promise there may be no database yet.
        if self.acks > 0 and self.dice.random() < self.torn_share:
            self.torn += 1
            self.judge({name: f.torn(self.dice)
                        for name, f in self.files.items()})

    def end(self, thread, rest):
        """A sync counts from when it has returned, and if it was real."""
        sync = self.begun.pop(thread, None)
        if sync is not None and "= 0" in rest and "INJECTED" not in rest:
            file, upto = sync
            # Another thread may have synced a part of it meanwhile.
            file.sync(min(upto, len(file.pending)))

    def ack(self, ident):
        self.acks += 1
        self.acknowledged.add(ident)
        self.judge({name: f.durable for name, f in self.files.items()})

    def judge(self, images):
        self.images += 1
        for name, data in images.items():
            pathlib.Path(str(self.scratch) + name[len(self.database):]) \
                .write_bytes(data)
        pathlib.Path(str(self.scratch) + "-shm").unlink(missing_ok=True)
        try:
            db = sqlite3.connect(self.scratch)
            stored = {row[0] for row in db.execute("SELECT id FROM post")}
            health = db.execute("PRAGMA integrity_check").fetchall()
            db.close()
            if health != [("ok",)]:
                self.corrupt.append(health)
        except sqlite3.DatabaseError as why:
            stored = set()
            if "no such table" not in str(why):
                self.corrupt.append(str(why))
        lost = self.acknowledged - stored
        if lost:
            self.lost.append((self.acks, sorted(lost)[:5]))
