"""Small documents made by hand, for the tests: bytes that a program of each kind would write."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOOK = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(**parts: str) -> bytes:
    """An archive of parts; `__` stands for `/` and `_dot_` for a dot in their names."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


def docx(body: str) -> bytes:
    text = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped(word__document_dot_xml=text)


def run(text: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def xlsx(rows: str, more: str = "", state: str = "visible") -> bytes:
    return zipped(
        xl__workbook_dot_xml=f'<workbook xmlns="{BOOK}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="年报" state="{state}" r:id="a"/></sheets></workbook>',
        xl___rels__workbook_dot_xml_dot_rels='<Relationships><Relationship Id="a" Type="x/worksheet"'
        ' Target="worksheets/one.xml"/><Relationship Id="b" Type="x/styles" Target="styles.xml"/></Relationships>',
        xl__styles_dot_xml="<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='10'/></cellXfs>"
        "</styleSheet>",
        xl__worksheets__one_dot_xml=f'<worksheet xmlns="{BOOK}"><sheetData>{rows}</sheetData>{more}</worksheet>',
    )


def ods(rows: str) -> bytes:
    text = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>'
        f'<office:spreadsheet><table:table table:name="年报">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    return zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_dot_xml=text)


def ofd(content: str) -> bytes:
    return zipped(
        OFD_dot_xml="<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
        D__Document_dot_xml='<Document><Pages><Page BaseLoc="P/one.xml"/></Pages></Document>',
        D__P__one_dot_xml=f"<Page><Content><Layer>{content}</Layer></Content></Page>",
    )


def pdf(content: bytes) -> bytes:
    """One page of 600 by 800 points with a font F."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )
