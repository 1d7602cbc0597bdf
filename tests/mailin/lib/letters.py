# SPDX-License-Identifier: Apache-2.0
"""Whole answers to a mail of ours, in ../letters/, each lot written by hand and
tried once before any rule was changed for it.

A mail begins with "=== name". Of a plain one each line says whether it is the
author's ("+ ") or not ("- "); "-@A" stands for the mail that is answered, "->A"
for the same with marks. Of an [html] or [flowed] one the lines stand as they
are, and the author's words follow them with "+ ". "␣" is a space at the end.
"""
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent.parent / "letters"
STOP = "https://soundings.example.org/unsubscribe/1-3-direct-u4ji6lxa4xa"
POST = "https://soundings.example.org/thread/15#post-19"

SENT = f"""* Amina Khan in Supervision at night
  Tuesday 24 November 2026, 12:00 GMT. Perinatal mental health.

  We share a rota with the neighbouring trust:

  - one midwife on call
  - a psychiatrist by telephone

  It works **most** nights.

  {POST}

You can answer this mail: what you write is published there in your name.

--\x20
You get this mail because this answers a thread that you opened.
Stop mail of this kind (What you are asked to do): {STOP}
Soundings: https://soundings.example.org""".split("\n")

SENT_HTML = f"""<div class="page"><h1>Supervision at night</h1>\
<div class="entry"><p><a class="title" href="{POST}">Amina Khan in Supervision \
at night</a><br>Tuesday 24 November 2026, 12:00 GMT. Perinatal mental health.\
</p><div class="words"><p>We share a rota with the neighbouring trust:</p><ul>\
<li>one midwife on call</li><li>a psychiatrist by telephone</li></ul><p>It \
works <strong>most</strong> nights.</p></div></div><p>You can answer this mail: \
what you write is published there in your name.</p><div class="foot"><p>You get \
this mail because this answers a thread that you opened.</p><p><a \
href="{STOP}">Stop mail of this kind (What you are asked to do)</a><br><a \
href="https://soundings.example.org">Soundings</a></p></div></div>"""

TYPES = {"plain": "plain; charset=utf-8",
         "flowed": "plain; charset=utf-8; format=flowed",
         "html": "html; charset=utf-8"}


def marked(marks):
    return [(marks + line).rstrip() for line in SENT]


def plain(lines):
    """(the mail, the author's words)"""
    body, kept = [], []
    for line in lines:
        if line in ("-@A", "->A", "->>A"):
            body += marked(line[1:-1] + " ") if ">" in line else SENT
            continue
        assert line[:2] in ("-", "+", "- ", "+ "), line
        body.append(line[2:])
        if line[0] == "+":
            kept.append(line[2:])
    return body, kept


def other(lines):
    body = [line.replace("@HTML", SENT_HTML) for line in lines
            if not line.startswith("+")]
    return body, [line[2:] for line in lines if line.startswith("+")]


def message(kind, body):
    return ("From: Ben <ben@example.org>\nTo: soundings@soundings.example.org\n"
            "Subject: Re: Supervision at night\nMIME-Version: 1.0\n"
            f"Content-Type: text/{TYPES[kind]}\n"
            "Content-Transfer-Encoding: 8bit\n\n" + "\n".join(body) + "\n")


def samples():
    """(name, the mail, the words that the author would miss)"""
    for path in sorted(HERE.glob("*.txt")):
        lot = ("\n" + path.read_text().rstrip("\n")).split("\n=== ")
        for one in lot[1:]:
            name, _, text = one.partition("\n")
            kind = re.search(r" \[(html|flowed)\]$", name)
            kind = kind[1] if kind else "plain"
            lines = text.replace("␣", " ").split("\n")
            body, kept = (plain if kind == "plain" else other)(lines)
            yield f"{path.stem}: {name}", message(kind, body), "\n".join(kept)
