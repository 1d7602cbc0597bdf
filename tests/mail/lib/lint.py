# SPDX-License-Identifier: Apache-2.0
"""What a mail of ours must be: a strict parser and the rows E-01 to E-11."""
import email
import email.policy
import re
from email.header import decode_header, make_header
from html.parser import HTMLParser

ONCE = ["Date", "From", "To", "Subject", "Message-ID", "MIME-Version",
        "Content-Type", "Auto-Submitted"]
AT_MOST_ONCE = ["References", "In-Reply-To", "List-Id", "List-Help",
                "List-Unsubscribe", "List-Unsubscribe-Post", "List-Archive",
                "List-Post", "Precedence", "X-Auto-Response-Suppress",
                "Reply-To", "Sender", "Cc", "Bcc", "Return-Path"]
# Headers in which an encoded word would be a broken address.
NO_WORDS = ["Message-ID", "References", "In-Reply-To", "List-Help",
            "List-Unsubscribe", "List-Unsubscribe-Post", "List-Archive",
            "List-Post", "Date", "MIME-Version", "Content-Type"]
URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")


class Page(HTMLParser):
    """The words, links and tags of the HTML part."""

    def __init__(self, text):
        super().__init__()
        self.links, self.words, self.tags, self.lang = [], [], [], None
        self.hidden = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag == "a":
            self.links.append(attrs.get("href"))
        if tag == "html":
            self.lang = attrs.get("lang")
        self.hidden += tag in ("style", "title", "script")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "title", "script")

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def parse(raw):
    return email.message_from_bytes(raw, policy=email.policy.strict)


def header(raw, name):
    """The value, unfolded and decoded; None: it is not there."""
    plain = email.message_from_bytes(raw, policy=email.policy.compat32)
    value = plain[name]
    if value is None:
        return None
    return str(make_header(decode_header(re.sub(r"\r?\n(?=[ \t])", "", value))))


def parts(raw):
    """(text, html)"""
    message = parse(raw)
    return (message.get_body(("plain",)).get_content(),
            message.get_body(("html",)).get_content())


def bytes_are_sound(raw):
    if b"\0" in raw:
        yield "NUL"
    if re.search(rb"(?<!\r)\n", raw) or re.search(rb"\r(?!\n)", raw):
        yield "a bare CR or LF"
    if not raw.endswith(b"\r\n"):
        yield "no CRLF at the end"
    if any(b > 126 for b in raw):
        yield "not 7-bit"
    for line in raw.split(b"\r\n"):
        if len(line) > 998:
            yield f"a line of {len(line)} octets"
    head = raw.split(b"\r\n\r\n")[0]
    for line in head.split(b"\r\n"):
        if len(line) > 78 and b" " in line.strip().split(b": ", 1)[-1]:
            yield f"a header line of {len(line)}: {line!r}"
        if not re.match(rb"[ \t]|[!-9;-~]+:", line):
            yield f"not a header: {line!r}"


def headers_are_right(raw, domain):
    plain = email.message_from_bytes(raw, policy=email.policy.compat32)
    for name in ONCE:
        if len(plain.get_all(name, [])) != 1:
            yield f"{name} stands {len(plain.get_all(name, []))} times"
    for name in AT_MOST_ONCE:
        if len(plain.get_all(name, [])) > 1:
            yield f"{name} stands more than once"
    for name in NO_WORDS:
        if "=?" in (plain[name] or ""):
            yield f"encoded words in {name}"
    for word in re.findall(r"=\?[^?]*\?[^?]*\?[^?]*\?=", str(plain)):
        if len(word) > 75:
            yield f"an encoded word of {len(word)}"
    message = parse(raw)
    sender = message["From"].addresses
    if len(sender) != 1 or sender[0].domain != domain:
        yield f"From is not of {domain}: {message['From']}"
    if len(message["To"].addresses) != 1:
        yield f"To: {message['To']}"
    if not re.fullmatch(rf"<[a-z2-7]{{26}}@{re.escape(domain)}>",
                        plain["Message-ID"].strip()):
        yield f"Message-ID: {plain['Message-ID']}"
    if message["Date"].datetime is None:
        yield f"Date: {plain['Date']}"
    # What answers a mail is sent by nobody, so that nothing answers it.
    wanted = "auto-replied" if plain["Return-Path"] == "<>" \
        else "auto-generated"
    if plain["Auto-Submitted"] != wanted:
        yield f"Auto-Submitted: {plain['Auto-Submitted']}"


def parts_say_the_same(raw):
    message = parse(raw)
    if message.get_content_type() != "multipart/alternative":
        yield message.get_content_type()
        return
    kinds = [p.get_content_type() for p in message.iter_parts()]
    if kinds != ["text/plain", "text/html"]:
        yield f"parts {kinds}"
        return
    for part in message.iter_parts():
        if part["Content-Transfer-Encoding"] not in ("quoted-printable",
                                                      "base64", "7bit"):
            yield f"encoding {part['Content-Transfer-Encoding']}"
        if part.get_content_charset() != "utf-8":
            yield f"charset {part.get_content_charset()}"
    text, html = parts(raw)
    page = Page(html)
    said = {url.rstrip(".,;:!?)”’") for url in URL.findall(text)}
    links = {url.rstrip(".,;:!?)”’") for url in page.links}
    if said != links:
        yield f"links differ: {sorted(said)} and {sorted(links)}"
    if len(html) > 100_000:
        yield f"HTML of {len(html)} bytes"
    if not page.lang:
        yield "no lang"
    for tag, attrs in page.tags:
        if tag in ("img", "script", "link", "iframe", "object", "form"):
            yield f"<{tag}>"
        if any(n.startswith("on") or n == "src" for n in attrs):
            yield f"<{tag} {attrs}>"
    if "url(" in html or "@import" in html:
        yield "the style fetches something"


def list_is_right(raw, stoppable):
    plain = email.message_from_bytes(raw, policy=email.policy.compat32)
    get = lambda name: re.sub(r"\r?\n[ \t]+", " ", plain[name] or "").strip()
    there = plain["List-Id"] is not None
    if stoppable and not there:
        yield "no List-Id"
    if there:
        if not re.search(r" <[a-z0-9.-]+\.[a-z0-9.-]+>$", get("List-Id")):
            yield f"List-Id: {get('List-Id')}"
        for name in ("List-Help", "List-Archive"):
            if not re.fullmatch(r"<https?://\S+>", get(name)):
                yield f"{name}: {get(name)}"
        if get("List-Post") != "NO":
            yield f"List-Post: {get('List-Post')}"
    if not stoppable:
        if plain["List-Unsubscribe"] is not None:
            yield "List-Unsubscribe in what cannot be stopped"
        return
    if not re.fullmatch(r"<(https?://\S+/unsubscribe/\S+)>, <mailto:\S+>",
                        get("List-Unsubscribe")):
        yield f"List-Unsubscribe: {get('List-Unsubscribe')}"
    if get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click":
        yield f"List-Unsubscribe-Post: {get('List-Unsubscribe-Post')}"
    if get("Precedence") != "list":
        yield f"Precedence: {get('Precedence')}"
    if get("X-Auto-Response-Suppress") != "All":
        yield f"X-Auto-Response-Suppress: {get('X-Auto-Response-Suppress')}"


def strict_parser_is_silent(raw):
    try:
        message = parse(raw)
        for part in message.walk():
            for defect in part.defects:
                yield repr(defect)
            for name, value in part.items():
                for defect in getattr(value, "defects", ()):
                    yield f"{name}: {defect!r}"
            if not part.is_multipart():
                part.get_content()
    except Exception as error:  # the strict policy raises what it finds
        yield f"{type(error).__name__}: {error}"


def faults(raw, domain="localhost", stoppable=False):
    """All that is wrong with a mail, as sentences."""
    found = list(bytes_are_sound(raw)) + list(strict_parser_is_silent(raw))
    if not found:
        found += headers_are_right(raw, domain)
        found += parts_say_the_same(raw)
        found += list_is_right(raw, stoppable)
    return found
