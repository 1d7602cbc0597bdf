# SPDX-License-Identifier: Apache-2.0
"""Bounces in words of their own, of mail systems that are seldom met: ../bounces.txt.

samples() gives [(name, message, class, status or None, recipient)], as
bounces.samples() does; none was tried before all were written.
"""
import pathlib

import bounces

HERE = pathlib.Path(__file__).resolve().parent.parent


def samples():
    for one in (HERE / "bounces.txt").read_text().split("\n=== ")[1:]:
        head, _, body = one.partition("\n")
        cls, name = head.split(" ", 1)
        headers, _, text = body.partition("\n\n")
        yield (name, f"{headers}\nReturn-Path: <>\nTo: {bounces.OURS}\n"
               "Auto-Submitted: auto-replied\nMessage-ID: <b@x.example>\n\n"
               + text + "\n", cls, None, bounces.WHO)
