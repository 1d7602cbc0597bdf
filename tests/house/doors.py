# SPDX-License-Identifier: Apache-2.0
"""
Doors are small and stand alone: at most 12 functions and 120 lines, and each
compiles as the only thing in a file.
"""
import concurrent.futures
import re
import subprocess
import tempfile

import source

FUNCTIONS = 12
LINES = 120

# Doors that are over, with their own limit and the reason.
OVER = {
    # The engine alone opens it: transactions, upkeep, backup of one thing.
    "store.h": (23, LINES),
    # A call's whole life on the loop, and who is asking.
    "engine.h": (13, LINES),
    # Reading and writing JSON are two faces of one table.
    "record.h": (14, LINES),
    # Two digests: ours, and the one that people check with sha256sum.
    "secret.h": (13, LINES),
    # One macro for each type of field; it has no functions at all.
    "field.h": (FUNCTIONS, 185),
}

# A declaration: begins at the margin, ends with ");".
DECLARATION = re.compile(r"^(?!typedef|#)[a-z][\w *]*?\b\w+\([^;{}]*\);", re.M)


def doors():
    return source.files("include/soundings", ".h")


def are_small():
    for path in doors():
        functions, lines = OVER.get(path.name, (FUNCTIONS, LINES))
        has = len(DECLARATION.findall(source.code(path)))
        if has > functions:
            yield f"{path}:1: {has} functions, at most {functions}"
        has = source.text(path).count("\n")
        if has > lines:
            yield f"{path}:1: {has} lines, at most {lines}"


def exceptions_are_needed():
    names = {path.name: path for path in doors()}
    for name in OVER:
        if name not in names:
            yield f"tests/house/doors.py: there is no door {name}"
            continue
        path = names[name]
        if len(DECLARATION.findall(source.code(path))) <= FUNCTIONS and \
           source.text(path).count("\n") <= LINES:
            yield f"tests/house/doors.py: {name} is no longer over"


def _made(place):
    """db.h includes sql.h, which the build makes of the queries."""
    queries = [str(path) for path in source.files("db/queries", ".sql")]
    return subprocess.run(
        ["awk", "-v", f"out={place}/sql", "-f", "server/store/embed.awk",
         *sorted(queries)], capture_output=True, text=True)


def compile_alone():
    with tempfile.TemporaryDirectory() as made, \
         concurrent.futures.ThreadPoolExecutor(2) as pool:
        sql = _made(made)
        if sql.returncode != 0:
            yield f"db/queries: {sql.stderr}"
            return

        def compiled(path):
            return path, subprocess.run(
                ["gcc", "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra",
                 "-Wpedantic", "-Werror", "-fsyntax-only", "-Iinclude",
                 f"-I{made}", "-x", "c", "-"],
                input=f'#include "soundings/{path.name}"\nstruct door;\n',
                capture_output=True, text=True)

        for path, result in pool.map(compiled, doors()):
            if result.returncode != 0:
                yield f"{path}:1: does not compile alone\n{result.stderr}"


RULES = [
    ("a door shows at most 12 functions on 120 lines", are_small),
    ("a door is over that only where it is said why", exceptions_are_needed),
    ("each door compiles alone", compile_alone),
]
