# SPDX-License-Identifier: Apache-2.0
"""Mails that are no bounces: people's, and the other kinds of machines'.

samples() gives [(name, message, kind)]; damaged() what hardly is a mail.
"""
import random


def mail(subject="Re: Second draft", text="Yes, fine.", headers="",
         sender="Ben Sample <ben@example.org>"):
    return f"""From: {sender}
To: Soundings <soundings@soundings.example.org>
Subject: {subject}
Date: Mon, 02 Feb 2026 11:00:00 +0000
Message-ID: <x1@example.org>
{headers}
{text}
"""


UTF8 = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n" \
       "Content-Transfer-Encoding: 8bit\n"


def report(kind, part, subject="Read: Second draft", text="It was read."):
    return mail(subject, f"""--=_r
Content-Type: text/plain

{text}

--=_r
{part}
--=_r--
""", f"MIME-Version: 1.0\nContent-Type: multipart/report; report-type={kind};"
        " boundary=\"=_r\"\n")


PEOPLE = [
    mail(),
    mail("Re: Undelivered Mail Returned to Sender", "My mail to you could not "
         "be delivered yesterday, mailbox full (550 5.2.2)?"),
    mail("Fwd: Undelivered Mail Returned to Sender", "See below: user "
         "unknown.\n\nThis is the mail system at host mx.example.net.\n"
         "<cat@example.org>: 550 5.1.1 User unknown"),
    mail("Delivery failed", "The delivery of the chairs failed, the school "
         "was closed. 550 pupils were not amused."),
    mail("Failure notice", "Notice: the heating has failed in room 5.1.1."),
    mail("Returned mail", "The letters we sent to parents were returned to "
         "sender. Address not found."),
    mail("Re: Out of office", "Who covers for Ann while she is out of the "
         "office?"),
    mail("Out of the classroom learning", "A subject for the webinar?"),
    mail("Vacation schools in Wales", "Would you include them?"),
    mail("Absence figures", "Absence is up. Shall we discuss it?"),
    mail("Automatic reply machines in schools", "A pilot in three schools."),
    mail("Read: this report", "It is short: https://example.org/report"),
    mail("Unsubscribed members", "Do they still see the outcome?"),
    mail("Re: [Heads] Second draft", "Fine.", "X-Mailer: Microsoft Outlook "
         "16.0\nThread-Index: AdXabc\nX-MS-Has-Attach:\n"),
    mail("Re: Second draft", "Fine.", "Auto-Submitted: no\n"),
    mail("Re: Second draft", "I write from the office of the postmaster.",
         sender="Pat Postmaster <postmaster@school.example>"),
    mail("Question", "Could our mail system administrator join?",
         sender="System Administrator <sysadmin@school.example>"),
    mail("Re: Second draft", "Fine.", "Importance: high\nPriority: urgent\n"
         "X-Priority: 1\nReturn-Path: <ben@example.org>\n"),
    mail("Ответ", "Согласен.", UTF8),
    mail("=?utf-8?B?UsOpcG9uc2U6IHBsYW4=?=", "D'accord.", UTF8),
    mail("Abwesenheiten im Kollegium", "Wie zählen wir sie?", UTF8),
    mail("Re: I'm on leave", "Who stands in?"),
    mail("Ooops, the wrong file", "Here is the right one."),
    mail("Nicht im Büro gesagt", "Das bleibt unter uns.", UTF8),
]

AUTOMATIC = [
    mail("Automatic reply: Second draft", "I am away.",
         "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\n"),
    mail("Re: Second draft", "I am away.", "Auto-Submitted: auto-replied "
         "(vacation)\n"),
    mail("Re: Second draft", "I am away.", "Precedence: bulk\n"),
    mail("Re: Second draft", "I am away.", "Precedence: auto_reply\n"
         "X-Autoreply: yes\n"),
    mail("Re: Second draft", "I am away.", "X-Autorespond: Second draft\n"),
    mail("Re: Second draft", "Ticket 5 was opened.",
         "Auto-Submitted: auto-generated\n"),
    mail("Re: Second draft", "Away.", "Return-Path: <>\n"),
    mail("Out of office: Second draft", "I am away."),
    mail("Out of Office", "I am away."),
    mail("Auto: Second draft", "Away"),
    mail("[Auto-Reply] Second draft", "Away"),
    mail("Automatische Antwort: Draft", "Ich bin nicht da.", UTF8),
    mail("Abwesenheitsnotiz: Draft", "Ich bin nicht da.", UTF8),
    mail("Réponse automatique : Draft", "Je suis absent.", UTF8),
    mail("=?utf-8?Q?R=C3=A9ponse_automatique_=3A_Draft?=", "Absent.", UTF8),
    mail("Respuesta automática: Draft", "No estoy.", UTF8),
    mail("Risposta automatica: Draft", "Non ci sono.", UTF8),
    mail("Automatisch antwoord: Draft", "Ik ben er niet.", UTF8),
    mail("Autosvar: Draft", "Jag är borta.", UTF8),
    mail("Ateb awtomatig: Draft", "Dydw i ddim yma.", UTF8),
    mail("Автоответ: Draft", "Меня нет.", UTF8),
    mail("自動応答: Draft", "不在です。", UTF8),
    *(mail(f"{subject}: Draft", "...", UTF8) for subject in (
        "自动答复", "Automatski odgovor", "Samodejni odgovor",
        "Automatinis atsakymas", "Automātiska atbilde", "Automaatvastus",
        "Автоматичен отговор", "Resposta automàtica",
        "Erantzun automatikoa", "Sjálfvirkt svar", "Ymateb awtomatig",
        "מענה אוטומטי", "Ich bin nicht im Büro", "Absente du bureau",
        "Fuera de oficina", "Fuori sede", "Niet op kantoor",
        "Poza biurem", "Fraværsmelding", "OOO")),
    mail("I'm on leave Re: Draft", "Back on Monday."),
]

LISTS = [
    mail("[Heads] Second draft", "Fine.", "List-Id: Heads <heads.example.org>"
         "\nPrecedence: list\n"),
    mail("Newsletter", "News.", "List-Unsubscribe: <https://example.org/u>\n"
         "List-Post: <mailto:heads@example.org>\n"),
]

RECEIPTS = [
    report("disposition-notification", "Content-Type: message/disposition-"
           "notification\n\nFinal-Recipient: rfc822; ben@example.org\n"
           "Disposition: manual-action/MDN-sent-manually; displayed"),
    mail("Read: Second draft", "Your message\n\n  To: Ben\n  Subject: Draft\n"
         "\nwas read on 02/02/2026 11:00."),
    mail("Gelesen: Entwurf", "Ihre Nachricht wurde am 02.02.2026 gelesen.",
         UTF8),
]

COMPLAINTS = [
    report("feedback-report", "Content-Type: message/feedback-report\n\n"
           "Feedback-Type: abuse\nUser-Agent: Example/1.0\nVersion: 1",
           "Fw: Second draft", "This is an email abuse report."),
]

EMPTY = [
    mail(text=""),
    mail(text="On Mon, 2 Feb 2026 at 10:58, Ann <ann@example.org> wrote:\n\n"
         "> Dear members,\n> please tell us.\n"),
    mail(text="Sent from my iPhone\n"),
]

UNSUBSCRIBE = [mail("unsubscribe 7-abcdefghij", "", "")]
LOOPS = [
    mail("Soundings: 2 things wait for you", "Dear Ben",
         sender="Soundings <soundings@soundings.example.org>"),
    mail("2 things wait for you", "Dear Ben", "List-Id: Heads <heads."
         "soundings.example.org>\n"),
]
LOCKED = [
    mail("Re: Second draft", "--=_e\nContent-Type: application/pgp-encrypted"
         "\n\nVersion: 1\n\n--=_e\nContent-Type: application/octet-stream\n\n"
         "-----BEGIN PGP MESSAGE-----\n\n--=_e--\n", "MIME-Version: 1.0\n"
         "Content-Type: multipart/encrypted; protocol=\"application/"
         "pgp-encrypted\"; boundary=\"=_e\"\n"),
]




def invited(text, subject, by="Microsoft Exchange Server 2010"):
    """A calendar's answer to an invitation."""
    return mail(subject, f"""--=_i
Content-Type: text/plain; charset=utf-8

{text}

--=_i
Content-Type: text/calendar; charset=utf-8; method=REPLY

BEGIN:VCALENDAR
METHOD:REPLY
PRODID:{by}
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@example.org
UID:meeting-7@soundings.example.org
SUMMARY:Accepted: Night cover
END:VEVENT
END:VCALENDAR
--=_i--
""", "MIME-Version: 1.0\nContent-Type: multipart/alternative; "
        "boundary=\"=_i\"\n")


GOOGLE = "-//Google Inc//Google Calendar 70.9054//EN"
CALENDAR = [
    invited("", "Zugesagt: Night cover"),
    invited("Ben Sample has accepted this invitation.", "Accepted: Night "
            "cover @ Mon 8 Jun 2026", GOOGLE),
    invited("Ben Sample hat diese Einladung abgelehnt.", "Abgelehnt: Night "
            "cover", GOOGLE),
    mail("Accepted: Night cover", "BEGIN:VCALENDAR\nMETHOD:REPLY\n"
         "END:VCALENDAR\n", "MIME-Version: 1.0\nContent-Type: text/calendar;"
         " charset=utf-8; method=\"REPLY\"\n"),
]
PEOPLE += [invited("I will be ten minutes late.", "Accepted: Night cover")]
LOCKED += [
    mail("Re: Second draft", "-----BEGIN PGP MESSAGE-----\n\nhQEMA8xK\n=abcd"
         "\n-----END PGP MESSAGE-----\n"),
]
PEOPLE += [
    mail("Re: Second draft", "I put the rest under lock:\n\n-----BEGIN PGP "
         "MESSAGE-----\n\nhQEMA8xK\n=abcd\n-----END PGP MESSAGE-----\n"),
    mail("Re: keys", "Does yours begin with -----BEGIN PGP MESSAGE----- too?"),
]
EMPTY += [
    mail("Reaction to: Second draft", "Ben Sample reacted to your message:\n"
         "________________________________\nFrom: Ann <ann@example.org>\nSent:"
         " Sunday, November 22, 2026 10:58:00 AM\nTo: Ben Sample\nSubject: "
         "Second draft\n"),
]


def samples():
    for kind, mails in (("reply", PEOPLE), ("auto", AUTOMATIC),
                        ("list", LISTS), ("receipt", RECEIPTS),
                        ("complaint", COMPLAINTS), ("empty", EMPTY),
                        ("unsubscribe", UNSUBSCRIBE), ("loop", LOOPS),
                        ("locked", LOCKED), ("calendar", CALENDAR)):
        for i, message in enumerate(mails):
            yield f"{kind} {i + 1}", message, kind


def deep(levels):
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"
                   for i in range(levels))
    return "From: a@example.org\nMIME-Version: 1.0\n" + head + \
        "Content-Type: text/plain\n\nhello\n"


def wide(parts):
    return "From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/" \
        "mixed; boundary=b\n\n" + "--b\n\nx\n" * parts + "--b--\n"


def damaged():
    """[(name, bytes)]: what no mail program should send."""
    rows = {
        "nothing": b"", "one byte": b"x", "zeros": b"\0" * 5000,
        "no headers": b" \n\nhello\n", "only headers": b"From: a@example.org",
        "no line end": b"Subject: x\r\rhello\r",
        "long line": b"Subject: x\n\n" + b"y" * 900000,
        "long header": b"Subject: " + b"y" * 60000 + b"\n\nhello\n",
        "huge headers": b"X: y\n" * 50000 + b"\nhello\n",
        "folded for ever": b"Subject: x" + b"\n y" * 20000 + b"\n\nhi\n",
        "deep": deep(5000).encode(), "deeper": deep(60000).encode(),
        "wide": wide(20000).encode(),
        "no end": deep(3).encode()[:-20],
        "boundary missing": b"Content-Type: multipart/mixed\n\nhello\n",
        "boundary empty": b"Content-Type: multipart/mixed; boundary=\"\"\n\n"
        b"--\n\nhello\n----\n",
        "boundary long": b"Content-Type: multipart/mixed; boundary=" +
        b"b" * 5000 + b"\n\n--" + b"b" * 5000 + b"\n\nhello\n",
        "boundary inside itself": b"Content-Type: multipart/mixed; boundary=b"
        b"\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n"
        b"--b--\n",
        "charset unknown": b"Content-Type: text/plain; charset=klingon\n\n"
        b"caf\xe9\n",
        "charset long": b"Content-Type: text/plain; charset=" + b"x" * 3000 +
        b"\n\nhello\n",
        "utf-7": b"Content-Type: text/plain; charset=utf-7\n\n+AGE +//\n",
        "utf-16 odd": b"Content-Type: text/plain; charset=utf-16\n"
        b"Content-Transfer-Encoding: base64\n\n/v8AYQB\n",
        "bad utf-8": b"Content-Type: text/plain; charset=utf-8\n\n\xff\xfe"
        b"\xc0\x80\xed\xa0\x80 hello\n",
        "iso-2022": b"Content-Type: text/plain; charset=iso-2022-jp\n\n"
        b"\x1b$B\x1b$B\x1b(\n",
        "bad base64": b"Content-Transfer-Encoding: base64\n\n=!=x=\n====\n",
        "bad quoted": b"Content-Transfer-Encoding: quoted-printable\n\n=ZZ=\n"
        b"=3\n=",
        "encoding unknown": b"Content-Transfer-Encoding: rot13\n\nuryyb\n",
        "uuencode": b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n"
        b"#0V%T\nend\n",
        "encoded words": b"Subject: =?utf-8?B?" + b"=?" * 3000 + b"?=\n\nx\n",
        "encoded word cut": b"Subject: =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=\n\nx\n",
        "addresses": b"From: " + b"<" * 3000 + b"a@b" + b">" * 3000 +
        b"\n\nx\n",
        "comments": b"From: " + b"(" * 3000 + b"\n\nx\n",
        "groups": b"From: a: b: c: d@e;;;\n\nx\n",
        "file names": b"Content-Type: text/x; name*0*=utf-8''%ff; name*2=x; "
        b"name*999999999=y\n\nx\n",
        "file name path": b"Content-Type: image/png; name=\"../../../etc/"
        b"passwd\"\n\nx\n",
        "html": b"Content-Type: text/html\n\n" + b"<div>" * 50000 + b"hello" +
        b"</p>" * 50000,
        "html quotes": b"Content-Type: text/html\n\n<a href=\"" +
        b"x" * 100000,
        "html entities": b"Content-Type: text/html\n\n" +
        b"&#0;&#x110000;&#xd800;&#1;&amp" * 5000,
        "html comment": b"Content-Type: text/html\n\n<!-- " + b"-" * 100000,
        "html blockquotes": b"Content-Type: text/html\n\n" +
        b"<blockquote>x<br>" * 30000,
        "quoted deep": b"\n" + b">" * 100000 + b"\n",
        "quoted lines": b"\n" + b"> x\n" * 200000,
        "wrote": b"\n" + b"On 2 Feb 2026, at 10:58, a <a@b.c> wrote:\n" *
        20000,
        "heads": b"\n" + b"From: a\nTo: b\nSubject: c\n\n" * 20000,
        "dashes": b"\n" + b"-- \n" * 100000,
        "notices": b"\n" + b"This e-mail is confidential.\n\n" * 30000,
        "colons": b"\n" + b":\n" * 300000,
        "status": b"Content-Type: multipart/report; report-type=delivery-"
        b"status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n"
        b"\n" + b"Final-Recipient: ;\nAction:\nStatus: 9.9.9\n\n" * 5000 +
        b"--b--\n",
        "rfc822 in itself": b"Content-Type: message/rfc822\n\n" * 3000,
        "partial": b"Content-Type: message/partial; number=1; total=0; id=x"
        b"\n\nx\n",
        "external": b"Content-Type: message/external-body; access-type=url; "
        b"url=\"https://example.org/\"\n\nContent-Type: text/plain\n\n",
        "tnef": b"Content-Type: application/ms-tnef; name=winmail.dat\n\n"
        b"\x78\x9f\x3e\x22",
        "from line": b"From ben Mon Feb  2 10:58:31 2026\nFrom: b@example.org"
        b"\n\nhello\n",
        "controls": b"Subject: \x01\x02\x1b[2J\x7f\n\n\x01\x02\x1b[2J\x7f\n",
        "bidi": "Subject: \u202etxt\n\n\u202etxt\u2066\n".encode(),
    }
    for name, body in rows.items():
        yield name, b"Subject: x\n" + body if body[:1] == b"\n" else body
    chance = random.Random(6)
    whole = EMPTY[1].encode() + RECEIPTS[0].encode()
    for n in range(60):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 60)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        yield f"broken {n + 1}", bytes(broken)
