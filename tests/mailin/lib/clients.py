# SPDX-License-Identifier: Apache-2.0
"""Whole mails in the forms that mail programs give them.

samples() gives [(name, message, wanted words)], with_files() [(name, message,
wanted list of files)].
"""
import base64
import quopri

HEAD = """From: Ben Sample <ben@example.org>
To: Soundings <soundings@soundings.example.org>
Subject: Re: Second draft
Date: Mon, 02 Feb 2026 11:00:00 +0000
Message-ID: <c1@example.org>
In-Reply-To: <abc@soundings.example.org>
MIME-Version: 1.0
"""


def part(type_, text, charset="utf-8", encoding="8bit", more=""):
    body = text.encode(charset) if isinstance(text, str) else text
    if encoding == "base64":
        body = base64.encodebytes(body)
    elif encoding == "quoted-printable":
        body = quopri.encodestring(body)
    return (f"Content-Type: {type_}{more}\nContent-Transfer-Encoding: "
            f"{encoding}\n\n").encode() + body + b"\n"


def text(words, charset="utf-8", encoding="8bit", flowed=""):
    return part(f"text/plain; charset={charset}{flowed}", words, charset,
                encoding)


def html(words, charset="utf-8", encoding="quoted-printable"):
    return part(f"text/html; charset={charset}", words, charset, encoding)


def several(subtype, *parts, boundary="=_b", more=""):
    sign = f"--{boundary}"
    return (f"Content-Type: multipart/{subtype}{more}; boundary=\"{boundary}"
            f"\"\n\n").encode() + \
        b"".join(sign.encode() + b"\n" + p + b"\n" for p in parts) + \
        f"{sign}--\n".encode()


def message(body):
    return HEAD.encode() + body


GMAIL = """<div dir="ltr"><div>Yes, I agree.</div><div><br></div><div>The \
<b>second</b> paragraph says it twice&nbsp;&#8212; see <a \
href="https://example.org/report?a=1&amp;b=2">the report</a>.</div><div><br>\
</div><div>Ben</div></div><br><div class="gmail_quote gmail_quote_container">\
<div dir="ltr" class="gmail_attr">On Mon, 2 Feb 2026 at 10:58, Ann Example \
&lt;<a href="mailto:ann@example.org">ann@example.org</a>&gt; wrote:<br></div>\
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc \
solid;padding-left:1ex"><p>Dear members,</p><p>please tell us.</p>\
</blockquote></div>"""
GMAIL_WORDS = """Yes, I agree.

The second paragraph says it twice — see the report \
<https://example.org/report?a=1&b=2>.

Ben"""

OUTLOOK = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>\
<style><!-- p.MsoNormal {margin:0cm} --></style><!--[if gte mso 9]><xml>\
<o:x/></xml><![endif]--></head><body lang="EN-GB"><div class="WordSection1">\
<p class="MsoNormal">Dear Ann,<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">two points:<o:p></o:p></p>
<ul style="margin-top:0cm"><li class="MsoListParagraph">timing<o:p></o:p></li>
<li class="MsoListParagraph">money<o:p></o:p></li></ul>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">Kind regards<o:p></o:p></p>
<p class="MsoNormal">Ben<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm \
0cm 0cm"><p class="MsoNormal"><b><span lang="EN-US">From:</span></b><span \
lang="EN-US"> Ann Example &lt;ann@example.org&gt; <br><b>Sent:</b> 02 February\
 2026 10:58<br><b>To:</b> Ben Sample &lt;ben@example.org&gt;<br><b>Subject:\
</b> Second draft<o:p></o:p></span></p></div></div>
<p class="MsoNormal">Dear members, please tell us.<o:p></o:p></p></div></body>\
</html>"""
OUTLOOK_WORDS = """Dear Ann,

two points:
- timing
- money

Kind regards
Ben"""

OUTLOOK_WEB = """<html><head><style type="text/css" style="display:none;"> P \
{margin-top:0;margin-bottom:0;} </style></head><body dir="ltr"><div \
class="elementToProof" style="font-family:Calibri">Fine by me.</div><div \
id="Signature"><div>Ben Sample<br>Head, Example School</div></div><div \
id="appendonsend"></div><hr style="display:inline-block;width:98%" \
tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:\
</b> Ann Example &lt;ann@example.org&gt;<br><b>Sent:</b> 02 February 2026 \
10:58<br><b>To:</b> Ben Sample &lt;ben@example.org&gt;<br><b>Subject:</b> \
Second draft</font><div>&nbsp;</div></div><div>Dear members</div></body>\
</html>"""

APPLE = """<html><head><meta http-equiv="content-type" content="text/html; \
charset=utf-8"></head><body style="overflow-wrap: break-word;">Good idea.<div>\
<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>\
On 2 Feb 2026, at 10:58, Ann Example &lt;ann@example.org&gt; wrote:</div><br \
class="Apple-interchange-newline"><div>Which date?</div></blockquote></div>\
<br><div>The first.</div><div><blockquote type="cite"><div>Which room?</div>\
</blockquote></div><div>B2, as always.</div></div></body></html>"""
APPLE_WORDS = """Good idea.

> Which date?

The first.

> Which room?

B2, as always."""

YAHOO = """<div class="yahoo-style-wrap"><div dir="ltr">Yes to both.</div>\
<div><br></div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div> <div>\
On Monday, 2 February 2026 at 10:58:31 GMT, Ann Example \
&lt;ann@example.org&gt; wrote: </div><div><br></div><div>Dear members</div>\
</div></div>"""

PLAIN_QUOTE = "\n\nOn Mon, 2 Feb 2026 at 10:58, Ann <ann@example.org> " \
    "wrote:\n\n> Dear members\n"
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlE"
                       "QVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def file(type_, name, data=PNG, how="attachment", more=""):
    return (f"Content-Type: {type_}; name=\"{name}\"\nContent-Disposition: "
            f"{how}; filename=\"{name}\"\n{more}Content-Transfer-Encoding: "
            "base64\n\n").encode() + base64.encodebytes(data)


def samples():
    yield "gmail html alone", message(html(GMAIL)), GMAIL_WORDS
    yield ("gmail both", message(several(
        "alternative", text("Plain words." + PLAIN_QUOTE), html(GMAIL))),
        "Plain words.")
    yield ("plain part empty", message(several(
        "alternative", text("  \n\n"), html(GMAIL))), GMAIL_WORDS)
    yield "outlook", message(html(OUTLOOK)), OUTLOOK_WORDS
    yield "outlook web", message(html(OUTLOOK_WEB)), "Fine by me."
    yield "apple, between", message(html(APPLE)), APPLE_WORDS
    yield "yahoo", message(html(YAHOO)), "Yes to both."
    yield ("html in windows-1252", message(html(
        "<p>Caf\u00e9 \u2013 na\u00efve</p>", "windows-1252")),
        "Café – naïve")
    for charset, words in (
            ("iso-8859-1", "Größe: café"), ("windows-1252", "“so” – 5 €"),
            ("iso-8859-15", "5 €, cœur"), ("iso-8859-2", "Dziękuję, żółw"),
            ("koi8-r", "Согласен"), ("windows-1251", "Спасибо"),
            ("iso-2022-jp", "同意します"), ("shift_jis", "同意します"),
            ("gb2312", "同意"), ("big5", "同意"), ("euc-kr", "동의합니다"),
            ("iso-8859-7", "Συμφωνώ"), ("windows-1255", "מסכים"),
            ("windows-1256", "موافق"), ("utf-8", "Ŵy 👍🏽 ẽ"),
            ("iso-8859-14", "Cytunaf ŵŷ")):
        for encoding in ("base64", "quoted-printable"):
            yield (f"{charset}, {encoding}", message(text(
                words + PLAIN_QUOTE, charset, encoding)), words)
    yield ("latin 1 said to be ascii", message(part(
        "text/plain; charset=us-ascii", "café".encode("latin-1"))), "café")
    yield ("utf-8 without a charset", message(part(
        "text/plain", "café ☕")), "café ☕")
    yield ("flowed", message(text(
        "A paragraph that \nwas wrapped by the \nprogram.\n\n- one\n- two\n\n"
        "-- \nBen\n", flowed="; format=flowed")),
        "A paragraph that was wrapped by the program.\n\n- one\n- two")
    yield ("flowed quote", message(text(
        "On 02/02/2026 10:58, Ann wrote:\n> Dear members, please \n> tell us."
        "\n\nI do, \ngladly.\n", flowed="; format=flowed")),
        "I do, gladly.")
    yield ("flowed, delsp", message(text(
        "Donau \ndampfer\n", flowed="; format=flowed; delsp=yes")),
        "Donaudampfer")
    yield ("stuffed", message(text(
        " >no quote\n From here\n", flowed="; format=flowed")),
        ">no quote\nFrom here")
    yield ("behind a picture", message(several(
        "mixed", text("Before it."), file("image/png", "a.png", how="inline"),
        text("After it.\n\nSent from my iPhone\n"))), "Before it.\n\n"
        "After it.")
    yield ("related", message(several("related", several(
        "alternative", text("With a logo." + PLAIN_QUOTE), html("<p>x</p>"),
        boundary="=_c"), file("image/png", "logo.png", how="inline",
                              more="Content-ID: <logo>\n"))), "With a logo.")
    yield ("picture in the html form", message(several(
        "alternative", text("Said once." + PLAIN_QUOTE), several(
            "related", html("<p>Said once.</p>"),
            file("image/png", "logo.png", how="inline",
                 more="Content-ID: <logo>\n"), boundary="=_c"))),
        "Said once.")
    yield ("signed", message(several(
        "signed", text("Signed words."), part(
            "application/pgp-signature", "-----BEGIN PGP SIGNATURE-----"),
        more="; protocol=\"application/pgp-signature\"")), "Signed words.")
    yield ("signed in the text", message(text(
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nSigned words:\n\n"
        "- - one\n- - two\n\n- -- \nBen Sample\nWard 4\n\nOn Mon, 2 Feb 2026 at "
        "10:58, Ann <ann@example.org> wrote:\n> Dear members,\n> please tell "
        "us.\n\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAd\n=abcd\n"
        "-----END PGP SIGNATURE-----")), "Signed words:\n\n- one\n- two")
    yield ("a sign pressed in Gmail", message(text(
        "\U0001f44d\n\nBen Sample reacted via Gmail\n<https://www.google.com/"
        "gmail/about/?utm_source=gmail-in-product>\n\nOn Mon, 2 Feb 2026 at "
        "10:58, Ann <ann@example.org> wrote:\n> Dear members\n")),
        "\U0001f44d")
    yield ("list foot as a part", message(several(
        "mixed", text("My words."), text(
            "_______________________________________________\nHeads mailing "
            "list\nhttps://lists.example.org/listinfo/heads\n"))),
        "My words.")
    yield ("line ends of Windows", message(text(
        "One.\r\n\r\nTwo." + PLAIN_QUOTE.replace("\n", "\r\n"))),
        "One.\n\nTwo.")


def with_files():
    words = text("See the file.")
    png = {"name": "plan.png", "type": "image/png", "size": len(PNG)}
    yield "none", message(words), []
    yield ("one", message(several(
        "mixed", words, file("image/png", "plan.png"))), [png])
    yield ("path in the name", message(several(
        "mixed", words, file("image/png", "C:\\\\x\\\\plan.png"))), [png])
    yield ("text file", message(several(
        "mixed", words, file("text/plain", "notes.txt", b"abc\n"))),
        [{"name": "notes.txt", "type": "text/plain", "size": 4}])
    yield ("no words but a file", message(several(
        "mixed", text(""), file("image/png", "plan.png"))), [png])
    name = "=?utf-8?B?" + base64.b64encode("Übersicht.png".encode()
                                           ).decode() + "?="
    yield ("encoded name", message(several(
        "mixed", words, file("image/png", name))),
        [png | {"name": "Übersicht.png"}])
    yield ("RFC 2231", message(several("mixed", words, (
        "Content-Type: image/png\nContent-Disposition: attachment;\n "
        "filename*0*=utf-8''%C3%9Cber; filename*1*=sicht.png\n"
        "Content-Transfer-Encoding: base64\n\n").encode() +
        base64.encodebytes(PNG))), [png | {"name": "Übersicht.png"}])
    yield ("calendar", message(several("alternative", words, part(
        "text/calendar; method=REPLY", "BEGIN:VCALENDAR\n"))),
        [{"name": "", "type": "text/calendar", "size": 17}])
