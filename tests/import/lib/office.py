# SPDX-License-Identifier: Apache-2.0
"""DOCX, ODT and PDF files made by hand, so that each oddity is on purpose."""
import io
import struct
import zipfile
import zlib

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
     'relationships" xmlns:mc="http://schemas.openxmlformats.org/'
     'markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/'
     'office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.'
     'openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
     'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
     'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = HEAD + (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="png" '
    'ContentType="image/png"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>')
STYLES = HEAD + f'<w:styles {W}>' + "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name '
    f'w:val="heading {n}"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>'
    '</w:style>' for n in range(1, 7)) + (
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '</w:style></w:styles>')
WHO = 'w:author="Ann" w:date="2026-01-02T03:04:05Z"'


def png(side=1):
    """A real picture, black."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    rows = b"".join(b"\0" + b"\0\0\0" * side for _ in range(side))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def run(text, properties=""):
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(inside, style=None, properties=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{about}{inside}</w:p>"


def table(*rows):
    return ("<w:tbl><w:tblGrid>" + "<w:gridCol/>" * len(rows[0]) +
            "</w:tblGrid>" + "".join(
                "<w:tr>" + "".join(f"<w:tc>{para(run(cell))}</w:tc>"
                                   for cell in row) + "</w:tr>"
                for row in rows) + "</w:tbl>")


def picture(ident, words=""):
    return (f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" '
            f'descr="{words}"/><a:graphic><a:graphicData uri="x"><pic:pic>'
            f'<pic:blipFill><a:blip r:embed="{ident}"/></pic:blipFill>'
            '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
            '</w:r>')


def box(inside):
    shape = (f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent>"
             "</wps:txbx></wps:wsp>")
    return (f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            f'{shape}</w:drawing></mc:Choice><mc:Fallback><w:pict>'
            f'<w:txbxContent>{inside}</w:txbxContent></w:pict></mc:Fallback>'
            '</mc:AlternateContent></w:r>')


def relation(ident, kind, target, more=""):
    return (f'<Relationship Id="{ident}" Type="{RELATED}/{kind}" '
            f'Target="{target}"{more}/>')


def rels(*relations):
    return HEAD + ('<Relationships xmlns="http://schemas.openxmlformats.org/'
                   'package/2006/relationships">' + "".join(relations) +
                   "</Relationships>")


def parts(body, relations=(), more=None):
    """The parts of a DOCX by name."""
    made = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": rels(relation("r1", "officeDocument",
                                     "word/document.xml")),
        "word/document.xml":
            HEAD + f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels":
            rels(relation("rS", "styles", "styles.xml"), *relations),
    }
    return made | (more or {})


def pack(named, method=zipfile.ZIP_DEFLATED):
    """An archive of (name, bytes), names may repeat."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as z:
        for name, data in (named.items() if isinstance(named, dict)
                           else named):
            z.writestr(name, data)
    return raw.getvalue()


def docx(body, relations=(), more=None):
    return pack(parts(body, relations, more))


def comments(*said):
    """(id, author, text) each."""
    return HEAD + f"<w:comments {W}>" + "".join(
        f'<w:comment w:id="{ident}" w:author="{author}" '
        f'w:date="2026-01-02T03:04:05Z">{para(run(text))}</w:comment>'
        for ident, author, text in said) + "</w:comments>"


ODF = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}"'
               for name, long in [
                   ("office", "office:1.0"), ("text", "text:1.0"),
                   ("table", "table:1.0"), ("draw", "drawing:1.0"),
                   ("style", "style:1.0"), ("manifest", "manifest:1.0"),
                   ("svg", "svg-compatible:1.0")]) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"')


def odt(body, styles="", manifest=""):
    return pack([
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml",
         HEAD.replace(' standalone="yes"', "") +
         f"<office:document-content {ODF}><office:automatic-styles>{styles}"
         f"</office:automatic-styles><office:body><office:text>{body}"
         "</office:text></office:body></office:document-content>"),
        ("styles.xml", HEAD + f"<office:document-styles {ODF}/>"),
        ("META-INF/manifest.xml",
         HEAD + f"<manifest:manifest {ODF}>{manifest}</manifest:manifest>"),
    ])


def pdf(pages):
    """pages: lists of (x, y from the top, size, text)."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", None,
               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
               "/Encoding/WinAnsiEncoding>>"]
    kids = []
    for lines in pages:
        stream = b"".join(
            f"BT /F1 {size} Tf {x} {842 - y} Td (".encode() +
            text.encode("cp1252").replace(b"\\", b"\\\\")
            .replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj ET\n"
            for x, y, size, text in lines)
        objects.append((stream, len(stream)))
        content = len(objects)
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                       f"/Resources<</Font<</F1 3 0 R>>>>"
                       f"/Contents {content} 0 R>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    raw, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(raw))
        if isinstance(thing, tuple):
            body = (f"<</Length {thing[1]}>>\nstream\n".encode() + thing[0] +
                    b"endstream")
        else:
            body = thing.encode()
        raw += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(raw)
    raw += (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" +
            "".join(f"{place:010} 00000 n \n" for place in places) +
            f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
            f"startxref\n{start}\n%%EOF\n").encode()
    return raw
