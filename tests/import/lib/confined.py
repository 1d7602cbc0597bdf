# SPDX-License-Identifier: Apache-2.0
"""What a converter can do and cannot, shown by one that tries everything; and
what is said when there is none."""
import os
import pathlib
import time

from office import docx, para, pdf, run
from reading import collector, read, refused, same, texts

TESTS, test = collector()
DRAFT = docx(para(run("Words.")))

# In place of pandoc: tries, and tells as a draft what it found.
TRIES = r'''#!/usr/bin/python3
import json, os, resource, socket, sys
out = []
def attempt(name, what):
    try:
        out.append(f"{name}: {what()}")
    except BaseException as error:
        out.append(f"{name}: refused {type(error).__name__}")
attempt("argv", lambda: "sandbox" if "--sandbox" in sys.argv else "none")
attempt("socket", lambda: socket.socket().connect(("127.0.0.1", %(port)d)))
attempt("unix", lambda: socket.socket(socket.AF_UNIX).connect("\0x"))
attempt("secret", lambda: open("%(secret)s").read())
attempt("kill", lambda: os.kill(%(own)d, 0))
attempt("folder", lambda: os.listdir("."))
attempt("write", lambda: open("made", "w"))
attempt("tmp", lambda: open("%(place)s/made", "w"))
attempt("environment", lambda: sorted(os.environ))
attempt("descriptors", lambda: [n for n in range(3, 200)
    if os.path.exists(f"/proc/self/fd/{n}")])
attempt("leader", lambda: os.getpid() == os.getpgid(0) == os.getsid(0))
attempt("memory", lambda: len(bytearray(600 << 20)))
attempt("cpu", lambda: resource.getrlimit(resource.RLIMIT_CPU)[0])
attempt("core", lambda: resource.getrlimit(resource.RLIMIT_CORE)[1])
attempt("input", lambda: len(sys.stdin.buffer.read()) > 100)
print(json.dumps({"meta": {}, "blocks": [
    {"t": "Para", "c": [{"t": "Str", "c": line}]} for line in out]}))
'''


def instead(place, program, script):
    """The environment in which this is the program of that name."""
    folder = place / "bin"
    folder.mkdir(exist_ok=True)
    path = folder / program
    path.write_text(script)
    path.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


@test("the converter has no network, no files, no descriptors and limits")
def confinement(place):
    (place / "secret").write_text("do not read this")
    tries = TRIES % {"port": 9, "own": os.getpid(),
                     "secret": place / "secret", "place": place}
    told = dict(line.split(": ", 1) for line in texts(
        read(place, "a.docx", DRAFT, instead(place, "pandoc", tries))))
    assert told["argv"] == "sandbox"
    for name in ["socket", "unix", "write", "memory", "kill"]:
        assert told[name].startswith("refused"), told
    assert told["environment"] == "['HOME', 'LANG', 'LC_ALL', 'PATH']", told
    assert told["descriptors"] in ("[]", "refused PermissionError"), told
    assert told["leader"] == "True" and told["core"] == "0", told
    assert int(told["cpu"]) <= 31 and told["input"] == "True", told
    if has_landlock():
        for name in ["secret", "tmp", "folder"]:
            assert told[name] == "refused PermissionError", told
    assert not (place / "made").exists()


def has_landlock():
    import ctypes
    return ctypes.CDLL(None).syscall(444, None, 0, 1) > 0


@test("a converter that ends badly, says too much or nonsense is told apart")
def endings(place):
    for script, words in [
        ("#!/bin/sh\nexit 63\n", "damaged"),
        ("#!/bin/sh\nexit 251\n", "memory"),
        ("#!/bin/sh\nkill -SEGV $$\n", "damaged"),
        ("#!/bin/sh\nexec yes 1234567\n", "memory"),
        ("#!/bin/sh\necho '{\"blocks\": [' \n", "nested"),
        ("#!/bin/sh\necho '\"'\n", "nested"),
        ("#!/bin/sh\nprintf '\\377'\n", "nested"),
        ("#!/bin/sh\necho '{}'\n", "no words"),
        ("no program at all", "could not start"),
    ]:
        refused(place, "a.docx", DRAFT, words,
                instead(place, "pandoc", script))
    page = pdf([[(50, 50, 12, "x")]])
    same(["Page 1 <doc>"], texts(read(
        place, "a.pdf", page,
        instead(place, "pdftotext", "#!/bin/sh\necho '<doc>'\n"))))
    for said in ["<doc>", "\\377\\330\\377\\340", "\\377\\330\\377"]:
        refused(place, "a.pdf", page, "damaged",
                instead(place, "pdftoppm", f"#!/bin/sh\nprintf '{said}'\n"),
                ["--pages"])


@test("a converter is stopped after 30 seconds, with all that it has started")
def slow(place):
    script = ("#!/bin/sh\nsleep 300 &\nexec sleep 300\n")
    before = sleepers()
    start = time.monotonic()
    refused(place, "a.docx", DRAFT, "30 seconds",
            instead(place, "pandoc", script))
    seconds = time.monotonic() - start
    assert 29 < seconds < 45, f"stopped after {seconds:.1f} s"
    left = sleepers() - before
    assert not left, f"still running: {left}"


def sleepers():
    found = set()
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if path.read_bytes() == b"sleep\0" + b"300\0":
                found.add(path.parent.name)
        except OSError:
            continue
    return found


@test("without its converters the server reads text and names the packages")
def without(place):
    bare = {"PATH": str(place)}
    refused(place, "a.docx", DRAFT, "Debian package pandoc", bare)
    refused(place, "a.html", "<html><p>x</p>", "Debian package pandoc", bare)
    refused(place, "a.pdf", pdf([[(50, 50, 12, "x")]]),
            "Debian package poppler-utils", bare)
    assert texts(read(place, "a.md", "# One\n\nTwo", bare)) == ["One", "Two"]
    assert texts(read(place, "a.txt", "One\n\nTwo", bare)) == ["One", "Two"]
