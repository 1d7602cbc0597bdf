# SPDX-License-Identifier: Apache-2.0
"""The power cut (trust.md 6.1, R-02): only what was synced survives.

The real server runs under strace while clients post; replay_disk.py rebuilds
the disk at every acknowledgement. Two controls show that the replay would
notice: a small program with synchronous=NORMAL, and the server itself with an
fdatasync that does nothing.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

from kill import set_the_stage
from replay_disk import Replay, strace
from server import Server
from wire import Http

HERE = pathlib.Path(__file__).resolve().parent
NO_SYNC = ("-e", "inject=fdatasync,fsync:retval=0")
CONTROL_COUNT = 60


def post_all(server, tokens, thread, count):
    """Posts `count` times, by all writers at once."""
    def work(token, share):
        http = Http(server.port, token)
        for n in range(share):
            http.call("thread.post", {"thread": thread,
                                      "body": f"Number {n}. " + "word " * 40})
        http.close()
    shares = [count // len(tokens) + (n < count % len(tokens))
              for n in range(len(tokens))]
    threads = [threading.Thread(target=work, args=pair)
               for pair in zip(tokens, shares)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def record(folder, count, inject=()):
    """Runs the server under strace until so many posts are acknowledged."""
    folder.mkdir(parents=True)
    trace = folder / "trace"
    server = Server(folder / "server", strace(trace, inject), mail_mode="off")
    server.start()
    tokens, thread = set_the_stage(server)
    post_all(server, tokens[:4], thread, count)
    server.kill()
    return server.database.resolve(), trace


def replay(folder, database, trace, seed, torn_share=0.0):
    # Thousands of images go through memory where there is a place for them.
    memory = pathlib.Path("/dev/shm")
    place = memory if os.access(memory, os.W_OK) else folder
    with tempfile.TemporaryDirectory(dir=place) as scratch:
        r = Replay(database, scratch, seed, torn_share)
        r.run(trace)
    trace.unlink()
    return r


def said(r):
    return f"lost {r.lost[:5]}, corrupt {r.corrupt[:5]}"


def control(folder, level):
    folder.mkdir(parents=True)
    trace, database = folder / "trace", (folder / "post.db").resolve()
    subprocess.run([*strace(trace), sys.executable, str(HERE / "control.py"),
                    str(database), level, str(CONTROL_COUNT)], check=True,
                   stdout=subprocess.DEVNULL)
    return replay(folder, database, trace, 1)


def check_server(tap, folder, acks, torn, seed):
    database, trace = record(folder / "full", acks)
    # Some two file calls for what is committed together, a post or a few: the
    # share gives as many as are wanted, or more.
    r = replay(folder, database, trace, seed, min(1.0, 2 * torn / acks))
    good = r.acks >= acks and not r.lost and not r.corrupt
    tap.check(f"after a power cut at any of {r.acks} acknowledgements nothing "
              "acknowledged is lost", good, said(r))
    tap.check(f"the same with {r.torn} torn images (seed {seed})",
              r.torn > torn // 2 and good, f"{r.torn} torn; " + said(r))


def check_controls(tap, folder):
    r = control(folder / "kept", "FULL")
    tap.check("the replay finds nothing wrong with a small program and "
              "synchronous=FULL",
              r.acks == CONTROL_COUNT and not r.lost and not r.corrupt,
              said(r))
    r = control(folder / "normal", "NORMAL")
    tap.check(f"with synchronous=NORMAL it finds a loss at {len(r.lost)} of "
              f"{r.acks} acknowledgements", len(r.lost) == r.acks > 0)
    database, trace = record(folder / "unsynced", 20, NO_SYNC)
    r = replay(folder, database, trace, 1)
    tap.check("with an fdatasync that does nothing, the server's loss is found "
              f"at {len(r.lost)} of {r.acks} acknowledgements",
              len(r.lost) == r.acks >= 20)


def check(tap, folder, acks, torn, seed):
    folder = pathlib.Path(folder)
    check_server(tap, folder, acks, torn, seed)
    check_controls(tap, folder)
