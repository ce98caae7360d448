"""Files such as a pupil brings, made here: documents, subtitles, zips, and harmless copies of what could do harm."""

import io
import zipfile
from collections.abc import Mapping

import docx
import odfdo
import pypdf
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf.annotations import FreeText, Text

LINE = "Once upon a time there was a dear little girl."
STORY = f"{LINE}\n" * 80
STORIES = {  # a line in each of some languages
    "German": "Es war einmal ein süßes Mädchen, das hatte jedermann lieb. Die Großmutter wußte nicht, was sie schenken sollte.",
    "Russian": "Жила-была девочка, и звали её Красная Шапочка. Однажды мать испекла пирожков и сказала: сходи-ка ты к бабушке.",
    "Japanese": "むかしむかし、あるところに、おじいさんとおばあさんが住んでいました。おじいさんは山へ芝刈りに行きました。",
    "Chinese": "从前有一个小女孩，人人都喜欢她。有一天，妈妈对她说：来，这里有一块蛋糕和一瓶酒，快给外婆送去吧。",
    "Taiwanese": "從前有一個小女孩，人人都喜歡她。有一天，媽媽對她說：來，這裡有一塊蛋糕和一瓶酒，快給外婆送去吧。",
    "Thai": "กาลครั้งหนึ่งนานมาแล้ว มีเด็กหญิงตัวเล็กคนหนึ่งอาศัยอยู่กับแม่ในหมู่บ้านเล็ก ๆ ใกล้ป่า ทุกคนรักเธอมาก",
    "Korean": "옛날 옛적에 어느 마을에 작은 소녀가 살고 있었습니다. 모두가 그 소녀를 사랑했습니다. 어느 날 어머니가 말했습니다.",
    "Hindi": "एक समय की बात है, एक छोटी लड़की थी जिसे सब प्यार करते थे। एक दिन उसकी माँ ने कहा कि दादी के घर जाओ।",
}


def long(language: str) -> str:
    return f"{STORIES[language]}\n" * (2_400 // len(STORIES[language]) + 1)


def word(text: str = STORY) -> bytes:
    """A Word document with a table behind its paragraphs."""
    document, file = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "wolf", "forest"
    document.save(file)
    return file.getvalue()


def open_document(text: str = STORY) -> bytes:
    document, file = odfdo.Document("text"), io.BytesIO()
    document.body.clear()
    for line in text.splitlines():
        document.body.append(odfdo.Paragraph(line))
    document.save(file)
    return file.getvalue()


SAID = "One winter night a wolf came out of the forest."  # what of the three documents below is text
UNSAID = ("Muster", "left out", "deleted", "moved away", "2024")  # what in them is none


def word_with_notes() -> bytes:
    """A Word document with a comment, a footnote, a header, a footer, a text box, and changes that are tracked."""
    document, file = docx.Document(io.BytesIO(word())), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = "A header, left out"
    document.sections[0].footer.paragraphs[0].text = "A footer, left out"
    line = document.paragraphs[0].insert_paragraph_before("One winter night ")
    document.add_comment(line.runs, "A comment, left out", author="Maria Muster", initials="MM")
    stray = "<w:p><w:r><w:t>{}, left out</w:t></w:r></w:p>".format
    space = f'{nsdecls("w")} w:id="9" w:author="Maria Muster" w:date="2024-01-01T00:00:00Z"'
    for change in (
        f"<w:del {space}><w:r><w:delText>deleted</w:delText></w:r></w:del>",
        f"<w:moveFrom {space}><w:r><w:t>moved away</w:t></w:r></w:moveFrom>",
        f"<w:ins {space}><w:r><w:t>a wolf came </w:t></w:r></w:ins>",
        f'<w:r {nsdecls("w")}><w:t>out of the forest.</w:t><w:footnoteReference w:id="2"/></w:r>',
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{stray('A box')}</w:txbxContent></w:pict></w:r>",
    ):
        line._p.append(parse_xml(change))
    cell = document.tables[0].cell(0, 0)
    cell.paragraphs[0]._p.append(parse_xml(f"<w:moveFrom {space}><w:r><w:t>moved away</w:t></w:r></w:moveFrom>"))
    cell.add_paragraph("bear")
    note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2">{stray("A note")}</w:footnote></w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, note.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(file)
    return file.getvalue()


def open_document_with_notes() -> bytes:
    """An OpenDocument with a comment, a footnote, a picture that is described, a text box, and text that was deleted."""
    document, file = odfdo.Document(io.BytesIO(open_document())), io.BytesIO()
    line = odfdo.Paragraph(SAID)
    line.insert_note(after="wolf", note_id="n1", citation="7", body="A footnote, left out")
    line.insert_note(after="forest", note_class="endnote", note_id="n2", citation="8", body="An endnote, left out")
    line.insert_annotation(after="winter", body="A comment, left out", creator="Maria Muster")
    line.insert_annotation(after="A comment", body="An answer, left out", creator="Maria Muster")
    picture = odfdo.Frame.image_frame("Pictures/wolf.png")
    picture.svg_title, picture.svg_description = "A title, left out", "A description, left out"
    line.append(picture)
    box = odfdo.Paragraph("Beside the box.")
    box.append(odfdo.Frame.text_frame("In the box."))
    changes = odfdo.Element.from_tag(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Maria Muster</dc:creator>"
        "<dc:date>2024-01-01T00:00:00</dc:date></office:change-info><text:p>deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    for place, element in enumerate((changes, line, box)):
        document.body.insert(element, position=place)
    document.save(file)
    return file.getvalue()


def pdf_with_notes() -> bytes:
    """A PDF with a comment and a text that were stuck onto its first page."""
    writer, file = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(text=SAID))), io.BytesIO()
    writer.add_annotation(0, Text(rect=(50, 550, 200, 650), text="A comment of Maria Muster, left out"))
    writer.add_annotation(0, FreeText(rect=(50, 550, 200, 650), text="A text, left out"))
    writer.write(file)
    return file.getvalue()


def subtitles(count: int = 80, point: str = ",", head: str = "") -> bytes:
    times = ((f"00:00:{i % 60:02}{point}000", f"00:00:{i % 60:02}{point}900") for i in range(count))
    return (head + "".join(f"{i}\n{a} --> {b}\n<i>{LINE}</i>\n\n" for i, (a, b) in enumerate(times, 1))).encode()


def pdf(pages: int = 2, text: str = LINE) -> bytes:
    """A PDF as plain as can be: forty lines a page; without text, an empty page."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    drawn = b"BT /F1 12 Tf 50 700 Td " + b"(%s) Tj 0 -14 Td " % text.encode() * 40 + b"ET" if text else b""
    for i in range(pages):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        objects += [page % (5 + 2 * i), b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn)]
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return file + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


def locked_pdf() -> bytes:
    writer, file = pypdf.PdfWriter(clone_from=io.BytesIO(pdf())), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def packed(files: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return file.getvalue()


def locked_zip() -> bytes:
    """A zip whose entry says that it is encrypted."""
    data = bytearray(packed({"a.txt": STORY}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    """Four megabytes of zeros in a few kilobytes: tight enough to be refused, small enough to do no harm."""
    return packed({"a.txt": b"0" * (4 * 2**20)})


def words_of_its_own() -> bytes:
    """A Word document in which an XML entity is defined: a small one."""
    return packed({"[Content_Types].xml": "<x/>", "word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
