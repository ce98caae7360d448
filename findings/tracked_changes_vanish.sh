#!/usr/bin/env bash
# A document in which somebody changed "three" to "twelve" with changes being tracked, read by four libraries.
#
# One would swear: a reader gives the text before the change or the text after it.
# What happens:    python-docx gives neither: "The model has  layers.", for it skips what was put in and what
#                  was taken out alike. docx2txt and mammoth give the new text. odfpy, on the same thing as
#                  OpenDocument, gives what was deleted as a paragraph of its own, at the top of the document.
# Versions: python-docx 1.2.0, docx2txt 0.9, mammoth 1.13.0, odfpy 1.4.1. Seen 2026-11-27.
# Output seen: four readers, three texts.
# Why it matters: documents are what people train on and search in. Here a number vanishes from a sentence that
# still reads well enough to pass every filter, and a text that somebody struck out becomes training text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0 odfpy==1.4.1 || exit 2
cd "$work"
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf import teletype
from odf.dc import Creator, Date
from odf.namespaces import TEXTNS, XMLNS
from odf.office import ChangeInfo
from odf.opendocument import OpenDocumentText, load
from odf.text import Change, ChangedRegion, Deletion, P, TrackedChanges

print(" · ".join(f"{name} {version(name)}" for name in ("python-docx", "docx2txt", "mammoth", "odfpy")))

WHO = 'w:author="Reviewer" w:date="2026-01-01T00:00:00Z"'


def write_docx(path):
    document = docx.Document()
    paragraph = document.add_paragraph("The model has ")
    for kind, number, tag, word in (("del", 1, "delText", "three"), ("ins", 2, "t", "twelve")):
        paragraph._p.append(parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="{number}" {WHO}><w:r><w:{tag}>{word}</w:{tag}></w:r></w:{kind}>'))
    paragraph.add_run(" layers.")
    document.save(path)


def write_odt(path):
    document = OpenDocumentText()
    info = ChangeInfo()
    info.addElement(Creator(text="Reviewer"))
    info.addElement(Date(text="2026-01-01T00:00:00"))
    deletion = Deletion()
    deletion.addElement(info)
    deletion.addElement(P(text="three"))
    region = ChangedRegion(check_grammar=False)  # odfpy asks for an attribute by a name that it then does not know
    region.setAttrNS(XMLNS, "id", "change1")
    region.setAttrNS(TEXTNS, "id", "change1")
    region.addElement(deletion)
    changes = TrackedChanges()
    changes.addElement(region)
    document.text.addElement(changes)
    paragraph = P(text="The model has ")
    paragraph.addElement(Change(changeid="change1"))
    paragraph.addText("twelve layers.")
    document.text.addElement(paragraph)
    document.save(path)


write_docx("page.docx")
write_odt("page.odt")
with open("page.docx", "rb") as file:
    by_mammoth = mammoth.extract_raw_text(file).value.strip()
seen = {
    "python-docx": [paragraph.text for paragraph in docx.Document("page.docx").paragraphs],
    "docx2txt": [docx2txt.process("page.docx")],
    "mammoth": [by_mammoth],
    "odfpy": [teletype.extractText(paragraph) for paragraph in load("page.odt").getElementsByType(P)],
}
print("\nThe paragraphs. One would expect 'three' (before) or 'twelve' (after) in each:")
for library, paragraphs in seen.items():
    print(f"  {library:12} {paragraphs}")
assert seen["python-docx"] == ["The model has  layers."]
assert seen["docx2txt"] == seen["mammoth"] == ["The model has twelve layers."]
assert seen["odfpy"] == ["three", "The model has twelve layers."]
PY
