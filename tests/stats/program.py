# SPDX-License-Identifier: Apache-2.0
"""The program under test, asked once."""
import json
import os
import pathlib
import subprocess

PROGRAM = os.environ.get("SOUNDINGS") or str(
    pathlib.Path(os.environ.get("BUILD") or "build/debug", "soundings"))


def run(method, text):
    """(exit status, standard output, standard error)"""
    words = [PROGRAM, "stats"] + ([method] if method is not None else [])
    done = subprocess.run(words, input=text, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def ask(method, **given):
    """The answer as an object."""
    status, out, err = run(method, json.dumps(given))
    if status != 0:
        raise AssertionError(f"{method} {given}: {status} {err}")
    return json.loads(out, parse_constant=not_json)


def not_json(word):
    raise AssertionError(f"{word} is not JSON")


def same(want, got, slack=1e-12):
    """Equal in shape and names; numbers equal to about twelve digits."""
    if isinstance(want, bool) or isinstance(got, bool):
        return want is got
    if isinstance(want, (int, float)) and isinstance(got, (int, float)):
        return abs(want - got) <= slack * max(1e-300, abs(want), abs(got)) \
            or abs(want - got) < 1e-300
    if isinstance(want, dict) and isinstance(got, dict):
        return list(want) == list(got) and \
            all(same(want[k], got[k], slack) for k in want)
    if isinstance(want, list) and isinstance(got, list):
        return len(want) == len(got) and \
            all(same(a, b, slack) for a, b in zip(want, got))
    return want == got
