#!/usr/bin/env bash
# An OpenDocument text of one sentence, with a comment and a footnote, read for its words.
#
# One would swear: a paragraph's text is what stands on the page at that place, and a document of one paragraph has one.
# What happens:    odfdo puts the comment's words into the middle of the sentence, without a space, and behind them who wrote
#                  it and when, to the microsecond; and the footnote with its number. The comment and the footnote are
#                  then two more paragraphs of the document, so that their words come twice. Its "formatted text"
#                  does otherwise: signs in the sentence, and both below.
# Versions: odfdo 3.27.3. Seen 2026-11-30.
# Output seen: "The pier is oldIs this true?\nB. Reader 2026-01-02 03:04:05. It has three lamps1. Counted in spring.."
# Why it matters: documents are what people train on and search in. A reviewer's name and the date go into the model with the
# text, twice each comment; and "oldIs" is a word that nobody wrote.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check odfdo==3.27.3 lxml==6.0.2 || exit 2
cd "$work"
"$work/venv/bin/python" - <<'PY'
import sys
from datetime import datetime
from importlib.metadata import version

from odfdo import Document, Paragraph

print("odfdo", version("odfdo"))

document = Document("text")
document.body.clear()
sentence = Paragraph("The pier is old. It has three lamps.")
sentence.insert_annotation(after="old", body="Is this true?", creator="B. Reader", date=datetime(2026, 1, 2, 3, 4, 5))
sentence.insert_note(after="lamps", note_id="n1", citation="1", body="Counted in spring.")
document.body.append(sentence)
document.save("pier.odt")

body = Document("pier.odt").body
read = [paragraph.inner_text for paragraph in body.paragraphs]
for text in read:
    print(repr(text))

as_seen = (
    len(read) == 3
    and "oldIs this true?" in read[0]
    and "B. Reader 2026-01-02" in read[0]
    and read[1:] == ["Is this true?", "Counted in spring."]
)
print("The comment speaks within the sentence, and once more after it." if as_seen else "odfdo does otherwise now.")
sys.exit(not as_seen)
PY
