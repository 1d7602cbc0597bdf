# SPDX-License-Identifier: Apache-2.0
"""Drafts as people write them, in every format."""
import pathlib
import shutil
import subprocess

from office import (WHO, W, HEAD, box, comments, docx, odt, para, pdf,
                    picture, png, relation, run, table)
from reading import (Missing, brief, collector, read, refused, same, says,
                     texts)

TESTS, test = collector()
FIXTURES = pathlib.Path(__file__).resolve().parents[3].parent / \
    "shared" / "fixtures" / "docx"


@test("the shared Word files come out as they read")
def fixtures(place):
    if not FIXTURES.is_dir():
        raise Missing("the shared fixtures are not here")

    def draft(name):
        return read(place, name, (FIXTURES / name).read_bytes())
    same(["Ouch."], texts(draft("comments.docx")))
    same([("Ouch", 0, 4), (None, None, None)],
         [(c["exact"], c["start"], c["end"])
          for c in draft("comments.docx")["comments"]])
    for name in ["footnotes.docx", "endnotes.docx"]:
        same(["Ouch[1].[2]", "Notes", "[1] A tachyon walks into a bar.",
              "[2] Fin."], texts(draft(name)))
    assert 'href="http://www.example.com"' in \
        draft("footnote-hyperlink.docx")["clauses"][-1]["html"]
    same([("item", 0, "Apple"), ("item", 0, "Banana")],
         brief(draft("simple-list.docx")))
    assert "<del>Today" in draft("strikethrough.docx")["clauses"][0]["html"]
    same([("paragraph", 0, "Above"), ("row", 0, "Top left | Top right"),
          ("row", 0, "Bottom left | Bottom right"), ("paragraph", 0, "Below")],
         brief(draft("tables.docx")))
    same(["Datum plane"], texts(draft("text-box.docx")))
    says(draft("text-box.docx"), "text box")
    same([{"number": 1, "type": "image/png", "size": 110}],
         draft("tiny-picture.docx")["pictures"])
    refused(place, "strict-format.docx",
            (FIXTURES / "strict-format.docx").read_bytes(), "Strict")


@test("headings, title, styles, links, breaks and signs of a Word file")
def words(place):
    link = ('<w:hyperlink r:id="L1">' + run("the page") + '</w:hyperlink>')
    draft = read(place, "a.docx", docx(
        para(run("A guide"), "Title") + para(run("Scope"), "Heading1") +
        para(run("Some ") + run("bold", "<w:b/>") + run(" and ") +
             run("slanted", "<w:i/>") + run(" and ") + run("both",
             "<w:b/><w:i/>") + run(", H") + run("2", '<w:vertAlign '
             'w:val="subscript"/>') + run("O")) +
        para(run("See ") + link + run(". Line") + "<w:r><w:br/></w:r>" +
             run("break")) +
        para(run("1. Not # a * list_item | &lt;b> &amp; `x` [y](z) ~~a~~")) +
        para(run("# neither heading")) + para(run("- nor item")) +
        para(run("mid") + run("dle bold.", "<w:b/>") + run("end")) +
        para(run("Details"), "Heading2"),
        [relation("L1", "hyperlink", "https://example.org/?a=1&amp;b=2_3",
                  ' TargetMode="External"')]))
    same([("heading", 1, "A guide"), ("heading", 2, "Scope"),
          ("paragraph", 0, "Some bold and slanted and both, H₂O"),
          ("paragraph", 0, "See the page. Line break"),
          ("paragraph", 0, "1. Not # a * list_item | <b> & `x` [y](z) ~~a~~"),
          ("paragraph", 0, "# neither heading"),
          ("paragraph", 0, "- nor item"),
          ("paragraph", 0, "middle bold.end"), ("heading", 3, "Details")],
         brief(draft))
    same(["Title", "1", "1 ¶1"], [c["number"] for c in draft["clauses"]][:3])
    html = [c["html"] for c in draft["clauses"]]
    assert "<strong>bold</strong> and <em>slanted</em>" in html[2], html[2]
    assert 'href="https://example.org/?a=1&amp;b=2_3"' in html[3], html[3]
    assert "<br>" in html[3]


@test("contents are left out; fields, signs and formulas keep their words")
def fields(place):
    def field(words, inside):
        return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
                f'<w:instrText> {words} </w:instrText></w:r><w:r><w:fldChar '
                f'w:fldCharType="separate"/></w:r>{inside}<w:r><w:fldChar '
                f'w:fldCharType="end"/></w:r>')
    line = ('<w:hyperlink w:anchor="_Toc1">' + run("1 Scope ") +
            field("PAGEREF _Toc1", run("3")) + "</w:hyperlink>")
    math = ('<m:oMath xmlns:m="http://schemas.openxmlformats.org/'
            'officeDocument/2006/math"><m:r><m:t>x+1</m:t></m:r></m:oMath>')
    draft = read(place, "a.docx", docx(
        para(line) + para(line) +
        para('<w:bookmarkStart w:id="0" w:name="_Toc1"/>' + run("Scope") +
             '<w:bookmarkEnd w:id="0"/>', "Heading1") +
        para(run("See ") + '<w:fldSimple w:instr="REF _Toc1">' +
             run("part 1") + "</w:fldSimple>" + run(", ") +
             field('HYPERLINK "https://example.org/"', run("there")) +
             run(".")) +
        para('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' +
             run(" done, con") + "<w:r><w:softHyphen/></w:r>" +
             run("tinued")) + para(math)))
    same(["Scope", "See part 1, there.", "✓ done, continued", "x + 1"],
         texts(draft))
    assert 'href="https://example.org/"' in draft["clauses"][1]["html"]
    says(draft, "table of contents")
    says(draft, "LaTeX")


@test("hidden text stays hidden; what wraps words, or lies elsewhere, is told")
def hidden(place):
    entry = "".join(
        f"<w:r><w:rPr><w:vanish/></w:rPr>{part}</w:r>" for part in
        ['<w:fldChar w:fldCharType="begin"/>',
         '<w:instrText> XE "wards" </w:instrText>',
         '<w:fldChar w:fldCharType="end"/>'])
    draft = read(place, "a.docx", docx(
        para(run("For all") + run(" and not for you", "<w:vanish/>") +
             run(", seen", '<w:vanish w:val="0"/>') + entry + run(".")) +
        para("<w:customXml>" + run("One ") + "</w:customXml>" +
             '<w:dir w:val="rtl">' + run("two ") + "</w:dir>" +
             '<w:bdo w:val="ltr">' + run("three.") + "</w:bdo>") +
        para(run("A picture: ") + picture("P").replace("embed", "link")) +
        '<w:altChunk r:id="A"/>'))
    same(["For all, seen.", "One two three.", "A picture:"], texts(draft))
    says(draft, "hidden text. It")
    says(draft, "linked picture")
    says(draft, "embedded")


@test("lists that count in letters keep them; deep lists stay lists")
def lists(place):
    def item(text, num, level=0):
        return para(run(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/>'
                    f'<w:numId w:val="{num}"/></w:numPr>')
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate([("lowerLetter", "(%1)"),
                                          ("decimal", "%2."),
                                          ("bullet", "•")]))
    numbering = (HEAD + f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
                 f'{levels}</w:abstractNum><w:num w:numId="1">'
                 '<w:abstractNumId w:val="0"/></w:num></w:numbering>')
    draft = read(place, "a.docx", docx(
        item("first", 1) + item("in it", 1, 1) + item("deeper", 1, 2) +
        item("second", 1),
        [relation("N", "numbering", "numbering.xml")],
        {"word/numbering.xml": numbering}))
    same([("item", 0, "(a) first"), ("item", 0, "in it"),
          ("item", 0, "deeper"), ("item", 0, "(b) second")], brief(draft))


@test("tables keep rows, joined cells and what stands in a cell")
def tables(place):
    wide = ('<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>'
            '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' +
            para(run("both")) + '</w:tc></w:tr><w:tr><w:tc>' +
            para(run("p1")) + para(run("p2")) + '</w:tc><w:tc>' +
            para(run("a|b")) + "</w:tc></w:tr></w:tbl>")
    alone = table(["a frame"])
    draft = read(place, "a.docx", docx(wide + para(run("x")) + alone))
    same([("row", 0, "both |"), ("row", 0, "p1 p2 | a|b"),
          ("paragraph", 0, "x"), ("paragraph", 0, "a frame")], brief(draft))


@test("tracked changes are accepted, rows and paragraph ends too, and said")
def changes(place):
    ins = f'<w:ins w:id="1" {WHO}>{run("new ")}</w:ins>'
    gone = (f'<w:del w:id="2" {WHO}><w:r><w:delText>old </w:delText></w:r>'
            '</w:del>')
    moved = (f'<w:moveFrom w:id="3" {WHO}>{run("here ")}</w:moveFrom>' +
             run("and ") + f'<w:moveTo w:id="4" {WHO}>{run("there")}'
             '</w:moveTo>')
    row = ('<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>'
           f'<w:tr><w:trPr><w:del w:id="5" {WHO}/></w:trPr>'
           f'<w:tc>{para(run("lost"))}</w:tc><w:tc>{para("")}</w:tc></w:tr>'
           f'<w:tr><w:tc>{para(run("kept"))}</w:tc><w:tc>{para(run("k"))}'
           '</w:tc></w:tr></w:tbl>')
    draft = read(place, "a.docx", docx(
        para(run("The ") + ins + gone + run("end.")) + para(moved) +
        para(run("One."), properties=f'<w:rPr><w:del w:id="6" {WHO}/></w:rPr>')
        + para(run("Two.")) + row))
    same(["The new end.", "and there", "One. Two.", "kept | k"], texts(draft))
    says(draft, "tracked changes")


@test("comments of a Word file keep author, date, words and place")
def word_comments(place):
    def start(n):
        return f'<w:commentRangeStart w:id="{n}"/>'

    def end(n):
        return (f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference '
                f'w:id="{n}"/></w:r>')
    draft = read(place, "a.docx", docx(
        para(run("Scope"), "Heading1") +
        para(run("Wash ") + start(0) + run("your hands", "<w:b/>") + end(0) +
             run(" é𝄞 ") + start(1) + run("twice") + end(1)) +
        start(2) + para(run("From here")) + para(run("to here.") + end(2)) +
        para(run("A point") + '<w:r><w:commentReference w:id="3"/></w:r>') +
        table(["a", "b"]).replace("<w:r>", start(4) + "<w:r>", 1)
        .replace("</w:r>", "</w:r>" + end(4), 1),
        [relation("C", "comments", "comments.xml")],
        {"word/comments.xml": comments(
            (0, "Zoë O'Neill", "Why?"), (1, "Ben", "Say three times"),
            (2, "Cleo", "All of it"), (3, "", "Here"), (4, "Dan", "Cell"),
            (5, "Eve", "Nowhere"))}))
    where = [(c["author"], c["clause"], c["start"], c["end"], c["exact"])
             for c in draft["comments"]]
    same([("Zoë O'Neill", 2, 5, 15, "your hands"),
          ("Ben", 2, 19, 24, "twice"), ("Cleo", 3, 0, 9, "From here"),
          ("", 5, None, None, None), ("Dan", 6, 0, 1, "a"),
          ("Eve", None, None, None, None)], where)
    assert all(c["made_at"] == 1767323045000 for c in draft["comments"])
    same("Wash your hands é𝄞 twice", texts(draft)[1])
    same(["1", "1 ¶1"], [c["number"] for c in draft["clauses"]][:2])
    says(draft, "6 comments")
    says(draft, "not in the text")


@test("text boxes are taken out of their frames, once, behind their paragraph")
def boxes(place):
    draft = read(place, "a.docx", docx(
        para(run("Before ") + box(para(run("In the box")) +
             para(run("twice over"))) + run("after.")) + para(run("Next."))))
    same(["Before after.", "In the box", "twice over", "Next."], texts(draft))
    says(draft, "text box")


@test("footnotes stand under Notes, with their numbers")
def notes(place):
    foot = (HEAD + f'<w:footnotes {W}><w:footnote w:id="2">' +
            para(run("First note.")) + '</w:footnote><w:footnote w:id="3">' +
            para(run("Second.")) + "</w:footnote></w:footnotes>")

    def note(n):
        return f'<w:r><w:footnoteReference w:id="{n}"/></w:r>'
    draft = read(place, "a.docx", docx(
        para(run("Title"), "Title") + para(run("Scope"), "Heading1") +
        para(run("One") + note(2) + run(" two") + note(3) + run(".")),
        [relation("F", "footnotes", "footnotes.xml")],
        {"word/footnotes.xml": foot}))
    same([("heading", 1, "Title"), ("heading", 2, "Scope"),
          ("paragraph", 0, "One[1] two[2]."), ("heading", 2, "Notes"),
          ("paragraph", 0, "[1] First note."), ("paragraph", 0, "[2] Second.")],
         brief(draft))


@test("pictures come out by what they are; what cannot be shown is said")
def pictures(place):
    draft = read(place, "a.docx", docx(
        para(run("See ") + picture("P1", "A black dot")) +
        para(picture("P1", "A black dot")) + para(picture("P2", "A drawing")) +
        para(picture("P3")),
        [relation("P1", "image", "media/one.png"),
         relation("P2", "image", "media/two.png"),
         relation("P3", "image", "media/missing.png")],
        {"word/media/one.png": png(3),
         "word/media/two.png": "<svg onload='alert(1)'/>"}))
    same([1], [p["number"] for p in draft["pictures"]])
    same(["See A black dot", "A black dot", "A drawing"], texts(draft))
    assert "svg" not in str(draft)
    says(draft, "cannot be shown")
    web = read(place, "a.html", "<html><body><p><img alt='dot' src='data:"
               "image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJA"
               "AAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='></p>")
    same(["image/png"], [p["type"] for p in web["pictures"]])


@test("an OpenDocument text: title, head of a table, box, comment, changes")
def opendocument(place):
    draft = read(place, "a.odt", odt(
        '<text:tracked-changes><text:changed-region><text:deletion><text:p>'
        'gone</text:p></text:deletion></text:changed-region>'
        '</text:tracked-changes>'
        '<text:p text:style-name="P1">The guide</text:p>'
        '<text:h text:outline-level="1">Scope</text:h>'
        '<text:p>Wash <office:annotation office:name="n1"><dc:creator>Ann'
        '</dc:creator><dc:date>2026-01-02T03:04:05</dc:date><text:p>Why?'
        '</text:p></office:annotation>your hands<office:annotation-end '
        'office:name="n1"/> <text:change/>now.</text:p>'
        '<text:p><draw:frame><draw:text-box><text:p>Boxed</text:p>'
        '</draw:text-box></draw:frame>Rest<draw:custom-shape><text:p>Shaped'
        '</text:p></draw:custom-shape><draw:rect/></text:p>'
        '<table:table><table:table-column/><table:table-column/>'
        '<table:table-header-rows><table:table-row><table:table-cell><text:p>A'
        '</text:p></table:table-cell><table:table-cell><text:p>B</text:p>'
        '</table:table-cell></table:table-row></table:table-header-rows>'
        '<table:table-row><table:table-cell><text:p>1</text:p>'
        '</table:table-cell><table:table-cell><text:p>2</text:p>'
        '</table:table-cell></table:table-row></table:table>',
        '<style:style style:name="P1" style:parent-style-name="Title"/>'))
    same([("heading", 1, "The guide"), ("heading", 2, "Scope"),
          ("paragraph", 0, "Wash your hands now."), ("paragraph", 0, "Rest"),
          ("paragraph", 0, "Boxed"), ("paragraph", 0, "Shaped"),
          ("row", 0, "A | B"),
          ("row", 0, "1 | 2")], brief(draft))
    same([("Ann", 1767323045000, "Why?", 3, 5, 15, "your hands")],
         [(c["author"], c["made_at"], c["body"], c["clause"], c["start"],
           c["end"], c["exact"]) for c in draft["comments"]])
    says(draft, "tracked change")


@test("a web page says only what it says")
def html(place):
    draft = read(place, "a.html",
                 "<!-- x --><!DOCTYPE html><html><head><title>Tab</title>"
                 "<style>p{}</style></head><body><h2>Leaflet</h2>"
                 "<script>alert(1)</script><p onclick=x>Wash <b>hands</b> "
                 "<a href='javascript:alert(1)'>now</a>.</p>"
                 "<ul><li>a<li>b</ul></body></html>")
    same([("heading", 2, "Leaflet"), ("paragraph", 0, "Wash hands now."),
          ("item", 0, "a"), ("item", 0, "b")], brief(draft))
    assert "javascript" not in str(draft)
    draft = read(place, "b.htm", "<html><meta charset=windows-1252>"
                 "<p>Café £5 “quoted”</p>".encode("cp1252"))
    same(["Café £5 “quoted”"], texts(draft))
    same([], draft["notices"])
    same("html", read(place, "c.txt", "<html><p>x</p>")["format"])
    same("docx", read(place, "c.pdf", docx(para(run("x"))))["format"])


@test("plain text in old and wide encodings")
def encodings(place):
    said = "Café £5 – “quoted”\n\nSecond."
    for name, data, notices in [
        ("utf8.txt", said.encode(), 0),
        ("mark.txt", b"\xef\xbb\xbf" + said.encode(), 0),
        ("wide.txt", said.encode("utf-16"), 0),
        ("big.txt", b"\xfe\xff" + said.encode("utf-16-be"), 0),
        ("old.txt", said.encode("cp1252"), 1),
        ("old.md", said.encode("cp1252"), 1),
        ("liar.html", b"<html><meta charset=utf-8><p>" + said.replace(
            "\n\n", "<p>").encode("cp1252"), 1),
        ("about.md", said.encode().replace(b"Second.", b"%PDF-1.4"), 0),
    ]:
        draft = read(place, name, data)
        same(["Café £5 – “quoted”", "%PDF-1.4" if name == "about.md" else
              "Second."], texts(draft))
        same(notices, len(draft["notices"]))


@test("a PDF's headings, paragraphs, lists and hyphens; its paper is left out")
def portable(place):
    def page(n, lines):
        return ([(50, 30, 9, "Draft guide - not for citation")] + lines +
                [(290, 820, 9, f"Page {n} of 3")])
    pages = [
        page(1, [(50, 90, 24, "Guide to tides"), (50, 130, 16, "Scope"),
                 (50, 160, 11, "This guide is for everyone who works on the "
                  "ward and who has a long-term in-"),
                 (50, 174, 11, "terest in tides, with a long-term view."),
                 (50, 200, 11, "A second paragraph."),
                 (50, 226, 11, "• one thing"), (50, 240, 11, "• another"),
                 (50, 266, 11, "1. first"), (50, 280, 11, "2. second")]),
        page(2, [(50, 90, 16, "Methods"),
                 (50, 120, 11, "We looked at the water every day and then we "
                  "went on to look")]),
        page(3, [(50, 90, 11, "at it again.")]),
    ]
    draft = read(place, "a.pdf", pdf(pages))
    same([("heading", 1, "Guide to tides"), ("heading", 2, "Scope"),
          ("paragraph", 0, "This guide is for everyone who works on the ward "
           "and who has a long-term interest in tides, with a long-term "
           "view."),
          ("paragraph", 0, "A second paragraph."), ("item", 0, "one thing"),
          ("item", 0, "another"), ("item", 0, "first"), ("item", 0, "second"),
          ("heading", 2, "Methods"),
          ("paragraph", 0, "We looked at the water every day and then we went "
           "on to look at it again.")], brief(draft))
    says(draft, "guessed")


@test("the scenes of a film are parts, and their times are their numbers")
def scenes(place):
    film = ("The film: https://example.org/film\n\n"
            "0:00 A ward at night\n0:35 – A mother speaks\n"
            "1:02:05 (end) The midwife answers\nand goes on\n")
    wanted = [("¶1", "The film: https://example.org/film"),
              ("0:00", "0:00 A ward at night"),
              ("0:35", "0:35 – A mother speaks"),
              ("1:02:05", "1:02:05 (end) The midwife answers and goes on")]

    def numbered(draft):
        return [(c["number"], c["text"]) for c in draft["clauses"]]
    for name in ["film.txt", "film.md"]:
        same(wanted, numbered(read(place, name, film)))
    script = read(place, "film.docx", docx(table(
        ("Time", "Picture"), ("0:00", "Night"), ("0:35", "A mother"))))
    same(["¶1", "0:00", "0:35"], [n for n, _ in numbered(script)])
    # Times that go back, or of which there are few, are those of a day.
    for text in ["8:30 Tea\n\n7:00 Rounds\n", "8:30 Tea\n\nOne\n\nTwo\n",
                 "8:30 Tea\n\n12:75 Tea\n", "1:00am Tea\n\n2:00am Tea\n"]:
        assert all(n.startswith("¶") for n, _ in
                   numbered(read(place, "day.md", text))), text


@test("a PDF leaflet is read page by page, and so is one without text")
def leaflet(place):
    by_page = ["--pages"]
    front = [(50, 80, 20, "Sleep well"), (50, 300, 12, "Call 111 & *ask*")]
    back = [(50, 80, 12, "Whom to ask"), (50, 96, 12, "and when")]
    draft = read(place, "a.pdf", pdf([front, [], back]), way=by_page)
    same("pages", draft["format"])
    same([("paragraph", 0, "Page 1 Sleep well Call 111 & *ask*"),
          ("paragraph", 0, "Page 2"),
          ("paragraph", 0, "Page 3 Whom to ask and when")], brief(draft))
    same([(1, "image/jpeg"), (2, "image/jpeg"), (3, "image/jpeg")],
         [(p["number"], p["type"]) for p in draft["pictures"]])
    assert all(p["size"] > 1000 for p in draft["pictures"]), draft["pictures"]
    says(draft, "commented on")
    scan = read(place, "scan.pdf", pdf([[], []]))
    same(["Page 1", "Page 2"], texts(scan))
    says(scan, "no text in this PDF")
    same(60, len(texts(read(place, "a.pdf", pdf([[]] * 60)))))
    refused(place, "a.pdf", pdf([[]] * 61), "up to 60 pages")
    refused(place, "a.pdf", pdf([front])[:80], "damaged", way=by_page)
    refused(place, "a.md", "# One", "Only a PDF", way=by_page)


@test("a PDF in two columns is read one column after the other")
def columns(place):
    def words(n):
        return " ".join(["tide", "moon", "shore", "wave", "salt"][n % 5:] * 2)
    lines = [(50, 80, 20, "Two columns")]
    for n in range(12):
        lines.append((50, 120 + 14 * n, 10, f"left {n} {words(0)[:38]}"))
        lines.append((310, 120 + 14 * n, 10, f"right {n} {words(1)[:36]}"))
    draft = read(place, "a.pdf", pdf([lines]))
    said = " ".join(texts(draft))
    places = [said.index(f"{side} {n} ") for side in ["left", "right"]
              for n in range(12)]
    same(sorted(places), places)


def office(place, source, kind):
    """The source as LibreOffice writes it."""
    if shutil.which("soffice") is None:
        raise Missing("LibreOffice is not here")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{place}/home", "--headless",
         "--convert-to", kind, "--outdir", place, source],
        check=True, capture_output=True, timeout=120)
    return source.with_suffix("." + kind).read_bytes()


@test("what LibreOffice and pandoc write of one draft reads alike")
def alike(place):
    draft = place / "draft.md"
    draft.write_text(
        "# Guide\n\n## Scope\n\nFor *everyone* on the **ward**.[^1]\n\n"
        "- one\n- two\n    - three\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"
        "## Methods\n\n1. look\n2. think\n\n> quoted\n\n[^1]: A note.\n")
    want = None
    for kind in ["docx", "odt", "html"]:
        made = place / f"pandoc.{kind}"
        subprocess.run(["pandoc", draft, "-o", made] +
                       (["-s"] if kind == "html" else []), check=True)
        got = texts(read(place, made.name, made.read_bytes()))
        if kind == "html":
            continue  # its footnotes are a list at the end
        want = want or got
        same(want, got)
    same(["Guide", "Scope", "For everyone on the ward.[1]", "one", "two",
          "three", "A | B", "1 | 2", "Methods", "look", "think", "quoted",
          "Notes", "[1] A note."], want)
    for first, then in [("docx", "odt"), ("odt", "docx")]:
        path = place / f"office.{first}"
        path.write_bytes((place / f"pandoc.{first}").read_bytes())
        same(want, texts(read(place, f"again.{then}",
                              office(place, path, then))))
    path = place / "paper.odt"
    path.write_bytes((place / "pandoc.odt").read_bytes())
    got = texts(read(place, "paper.pdf", office(place, path, "pdf")))
    same(["Guide", "Scope", "For everyone on the ward.1", "one", "two",
          "three", "A | B", "1 | 2", "Methods", "look", "think", "quoted",
          "1 A note.", "1"], got)
