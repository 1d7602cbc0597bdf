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


# A parameter of one of these names points to something that not everyone sees.
POINTERS = {"community", "thread", "post", "document", "round", "comment",
            "plan", "poll", "signal", "scan", "resource", "group",
            "invitation", "session", "file"}


# Files travel as bytes, not as calls: `ann uploads` in talks, tests/net and
# tests/exports.
UNSPOKEN = {"file.put", "file.get", "export.get"}


@functools.cache
def calls():
    """[(method, line, said by an outsider?)] of every talk."""
    found = []
    for path in source.files("tests/talk", ".talk"):
        # A line that begins with a blank goes on with the one before.
        text = re.sub(r"\n[ \t]+", " ", source.text(path))
        outsiders = {name for names in re.findall(r"(?m)^outsiders? (.*)", text)
                     for name in re.findall(r"[a-z]\w*", names)}
        for match in re.finditer(
                r"(?m)^(?:& )?(\w+) > (?:\d+ x )?([a-z_.]+).*", text):
            found.append((match.group(2), match.group(),
                          match.group(1) in outsiders))
    return found


def each_has_a_talk():
    called = {name for name, _, _ in calls()}
    for method in contract():
        if method["x-who"] != "server" and \
           method["name"] not in called | UNSPOKEN:
            yield f"tests/talk: no talk calls {method['name']}"


def each_refuses_an_outsider():
    refused = {name for name, line, outsider in calls()
               if outsider and re.search(r"! (not_found|denied)\b", line)}
    for method in contract():
        points = {param["name"] for param in method["params"]} & POINTERS
        if method["x-who"] == "member" and points and \
           method["name"] not in refused | UNSPOKEN:
            yield f"tests/talk: no talk shows {method['name']} refusing an outsider"


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
