# SPDX-License-Identifier: Apache-2.0
"""How many mails a second leave on 8 connections, rendering and records included,
beside what libcurl alone sends to the same sink: mails of the same size, in turns
with ours. The reference is load_smtp.
"""
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "mail" / "lib"), str(HERE.parent / "lib")]
sys.dont_write_bytecode = True

import aside                                                    # noqa: E402
from house import MailServer                                    # noqa: E402
from peers import SmtpSink                                      # noqa: E402
from server import binary                                       # noqa: E402

MAILS, RUNS = (4000, 7) if "--long" in sys.argv else (2000, 5)
CONNECTIONS = 8
WORDS = "Who reads this has a week to say what is missing. " * 3
REFERENCE = binary().parent / "tests" / "load_smtp"


class Sink(SmtpSink):
    """Postfix's, which throws away what it takes here."""

    def options(self):
        return []


def ours(sink):
    """Mails a second from the first record to the last, and their bytes."""
    with MailServer.relay("smtp://127.0.0.1:1",
                          mail_connections=CONNECTIONS) as s:
        s.queue_many(MAILS, WORDS)
        s.settings["mail_relay"] = sink.url
        s.start()
        s.await_nothing_waits(600)
        row, = s.sql("SELECT count(*) AS n, min(settled_at) AS first, "
                     "max(settled_at) AS last FROM outbox "
                     "WHERE state = 'sent'")
        assert row["n"] == MAILS, row
        return (MAILS - 1) * 1000 / (row["last"] - row["first"])


def size():
    """Of one such mail, as it goes out."""
    with MailServer.relay("smtp://127.0.0.1:1") as s:
        s.queue_many(2, WORDS)
        s.settings |= {"mail_mode": "directory"}
        s.start()
        return len(s.await_files(2)[0])


def theirs(sink, octets):
    done = subprocess.run([REFERENCE, sink.url, str(MAILS), str(CONNECTIONS),
                           str(octets)], capture_output=True, text=True)
    assert done.returncode == 0, "the reference lost mails"
    return float(done.stdout)


def main():
    octets = size()
    shares, mine, bare = [], [], []
    with Sink() as sink:
        for _ in range(RUNS):
            before = theirs(sink, octets)
            mine.append(ours(sink))
            bare.append((before + theirs(sink, octets)) / 2)
            shares.append(mine[-1] / bare[-1])
    share = statistics.median(shares)
    aside.row(f"mails of {octets:,} bytes, {CONNECTIONS} connections, rendered "
              "and recorded", f"{statistics.median(mine):,.0f}/s", share,
              (0.6, ">= 0.60"), f"{statistics.median(bare):,.0f}/s libcurl alone",
              f"{share:.2f} ({min(shares):.2f}-{max(shares):.2f})")


if __name__ == "__main__":
    main()
