"""Files as teachers have them, made byte by byte: Word, e-book, PDF, web page."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from pypdf import PdfReader, PdfWriter

HEADING = "How it was built"
PARAGRAPHS = (
    "The bridge at Orrin was opened in 1907. Mara Voss, an engineer from the coast, drew the plans and chose the stone.",
    "Building it took six years. The work cost 40,000 crowns, and half of the money came from a tax on salt.",
    "A flood carried one arch away in 1931, and for a month the old ferry went to and fro again, as it had done for two hundred years. The town built it up again within a year, and the bridge has stood since.",
)
CAPTION = "Photo: the bridge in 1931"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def word_file(paragraphs: Sequence[str] = PARAGRAPHS, **changed: str) -> bytes:
    """A .docx with properties. ``changed`` replaces members: ``document=…``."""
    words = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    heading = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{HEADING}</w:t></w:r></w:p>'
    kinds = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{kinds}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{kinds}/relationships"><Relationship Id="r1" Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{kinds}/relationships"><Relationship Id="r1" Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
            "</Relationships>",
            "word/styles.xml": f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="Heading1">'
            '<w:name w:val="heading 1"/></w:style></w:styles>',
            "word/document.xml": changed.get(
                "document", f'<w:document xmlns:w="{_W}"><w:body>{heading}{words}</w:body></w:document>'
            ),
            "docProps/core.xml": '<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:t="http://purl.org/dc/terms/"><dc:title>The bridge at Orrin</dc:title><dc:creator>A. Writer'
            "</dc:creator><t:created>2019-05-04T10:00:00Z</t:created><dc:language>en-GB</dc:language></c:coreProperties>",
        }
    )


def book(members: Mapping[str, str | bytes] | None = None) -> bytes:
    """An .epub of two pages, a table of contents and metadata; ``members`` are added or replaced."""
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
    manifest = "".join(
        f'<item id="{name}" href="{name}%20page.xhtml" media-type="application/xhtml+xml"{more}/>'
        for name, more in (("one", ""), ("two", ""), ("toc", ' properties="nav"'))
    )
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
            "OPS/book.opf": '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            "<dc:title>The bridge at Orrin</dc:title><dc:creator>A. Writer</dc:creator><dc:publisher>The Press"
            "</dc:publisher><dc:date>2019-05-04</dc:date><dc:language>en</dc:language></metadata>"
            f'<manifest>{manifest}</manifest><spine><itemref idref="toc"/><itemref idref="one"/>'
            '<itemref idref="two"/></spine></package>',
            "OPS/one page.xhtml": page.format(f"<h2>{HEADING}</h2><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"),
            "OPS/two page.xhtml": page.format(f"<p>{PARAGRAPHS[2]}</p>"),
            "OPS/toc page.xhtml": page.format("<nav><ol><li>One</li></ol></nav>"),
            **(members or {}),
        }
    )


def pdf(pages: Sequence[Sequence[str]], *, about: str = "/Title (The bridge at Orrin) /Author (A. Writer)") -> bytes:
    """A PDF of these lines, one list for each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = " ".join(f"({line.translate(_ESCAPED)}) Tj 0 -14 Td" for line in lines)
        stream = zlib.compress(f"BT /F1 11 Tf 60 800 Td {drawn} ET".encode("latin-1")).decode("latin-1")
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {about} /CreationDate (D:20190504100000Z) >>")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(out)}\n%%EOF\n"
    return out.encode("latin-1")


_ESCAPED = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\"})


def wrapped(text: str, width: int = 60) -> list[str]:
    """The text in lines of at most ``width`` characters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def locked(data: bytes) -> bytes:
    """The same PDF with a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def web_page() -> str:
    """A page of a newspaper: navigation, caption, an invitation to read on, and the article."""
    first, *rest = PARAGRAPHS
    paragraphs = "".join(f"<p>{text}</p>" for text in rest)
    return (
        '<!doctype html><html lang="en-GB"><head><title>The bridge at Orrin | The Daily</title>'
        '<meta property="og:title" content="The bridge at Orrin"><meta name="author" content="Jane Roe">'
        '<meta property="og:site_name" content="The Daily"><meta property="article:published_time" '
        'content="2021-03-04T10:00:00Z"><link rel="canonical" href="https://daily.example/bridge"></head><body>'
        '<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>The bridge at Orrin</h1>'
        f"<p>{first}</p><h2>{HEADING}</h2>{paragraphs}<p>{CAPTION}</p></article>"
        "<footer>Copyright 2021 The Daily</footer><script>alert(1)</script></body></html>"
    )
