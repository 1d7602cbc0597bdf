# SPDX-License-Identifier: Apache-2.0
"""
Reading C without a compiler: files, bare code, functions.

Comments and the insides of strings are blanked, so that a rule about code is
never broken by prose; line numbers stay. Good for KNF, in which a function's
name stands at the start of a line and its last brace too; for nothing else.
"""
import functools
import pathlib
import re
import subprocess

TOKEN = re.compile(r"""
    /\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
""", re.X | re.S)
NAME_LINE = re.compile(r"^([a-z_]\w*)\(")


@functools.cache
def tree():
    """Every file of the project that is not made by a build."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached",
         "--others", "--exclude-standard"],
        capture_output=True, check=True).stdout.decode().split("\0")
    return [pathlib.Path(name) for name in sorted(set(listed))
            if name and pathlib.Path(name).is_file()]


def files(top, *endings):
    return [path for path in tree()
            if path.is_relative_to(top) and path.suffix in endings]


@functools.cache
def text(path):
    """The file's text; None when it is not text."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        return None


def _blank(match):
    token = match.group()
    lines = "\n" * token.count("\n")
    if token[0] in "\"'":
        return token[0] + " " * (len(token) - 2) + token[0]
    return lines or " "


@functools.cache
def code(path):
    """The file without comments and without what is inside strings."""
    return TOKEN.sub(_blank, text(path))


def matches(path, pattern):
    """(line number, match) of a pattern in the bare code."""
    for number, line in enumerate(code(path).split("\n"), 1):
        for match in re.finditer(pattern, line):
            yield number, match


def includes(path):
    """(line number, name) of every #include; <x> and "x" alike."""
    for number, line in enumerate(text(path).split("\n"), 1):
        match = re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1)


@functools.cache
def functions(path):
    """[(name, first line, lines)], the line of the return type included."""
    found = []
    name = None
    for number, line in enumerate(code(path).split("\n"), 1):
        match = NAME_LINE.match(line)
        if match:
            name, first, opened = match.group(1), number - 1, False
        elif name and line.startswith("{"):
            opened = True
        elif name and line.startswith("}") and opened:
            found.append((name, first, number - first + 1))
            name = None
        elif name and not opened and line.rstrip().endswith(";"):
            name = None
    return found
