# SPDX-License-Identifier: Apache-2.0
"""Bounces: one for each status of RFC 3463 as a report by the book, and what
mail systems write in words of their own.

samples() gives [(name, message, class, status or None, recipient)].
"""
WHO = "ben.sample@school.example"
OURS = "soundings+b41-abcdef@soundings.example.org"

# RFC 3463, sections 3.2 to 3.8, and some that were registered later.
STATUSES = {
    "0.0": "Other undefined status", "1.0": "Other address status",
    "1.1": "Bad destination mailbox address",
    "1.2": "Bad destination system address",
    "1.3": "Bad destination mailbox address syntax",
    "1.4": "Destination mailbox address ambiguous",
    "1.5": "Destination address valid", "1.6": "Mailbox has moved",
    "1.7": "Bad sender's mailbox address syntax",
    "1.8": "Bad sender's system address", "1.10": "Recipient has null MX",
    "2.0": "Other or undefined mailbox status",
    "2.1": "Mailbox disabled, not accepting messages", "2.2": "Mailbox full",
    "2.3": "Message length exceeds administrative limit",
    "2.4": "Mailing list expansion problem",
    "3.0": "Other or undefined mail system status",
    "3.1": "Mail system full", "3.2": "System not accepting messages",
    "3.3": "System not capable of selected features",
    "3.4": "Message too big for system", "3.5": "System misconfigured",
    "4.0": "Other or undefined network status",
    "4.1": "No answer from host", "4.2": "Bad connection",
    "4.3": "Directory server failure", "4.4": "Unable to route",
    "4.5": "Mail system congestion", "4.6": "Routing loop detected",
    "4.7": "Delivery time expired",
    "5.0": "Other or undefined protocol status", "5.1": "Invalid command",
    "5.2": "Syntax error", "5.3": "Too many recipients",
    "5.4": "Invalid command arguments", "5.5": "Wrong protocol version",
    "6.0": "Other or undefined media error", "6.1": "Media not supported",
    "6.2": "Conversion required and prohibited",
    "6.3": "Conversion required but not supported",
    "6.4": "Conversion with loss performed", "6.5": "Conversion failed",
    "7.0": "Other or undefined security status",
    "7.1": "Delivery not authorized, message refused",
    "7.2": "Mailing list expansion prohibited",
    "7.3": "Security conversion required but not possible",
    "7.4": "Security features not supported",
    "7.5": "Cryptographic failure",
    "7.6": "Cryptographic algorithm not supported",
    "7.7": "Message integrity failure",
}
# What passes although it begins with 5: full, and waited for too long.
PASSING = {"2.2", "4.7"}

RETURNED = f"""Return-Path: <{OURS}>
From: Soundings <soundings@soundings.example.org>
To: Ben <{WHO}>
Subject: 2 things wait for you
Message-ID: <abc@soundings.example.org>
Date: Mon, 02 Feb 2026 10:58:31 +0000
Auto-Submitted: auto-generated

Dear Ben, two things wait for you. Reply to ann@soundings.example.org.
"""


def report(human, status, action, diagnostic, who=WHO, subject=None,
           sender=None, mta="mx.example.net", extra=""):
    subject = subject or "Delivery Status Notification (Failure)"
    sender = sender or f"Mail Delivery System <MAILER-DAEMON@{mta}>"
    code = f"Status: {status}\n" if status else ""
    said = f"Diagnostic-Code: {diagnostic}\n" if diagnostic else ""
    return f"""Return-Path: <>
From: {sender}
To: {OURS}
Subject: {subject}
Date: Mon, 02 Feb 2026 11:00:00 +0000
Message-ID: <report@{mta}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
 boundary="=_report"

This is a MIME-encapsulated message.

--=_report
Content-Type: text/plain; charset=us-ascii

{human}

--=_report
Content-Type: message/delivery-status

Reporting-MTA: dns; {mta}
Arrival-Date: Mon, 02 Feb 2026 10:58:32 +0000

{extra}Final-Recipient: rfc822; {who}
Action: {action}
{code}{said}
--=_report
Content-Type: message/rfc822

{RETURNED}
--=_report--
"""


def by_the_book():
    for status, words in STATUSES.items():
        for first, action, cls in (("5", "failed", "hard"),
                                   ("4", "failed", "soft"),
                                   ("4", "delayed", "soft")):
            if first == "5" and status in PASSING:
                cls = "soft"
            reply = "550" if first == "5" else "450"
            code = f"{first}.{status}"
            yield (f"report {code} {action}",
                   report(f"Your message to {WHO}: {words}.", code, action,
                          f"smtp; {reply} {code} {words}"), cls, code, WHO)


def bare(sender, subject, text, headers="Auto-Submitted: auto-replied\n"):
    return f"""Return-Path: <>
From: {sender}
To: {OURS}
Subject: {subject}
Date: Mon, 02 Feb 2026 11:00:00 +0000
Message-ID: <bare@mx.example.net>
{headers}
{text}
"""


POSTFIX = f"""This is the mail system at host mx.example.net.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

For further assistance, please send mail to postmaster.

                   The mail system

<{WHO}>: host mx.school.example[192.0.2.25] said: 550 5.1.1
    <{WHO}>: Recipient address rejected: User unknown in
    virtual mailbox table (in reply to RCPT TO command)"""

EXIM = """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {who}
    {why}
"""

QMAIL = """Hi. This is the qmail-send program at example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{who}>:
{why}

--- Below this line is a copy of the message.

Return-Path: <{ours}>
Received: (qmail 1234 invoked by uid 0); 2 Feb 2026 10:58:31 -0000
From: soundings@soundings.example.org
Subject: 2 things wait for you

Dear Ben.
"""

SENDMAIL = """The original message was received at Mon, 2 Feb 2026 10:58:31 GMT
from soundings.example.org [192.0.2.1]

   ----- The following addresses had permanent fatal errors -----
<{who}>

   ----- Transcript of session follows -----
... while talking to mx.school.example.:
>>> RCPT To:<{who}>
<<< {why}
"""

OFFICE = """Delivery has failed to these recipients or groups:

Ben Sample ({who})<mailto:{who}>
{why}



Diagnostic information for administrators:

Generating server: AM0PR01MB1234.example.net

{who}
Remote Server returned '{code}'
"""


def own_words():
    daemon = "Mail Delivery System <Mailer-Daemon@mx.example.net>"
    exim = f"X-Failed-Recipients: {WHO}\nAuto-Submitted: auto-replied\n"
    yield ("postfix", report(
        POSTFIX, "5.1.1", "failed", f"smtp; 550 5.1.1 <{WHO}>: Recipient "
        "address rejected: User unknown",
        subject="Undelivered Mail Returned to Sender",
        extra=f"Original-Recipient: rfc822;{WHO}\n"), "hard", "5.1.1", WHO)
    yield ("postfix, not a report", bare(
        "MAILER-DAEMON@mx.example.net (Mail Delivery System)",
        "Undelivered Mail Returned to Sender", POSTFIX), "hard", "5.1.1", WHO)
    yield ("postfix delay", report(
        "####\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR "
        "MESSAGE. #\n####\n\nYour message could not be delivered for more "
        "than 4 hour(s).\nIt will be retried until it is 5 day(s) old.",
        "4.4.1", "delayed", "X-Postfix; connect to mx.school.example"
        "[192.0.2.25]:25: Connection timed out",
        subject="Delayed Mail (still being retried)"), "soft", "4.4.1", WHO)
    yield ("postfix gave up", report(
        POSTFIX.replace("550 5.1.1", "451 4.3.0"), "4.4.1", "failed",
        "X-Postfix; connect to mx.school.example[192.0.2.25]:25: Connection "
        "refused"), "soft", "4.4.1", WHO)
    yield ("postfix no host", report(
        f"<{WHO}>: Host or domain name not found. Name service error for "
        "name=school.example type=AAAA: Host not found", "5.4.4", "failed",
        "X-Postfix; Host or domain name not found."), "hard", "5.4.4", WHO)
    for name, why, cls, status in (
            ("unknown", "SMTP error from remote mail server after RCPT TO:<"
             f"{WHO}>:\n    550 5.1.1 User unknown", "hard", "5.1.1"),
            ("unrouteable", "Unrouteable address", "hard", None),
            ("mailman", "all relevant MX records point to non-existent hosts",
             "hard", None),
            ("full", "mailbox is full: retry timeout exceeded", "soft", None),
            ("552", "SMTP error from remote mail server after end of data:\n"
             "    552 5.2.2 Mailbox over quota", "soft", "5.2.2"),
            ("retry", "retry timeout exceeded", "soft", None)):
        yield (f"exim {name}", bare(
            daemon, "Mail delivery failed: returning message to sender",
            EXIM.format(who=WHO, why=why), exim), cls, status, WHO)
    yield ("exim warning", bare(
        daemon, "Warning: message 1nF0xY-0001ab-Cd delayed 24 hours",
        "This message was created automatically by mail delivery software.\n"
        "A message that you sent has not yet been delivered to one or more "
        "of its\nrecipients after more than 24 hours on the queue on "
        "mx.example.net.\n\nThe address to which the message has not yet "
        f"been delivered is:\n\n  {WHO}\n    Delay reason: Connection timed "
        "out\n\nNo action is required on your part. Delivery attempts will "
        "continue for\nsome time."), "soft", None, WHO)
    for name, why, cls, status in (
            ("unknown", "Sorry, no mailbox here by that name. (#5.1.1)",
             "hard", "5.1.1"),
            ("remote", "192.0.2.25 does not like recipient.\nRemote host "
             "said: 550 5.1.1 unknown user\nGiving up on 192.0.2.25.", "hard",
             "5.1.1"),
            ("no host", "Sorry, I couldn't find any host named "
             "school.example. (#5.1.2)", "hard", "5.1.2"),
            ("full", "user is over quota. (#5.2.2)", "soft", "5.2.2"),
            ("queue", "Sorry, I wasn't able to establish an SMTP connection. "
             "(#4.4.1)\nI'm not going to try again; this message has been in "
             "the queue too long.", "soft", "4.4.1")):
        yield (f"qmail {name}", bare(
            "MAILER-DAEMON@example.net", "failure notice",
            QMAIL.format(who=WHO, why=why, ours=OURS), ""), cls, status, WHO)
    for name, why, cls, status in (
            ("unknown", "550 5.1.1 <" + WHO + ">... User unknown", "hard",
             "5.1.1"),
            ("old", f"550 <{WHO}>... User unknown", "hard", None),
            ("host", "550 5.1.2 <" + WHO + ">... Host unknown (Name server: "
             "school.example: host not found)", "hard", "5.1.2"),
            ("deferred", "451 4.3.0 Temporary system failure. Please try "
             "again later.", "soft", "4.3.0")):
        yield (f"sendmail {name}", bare(
            "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>",
            "Returned mail: see transcript for details",
            SENDMAIL.format(who=WHO, why=why),
            "Auto-Submitted: auto-generated (failure)\n"), cls, status, WHO)
    yield ("sendmail warning", bare(
        "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>",
        "Warning: could not send message for past 4 hours",
        "    **********************************************\n    **      "
        "THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO "
        "RESEND YOUR MESSAGE  **\n    ***********************************"
        "***********\n\nThe original message was received at Mon, 2 Feb "
        "2026\n\n   ----- The following addresses had transient non-fatal "
        f"errors -----\n<{WHO}>\n", "Auto-Submitted: auto-generated "
        "(warning-timeout)\n"), "soft", None, WHO)
    for name, why, code, cls, status in (
            ("unknown", "The email address you entered couldn't be found. "
             "Please check the recipient's email address and try to resend.",
             "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found "
             "by SMTP address lookup", "hard", "5.1.10"),
            ("full", "The recipient's mailbox is full and can't accept "
             "messages now.", "554 5.2.2 mailbox full; STOREDRV.Deliver",
             "soft", "5.2.2"),
            ("denied", "Your message couldn't be delivered. Recipient address "
             "rejected: Access denied.", "550 5.4.1 Recipient address "
             "rejected: Access denied", "hard", "5.4.1")):
        yield (f"office 365 {name}", bare(
            "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6"
            "ce41109e@example.onmicrosoft.com>",
            "Undeliverable: 2 things wait for you",
            OFFICE.format(who=WHO, why=why, code=code)), cls, status, WHO)
    yield ("exchange old", bare(
        "System Administrator <postmaster@school.example>",
        "Undeliverable: 2 things wait for you",
        "Your message\n\n  To:      Ben Sample\n  Subject: 2 things wait for "
        "you\n  Sent:    Mon, 2 Feb 2026 10:58:31 +0000\n\ndid not reach the "
        f"following recipient(s):\n\n{WHO} on Mon, 2 Feb 2026 10:58:40 +0000"
        "\n    The recipient name is not recognized\n\tThe MTS-ID of the "
        "original message is: c=gb;a= ;p=school", ""), "hard", None, WHO)
    yield ("exchange old 2", bare(
        "System Administrator <postmaster@school.example>",
        "Undeliverable: digest",
        "Your message did not reach some or all of the intended recipients."
        "\n\n      Subject:  digest\n      Sent:     02/02/2026 10:58\n\nThe "
        f"following recipient(s) cannot be reached:\n\n      {WHO} on "
        "02/02/2026 10:58\n            The e-mail account does not exist at "
        "the organization this message was sent to.\n            <mx.school."
        "example #5.1.1>", ""), "hard", "5.1.1", WHO)
    gmail = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
    yield ("gmail", report(
        "** Address not found **\n\nYour message wasn't delivered to "
        f"{WHO} because the address couldn't be found, or is unable to "
        "receive mail.", "5.1.1", "failed", "smtp; 550-5.1.1 The email "
        "account that you tried to reach does not exist.", sender=gmail),
        "hard", "5.1.1", WHO)
    yield ("gmail old", bare(
        gmail, "Delivery Status Notification (Failure)",
        f"Delivery to the following recipient failed permanently:\n\n     "
        f"{WHO}\n\nTechnical details of permanent failure:\nGoogle tried to "
        "deliver your message, but it was rejected by the server for the "
        "recipient domain school.example by mx.school.example. [192.0.2.25]."
        "\n\nThe error that the other server returned was:\n550 No such user "
        "here", f"X-Failed-Recipients: {WHO}\n"), "hard", None, WHO)
    yield ("gmail delay", report(
        "** Delivery incomplete **\n\nThere was a temporary problem "
        f"delivering your message to {WHO}. Gmail will retry for 46 more "
        "hours.", "4.4.1", "delayed", "smtp; The recipient server did not "
        "accept our requests to connect.", sender=gmail,
        subject="Delivery Status Notification (Delay)"), "soft", "4.4.1", WHO)
    yield ("gmail full", report(
        f"Your message wasn't delivered to {WHO} because their inbox is full",
        "4.2.2", "failed", "smtp; 452-4.2.2 The recipient's inbox is out of "
        "storage space", sender=gmail), "soft", "4.2.2", WHO)
    yield ("yahoo", bare(
        "MAILER-DAEMON@yahoo.example", "Failure Notice",
        "Sorry, we were unable to deliver your message to the following "
        f"address.\n\n<{WHO}>:\nRemote host said:\n550 5.1.1 user does not "
        "exist [RCPT_TO]", ""), "hard", "5.1.1", WHO)
    yield ("notes", bare(
        "Postmaster@school.example",
        "DELIVERY FAILURE: User ben (ben@school.example) not listed in Domino "
        "Directory",
        "Your message\n\n  Subject: digest\n\nwas not delivered to:\n\n  "
        f"{WHO}\n\nbecause:\n\n  User ben not listed in Domino Directory",
        ""), "hard", None, WHO)
    yield ("groupwise", bare(
        "Mailer-Daemon@gw.school.example", "Message status - undeliverable",
        "The message that you sent was undeliverable to the following:\n\t"
        f"{WHO} (user not found)", ""), "hard", None, WHO)
    yield ("mdaemon", bare(
        "MDaemon at mx.school.example <MDaemon@school.example>",
        "Permanent Delivery Failure",
        "The following data may contain confidential information.\n\nThe "
        "attached message had PERMANENT fatal delivery errors!\n\nFailed "
        f"address: {WHO}\n\n--> RCPT To:<{WHO}>\n<-- 550 <{WHO}>, Recipient "
        "unknown", ""), "hard", None, WHO)
    yield ("german", bare(
        "postmaster@schule.example",
        "Unzustellbar: 2 things wait for you",
        "Ihre Nachricht konnte nicht zugestellt werden.\n\nEmpfänger: "
        f"{WHO}\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##",
        "Content-Type: text/plain; charset=utf-8\n"), "hard", "5.1.1", WHO)
    yield ("french", bare(
        "Administrateur système <postmaster@ecole.example>",
        "Non remis : 2 things wait for you",
        "Votre message n'a pas pu être remis aux destinataires suivants :"
        f"\n\n{WHO}\n\nBoîte aux lettres pleine. #5.2.2 mailbox full",
        "Content-Type: text/plain; charset=utf-8\n"), "soft", "5.2.2", WHO)
    yield ("spanish", bare(
        "postmaster@escuela.example",
        "No se puede entregar: 2 things wait for you",
        "No se pudo entregar el mensaje a estos destinatarios:\n\n"
        f"{WHO}\n550 5.1.1 no existe",
        "Content-Type: text/plain; charset=utf-8\n"), "hard", "5.1.1", WHO)
    yield ("as spam", report(
        POSTFIX, "5.7.1", "failed", "smtp; 550 5.7.1 Message blocked using "
        "a block list: your reputation is low"), "soft", "5.7.1", WHO)
    yield ("no status", report(
        f"Your mail to {WHO} failed.", None, "failed",
        "smtp; 550 unknown user"), "hard", None, WHO)
    yield ("status alone", report(
        f"Your mail to {WHO} failed.", "5.1.1", "failed", None), "hard",
        "5.1.1", WHO)
    yield ("vague status", report(
        f"Your mail to {WHO} failed.", "5.0.0", "failed",
        "smtp; 550 5.1.1 no such user"), "hard", "5.1.1", WHO)
    yield ("courier", report(
        "UNDELIVERABLE MAIL\n\nYour message to the following recipients "
        f"cannot be delivered:\n\n<{WHO}>:\n    mx.school.example "
        "[192.0.2.25]:\n<<< 550 User unknown.", "5.0.0", "failed",
        "smtp; 550 User unknown.", subject="NOTICE: mail delivery status."),
        "hard", None, WHO)
    yield ("ses", report(
        "An error occurred while trying to deliver the mail to the following "
        f"recipients:\n{WHO}", "5.1.1", "failed", "smtp; 550 5.1.1 user "
        "unknown", sender="MAILER-DAEMON@eu-west-1.example.com"), "hard",
        "5.1.1", WHO)


def two_recipients():
    return report(
        "One arrived, one did not.", "5.1.1", "failed",
        "smtp; 550 5.1.1 unknown", extra="Final-Recipient: rfc822; "
        "fine@school.example\nAction: delivered\nStatus: 2.0.0\n\n")


def arrived():
    return report("It arrived.", "2.0.0", "delivered", "smtp; 250 ok",
                  subject="Delivery Status Notification (Success)")


OTHER = "j\u00f6rg.\u5f20@school.example"


def other_letters():
    """RFC 6533: recipients with letters other than a to z before the @, as
    they are and as ASCII can write them; and what Exim 4.96 makes of it."""
    escaped = "j\\x{F6}rg.\\x{5F20}@school.example"
    for name, kind, field in (
            ("as they are", "global-delivery-status", f"utf-8; {OTHER}"),
            ("in ASCII", "delivery-status", f"utf-8; {escaped}"),
            ("in ASCII, bare", "global-delivery-status", f"utf-8;{escaped}"),
            ("by exim", "global-delivery-status", f"rfc822;{OTHER}")):
        for status in ("5.1.1", "5.6.7", "5.6.9"):
            yield (f"other letters {name} {status}", report(
                f"Your message to {OTHER} did not arrive.", status, "failed",
                f"smtp; 553 {status} no").replace(
                    "Content-Type: message/delivery-status",
                    f"Content-Type: message/{kind}").replace(
                    f"Final-Recipient: rfc822; {WHO}",
                    f"Final-Recipient: {field}"), "hard", status, OTHER)


def samples():
    yield from by_the_book()
    yield from own_words()
    yield from other_letters()
    yield "two recipients", two_recipients(), "hard", "5.1.1", WHO
