# SPDX-License-Identifier: Apache-2.0
"""`soundings import` and what it says."""
import json
import os
import subprocess

from server import binary


class Missing(Exception):
    """Something that this test needs is not here."""


def collector():
    """(tests, decorator that adds one under its sentence)"""
    tests = []

    def test(sentence):
        def add(function):
            tests.append((sentence, function))
            return function
        return add
    return tests, test


def ask(place, name, data, env=None, way=()):
    """(exit status, stdout, stderr)"""
    path = place / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    done = subprocess.run([binary(), "import", *way, path], capture_output=True,
                          text=True, timeout=60,
                          env=os.environ | (env or {}))
    assert "Sanitizer" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


def read(place, name, data, env=None, way=()):
    """What the file is as a draft."""
    status, out, err = ask(place, name, data, env, way)
    assert status == 0, f"{name} was refused ({status}): {err}"
    return json.loads(out)


def refused(place, name, data, words, env=None, way=()):
    """It is refused with a sentence that has these words, and nothing else but
    lines of the log."""
    status, out, err = ask(place, name, data, env, way)
    assert status == 1, f"{name}: status {status}, {out[:200]!r} {err!r}"
    assert out == "", f"{name}: half a draft on stdout: {out[:200]!r}"
    said = [line for line in err.splitlines() if not line.startswith("{")]
    assert len(said) == 1 and len(said[0]) < 400, f"not a sentence: {err!r}"
    assert words in said[0], f"{name}: {err!r} does not say {words!r}"


def brief(draft):
    """[(kind, level or number, text)]"""
    return [(c["kind"], c["level"], c["text"]) for c in draft["clauses"]]


def texts(draft):
    return [c["text"] for c in draft["clauses"]]


def same(want, got):
    assert want == got, f"\nwanted {want!r}\ngot    {got!r}"


def says(draft, words):
    assert any(words in n for n in draft["notices"]), \
        f"no notice says {words!r}: {draft['notices']}"
