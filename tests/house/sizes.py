# SPDX-License-Identifier: Apache-2.0
"""
Lengths: no function over 70 lines, no file over 800. The aim, a median of 15
and nine in ten within 40, is reported and judged by people.
"""
import statistics

import source

FUNCTION = 70
FILE = 800


def functions_are_short():
    for path in source.files("server", ".c", ".h"):
        for name, first, lines in source.functions(path):
            if lines > FUNCTION:
                yield f"{path}:{first}: {name} has {lines} lines"


def files_are_short():
    for path in source.files("server", ".c", ".h"):
        lines = source.text(path).count("\n")
        if lines > FILE:
            yield f"{path}:1: {lines} lines"


def report():
    lengths = [lines for path in source.files("server", ".c")
               for _, _, lines in source.functions(path)]
    if len(lengths) < 2:
        return "no functions yet"
    ninth = statistics.quantiles(lengths, n=10)[8]
    return (f"{len(lengths)} functions in server/: "
            f"median {statistics.median(lengths):g} lines (aim 15), "
            f"ninth decile {ninth:g} (aim 40), longest {max(lengths)}")


RULES = [
    (f"no function has more than {FUNCTION} lines", functions_are_short),
    (f"no file has more than {FILE} lines", files_are_short),
]
