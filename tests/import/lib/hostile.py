# SPDX-License-Identifier: Apache-2.0
"""Files that are wrong, broken or meant to harm: each is refused by name."""
import io
import struct
import time
import zipfile

from office import (HEAD, W, comments, docx, odt, pack, para, parts, pdf, png,
                    relation, run)
from reading import collector, read, refused, texts

TESTS, test = collector()
BODY = para(run("Words."))


def with_document(xml):
    """A DOCX whose text part is this."""
    return pack(parts(BODY) | {"word/document.xml": xml})


def edited(raw, at, old, new, times=1):
    """Changes bytes of the headers, which zipfile would not write."""
    assert raw.count(old, at) >= times, "nothing to change"
    return raw[:at] + raw[at:].replace(old, new, times)


@test("what is no draft is refused by what it is, whatever its name")
def other_files(place):
    for name, data, words in [
        ("a.docx", "only words", "not what its name says"),
        ("a.pdf", "only words", "not what its name says"),
        ("a.png", b"\211PNG", "picture is damaged"),
        ("a.heic", b"\0\0\0\x18ftypheic" + bytes(40), "not every browser"),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(40), "This is a film"),
        ("a.webm", b"\x1aE\xdf\xa3" + bytes(40), "list of its scenes"),
        ("a.png", png() + bytes(10 << 20), "up to 10 MB"),
        ("a.txt", b"{\\rtf1 x}", "RTF"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
         "old Office format"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 +
         "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.txt", b"\x7fELF\x02\x01\x01\0\0\0", "UTF-8"),
        ("a.docx", b"\x7fELF\x02\x01\x01\0\0\0", "This file is damaged"),
        ("a.txt", b"", "empty"),
        ("a.md", " \n\n ", "no words"),
        ("a.zip", pack({"a.txt": "x"}), "an archive, not a text"),
        ("a.gz", b"\x1f\x8b\x08\0", "an archive"),
        ("a.ods", pack({"mimetype": "application/vnd.oasis.opendocument."
                        "spreadsheet", "content.xml": "<a/>"}),
         "not a text document"),
        ("a.docx", with_document(HEAD + "<x:workbook/>"), "Excel"),
        ("a.docx", with_document(HEAD + "<x:presentation/>"), "PowerPoint"),
        ("a.docx", with_document(HEAD + "<html/>"), "not a Word document"),
        ("a.docx", with_document(
            HEAD + '<w:document xmlns:w="http://purl.oclc.org/ooxml/'
            'wordprocessingml/main"/>'), "Strict Open XML"),
        ("a.docx", docx(para("")), "no words"),
        ("a.md", "x " * 1100000, "2 MB"),
        ("a.fodt", HEAD + "<office:document>Words</office:document>", "XML"),
        ("a.txt", "x" * (20 * 1024 * 1024 + 1), "20 MB"),
    ]:
        refused(place, name, data, words)


@test("a damaged file is refused, and nothing of it is printed")
def damaged(place):
    whole = docx(BODY)
    for name, data in [
        ("cut.docx", whole[:len(whole) // 2]),
        ("tail.docx", whole[:-30]),
        ("noise.docx", b"PK\x03\x04" + bytes(range(256)) * 8),
        ("empty.docx", b"PK\x05\x06" + b"\0" * 18),
        ("open.docx", with_document(f"<w:document {W}><w:body><w:p>")),
        ("tag.docx", with_document(f"<w:document {W} <w:body/>")),
        ("latin.docx", with_document(
            f'<?xml version="1.0" encoding="ISO-8859-1"?><w:document {W}/>')),
        ("bytes.docx", with_document(
            f"<w:document {W}>".encode() + b"\xff\xfe</w:document>")),
        ("wide.docx", with_document(
            (HEAD + f"<w:document {W}/>").encode("utf-16"))),
        ("part.docx", pack({"[Content_Types].xml": "<Types/>"})),
        ("sum.docx", edited(whole, whole.index(b"word/styles.xml"),
                            whole[whole.index(b"word/styles.xml") + 30:][:8],
                            b"\x55" * 8)),
        ("page.pdf", pdf([[(50, 50, 12, "x")]])[:80]),
        ("not.pdf", b"%PDF-1.7 and so on"),
        ("broken.odt", pack({"mimetype":
                             "application/vnd.oasis.opendocument.text"})),
    ]:
        refused(place, name, data, "")


@test("an archive that would unpack to too much is not unpacked")
def bombs(place):
    refused(place, "dense.docx", with_document(
        f"<w:document {W}>" + " " * 5_000_000 + "</w:document>"),
        "a hundred times")
    refused(place, "large.docx", pack(parts(BODY) | {
        f"word/media/{n}.png": b"\0" * 9_000_000 for n in range(12)},
        zipfile.ZIP_DEFLATED), "a hundred times")
    refused(place, "many.docx", pack(
        list(parts(BODY).items()) + [(f"x/{n}", "") for n in range(2000)]),
        "2,000 parts")
    noise = "".join(f"<w:r{n}/>" for n in range(3_200_000))
    refused(place, "long.docx", with_document(
        f"<w:document {W}>{noise}</w:document>"), "far more text")
    # What the directory says is small, what comes out is not.
    raw = with_document(f"<w:document {W}>" + " " * 3_000_000 +
                        "</w:document>")
    size = struct.pack("<I", len(f"<w:document {W}>") + 3_000_000 +
                       len("</w:document>"))
    assert raw.count(size) == 2
    refused(place, "liar.docx", raw.replace(size, struct.pack("<I", 900)),
            "damaged")
    # A bomb inside is never opened: 100 MB of nothing in 100 kB.
    inner = pack({"bomb": b"\0" * 100_000_000})
    assert texts(read(place, "inner.docx", docx(
        BODY, more={"word/embeddings/a.zip": inner}))) == ["Words."]


@test("names that lead elsewhere, doubled names and passwords are refused")
def names(place):
    base = list(parts(BODY).items())
    for name in ["../evil.xml", "/etc/x.xml", "word/../../x.xml", "a\\b.xml",
                 "C:x.xml", "x" * 600]:
        refused(place, "name.docx", pack(base + [(name, "<a/>")]), "a name")
    refused(place, "twice.docx", pack(
        base + [("WORD/document.xml", "<a/>")]), "two parts of one name")
    whole = docx(BODY)
    flagged = bytearray(whole)
    at = 0
    while (at := whole.find(b"PK\x01\x02", at)) >= 0:
        flagged[at + 8] |= 1
        at += 4
    refused(place, "locked.docx", bytes(flagged), "password")
    refused(place, "locked.odt", odt("<text:p>x</text:p>", manifest=(
        "<manifest:file-entry><manifest:encryption-data/>"
        "</manifest:file-entry>")), "password")
    refused(place, "packed.docx", pack(parts(BODY), zipfile.ZIP_LZMA),
            "packed in a way")


@test("document types and entities are refused wherever they stand")
def entities(place):
    laughs = "".join(f'<!ENTITY l{n} "{("&l%d;" % (n - 1)) * 10}">'
                     for n in range(1, 10))
    for xml in [
        f'<!DOCTYPE a [<!ENTITY l0 "lol">{laughs}]><a>&l9;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
    ]:
        for part in ["word/document.xml", "docProps/core.xml",
                     "word/_rels/document.xml.rels", "customXml/item1.xml"]:
            refused(place, "entity.docx", pack(parts(BODY) | {part: xml}),
                    "entities")
    refused(place, "entity.odt", odt("<!DOCTYPE a><text:p>x</text:p>"),
            "entities")


@test("nesting without end is refused in each format")
def depth(place):
    refused(place, "deep.docx", with_document(
        "<w:p>" * 65 + "</w:p>" * 65), "deeper")
    refused(place, "deeper.odt", odt(
        "<text:list><text:list-item>" * 40 + "<text:p>x</text:p>" +
        "</text:list-item></text:list>" * 40), "deeper")
    refused(place, "deep.html", "<html><body>" + "<div><blockquote>" * 3000 +
            "x", "")


def said(name, *runs):
    """A DOCX with one comment of somebody of that name."""
    return docx(para("".join(runs)), [relation("C", "comments",
                "comments.xml")], {"word/comments.xml": comments(
                    (0, name, "Why?"))})


@test("a comment's place that is repeated without end costs no time")
def repeated(place):
    start, end = (f'<w:commentRange{which} w:id="0"/>'
                  for which in ("Start", "End"))
    bold = run("a", "<w:b/>")
    point = '<w:r><w:commentReference w:id="0"/></w:r>'
    for many in (start * 30000, (start + "<w:r><w:br/></w:r>") * 12000,
                 (start + end) * 15000, point * 12000):
        clock = time.monotonic()
        draft = read(place, "a.docx", said("Ann", bold, many, end, bold))
        seconds = time.monotonic() - clock
        assert texts(draft)[0].replace(" ", "") == "aa", draft
        assert seconds < 10, f"{seconds:.1f} s"


@test("who wrote a comment is one line and nothing but a name")
def names_of_people(place):
    draft = read(place, "a.docx", said(
        "Eve&#10;&#10;# Big" + " x" * 500, run("a")))
    name = draft["comments"][0]["author"]
    assert name.startswith("Eve # Big x x") and len(name) <= 200, name


@test("two archives in one file are read as one of them, not as both")
def two_readings(place):
    # Bytes before the archive and a second directory: two programs could read
    # this in two ways. What is read is what was checked.
    first, second = docx(para(run("First."))), docx(para(run("Second.")))
    joined = io.BytesIO()
    joined.write(first)
    joined.write(second)
    draft = read(place, "two.docx", joined.getvalue())
    assert texts(draft) in (["First."], ["Second."]), draft
