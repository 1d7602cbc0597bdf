# SPDX-License-Identifier: Apache-2.0
"""
Words that must, or must not, stand in the tree.
"""
import pathlib
import re

import source

CODE = {".c", ".h", ".ts", ".tsx", ".js", ".css", ".py", ".awk", ".sh"}
LICENCE = "SPDX-License-Identifier: Apache-2.0"
# Put together here so that this file does not break its own rule.
LATER = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) +
                   r")\b")
PLACES = re.compile("|".join([
    r"registry\.(?:npm|yarn)", r"deb\.debian\.org", r"pypi\.org",
    r"files\.pythonhosted", r"crates\.io", r"proxy\.golang", r"/wo" + r"rk/",
]))


def lines(paths):
    for path in paths:
        if path.suffix == ".svg" or source.text(path) is None:
            continue
        for number, line in enumerate(source.text(path).split("\n"), 1):
            yield path, number, line


def is_script(path):
    return path.suffix == "" and (source.text(path) or "").startswith("#!")


def licence_is_named():
    for path in source.tree():
        if path.suffix not in CODE and not is_script(path):
            continue
        head = "\n".join(source.text(path).split("\n")[:3])
        if LICENCE not in head:
            yield f"{path}:1: no SPDX line"


def files_say_what_they_are():
    for path in source.files("server", ".c", ".h") + \
            source.files("include", ".h"):
        head = "\n".join(source.text(path).split("\n")[:4])
        if f"* {path.name} - " not in head:
            yield f"{path}:1: no head comment `{path.name} - what it is`"


def c_is_indented_by_tabs():
    """Four spaces go on with a line; two begin none."""
    for top in ("server", "include", "tests"):
        for path, number, line in lines(source.files(top, ".c", ".h")):
            if re.match(r" {2}[^ ]", line):
                yield f"{path}:{number}: two spaces where a tab belongs"


def nothing_is_put_off():
    for path, number, line in lines(source.tree()):
        match = LATER.search(line)
        if match and path.name not in {"package-lock.json"}:
            yield f"{path}:{number}: {match.group(1)}"


def no_private_places():
    for path, number, line in lines(source.tree()):
        match = PLACES.search(line)
        if match and path != pathlib.Path("tests/house/words.py"):
            yield f"{path}:{number}: {match.group()}"


def sql_is_sql():
    for path, number, line in lines(source.files("db", ".sql")):
        if "//" in line.split("--")[0]:
            yield f"{path}:{number}: // in SQL"


def sql_is_used():
    blocks = re.compile(r"^-- (?!(?:scan|row):)(\w+): ", re.M)
    c = "".join(source.code(path) for path in source.files("server", ".c", ".h"))
    words = set(re.findall(r"\b[A-Z][A-Z0-9_]+\b", c))
    for path in source.files("db/queries", ".sql"):
        for name in blocks.findall(source.text(path)):
            if name.upper() not in words:
                yield f"{path}:1: nobody uses {name}"


def client_has_no_inline_code():
    client = source.files("client-web", ".tsx", ".ts", ".html")
    for path, number, line in lines(client):
        if "test" in path.parts:
            continue
        if re.search(r"\sstyle=", line):
            yield f"{path}:{number}: a style attribute"
        if path.suffix == ".html" and \
           re.search(r"<script(?![^>]*\ssrc=)|<style|\son\w+=", line):
            yield f"{path}:{number}: inline code"


def html_has_one_door():
    places = set()
    for path, number, line in lines(source.files("client-web/src", ".tsx", ".ts")):
        if re.search(r"\b(innerHTML|dangerouslySetInnerHTML|outerHTML"
                     r"|insertAdjacentHTML|document\.write)\b", line):
            places.add(str(path))
    if len(places) > 1:
        yield "server HTML enters in more than one place: " + ", ".join(sorted(places))


# Up to here everything is from before there were several servers.
ALONE = 11
TAKES_AWAY = re.compile(r"\b(DROP|RENAME)\b|\bALTER COLUMN\b", re.I)


def migrations_add():
    """A server of the version before goes on while this one migrates."""
    for path, number, line in lines(source.files("db/migrations", ".sql")):
        if int(path.name[:4]) <= ALONE or "-- contract:" in source.text(path):
            continue
        if TAKES_AWAY.search(line.split("--")[0]):
            yield (f"{path}:{number}: takes something away; say in a line "
                   "`-- contract: ...` since which version nobody asks for it")


RULES = [
    ("every source file names its licence", licence_is_named),
    ("every C file says what it is", files_say_what_they_are),
    ("C is indented by tabs", c_is_indented_by_tabs),
    ("nothing is marked as to be done later", nothing_is_put_off),
    ("no registry, no private path", no_private_places),
    ("SQL has SQL's comments", sql_is_sql),
    ("every named statement is used", sql_is_used),
    ("migrations add, or say who asked last", migrations_add),
    ("the client has no inline script or style", client_has_no_inline_code),
    ("HTML from the server enters the page in one place", html_has_one_door),
]
