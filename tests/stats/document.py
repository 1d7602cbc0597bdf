# SPDX-License-Identifier: Apache-2.0
"""The examples of docs/methods.md are what the program prints."""
import json
import pathlib
import re

import program

PAGE = pathlib.Path("docs/methods.md")
EXAMPLE = re.compile(r"^\| `(\{.*?\})` \| (?:`(\{.*\})`)? ?\|$")


def examples():
    """[(line number, method, input, printed)]"""
    method, found = None, []
    for number, line in enumerate(PAGE.read_text().split("\n")):
        if line.startswith("### "):
            method = line[4:].strip()
        match = EXAMPLE.match(line)
        if match:
            found.append((number, method, match[1], match[2]))
    return found


def listed():
    """[(method, the names it prints)] of the program's own list."""
    said = program.run(None, "")[1]
    return re.findall(r"^  (\w+)\n {6}reads .*\n {6}prints {2}(.*)$", said,
                      re.M)


def write():
    lines = PAGE.read_text().split("\n")
    for number, method, given, _ in examples():
        status, out, err = program.run(method, given)
        if status != 0:
            raise SystemExit(f"{PAGE}:{number + 1}: {err}")
        lines[number] = f"| `{given}` | `{out.strip()}` |"
    PAGE.write_text("\n".join(lines))


def check(tap):
    found = examples()
    for number, method, given, printed in found:
        status, out, err = program.run(method, given)
        good = status == 0 and printed is not None and \
            program.same(json.loads(printed), json.loads(out))
        tap.check(f"methods.md, line {number + 1}: the example of {method}",
                  good, f"{given}\nprints {out or err}not {printed}")
    methods = [name for name, _ in listed()]
    tap.check("methods.md has examples of all methods",
              methods and methods == list(dict.fromkeys(m for _, m, _, _ in found)),
              f"{methods}")
    wrong = [f"{method}: {list(json.loads(printed))}"
             for method, names in listed()
             for _, of, _, printed in found if of == method
             if [n for n in json.loads(printed) if n != "reason"] !=
             re.sub(r" \(.*?\)", "", names).split(", ")]
    tap.check("an answer has the names that the list tells, and no others",
              not wrong, "\n".join(wrong))
