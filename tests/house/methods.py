# SPDX-License-Identifier: Apache-2.0
"""
What every method owes: a talk that shows it work, and one in which an outsider
gets nothing. The names come from the server's own contract.
"""
import functools
import json
import os
import pathlib
import re
import subprocess

import source


class Unready(Exception):
    """The built server is not there, so there is no contract to read."""


@functools.cache
def contract():
    program = pathlib.Path(os.environ.get("BUILD", "build/debug"), "soundings")
    if not program.exists():
        raise Unready("the server is not built")
    printed = subprocess.run([program, "api"], capture_output=True, check=True)
    return json.loads(printed.stdout)["methods"]


@functools.cache
def talks():
    """(path, speaker lines) of every talk."""
    return [(path, source.text(path).split("\n"))
            for path in source.files("tests/talk", ".talk")]


def called(name):
    """The lines in which somebody calls the method."""
    pattern = re.compile(rf"^\s*\w+\s*>\s*{re.escape(name)}(?![\w.])")
    return [(path, line) for path, text in talks() for line in text
            if pattern.match(line)]


def each_has_a_talk():
    for method in contract():
        name = method["name"]
        room_talk = f"{name.replace('.', '_')}.talk"
        if method.get("x-who") == "server":
            continue
        if not called(name):
            yield f"tests/talk: no talk calls {name} ({room_talk})"


def each_refuses_an_outsider():
    for method in contract():
        name = method["name"]
        if method.get("x-who") != "member":
            continue
        if not any(re.search(r"!\s*(not_found|denied)\b", line)
                   for _, line in called(name)):
            yield f"tests/talk: no talk shows {name} refusing an outsider"


def rooms_have_the_same_names():
    rooms = {path.parts[2] for path in source.files("server/domain", ".c")
             if len(path.parts) > 3}
    for room in sorted(rooms):
        if not source.files(f"tests/talk/{room}", ".talk"):
            yield f"tests/talk/{room}: the room has no talks"


RULES = [
    ("every room has its talks", rooms_have_the_same_names),
    ("every method has a talk", each_has_a_talk),
    ("every method refuses an outsider in a talk", each_refuses_an_outsider),
]
