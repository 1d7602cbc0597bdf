# SPDX-License-Identifier: Apache-2.0
"""Parts in a process of their own, because they use the tools of other tests,
whose modules have the names of ours. A part says its rows on standard output,
each a line of JSON: what it hands to the table.
"""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def row(*said, **how):
    """As Table.row."""
    print(json.dumps({"row": said, "how": how}), flush=True)


def plain(heading, columns, cells):
    """As Table.growth."""
    print(json.dumps({"plain": [heading, columns, cells]}), flush=True)


def hear(table, said):
    if "row" in said:
        table.row(*said["row"], **said["how"])
    else:
        table.growth(*said["plain"])


def part_of(script):
    """A part for `run`: this script, and what it says."""
    def part(table, folder, long):
        command = [sys.executable, str(HERE / script)] + ["--long"] * long
        with subprocess.Popen(command, stdout=subprocess.PIPE,
                              text=True) as child:
            for line in child.stdout:
                hear(table, json.loads(line))
        if child.returncode != 0:
            table.wrong.append(f"{script} ended with {child.returncode}")
    return part
