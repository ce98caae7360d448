"""The kinds of file that a learner may bring, each read by a library, and what of each is text.

What a file is, its first bytes tell, whatever its name says; the name's ending only tells how plain text is meant.
A file may be hostile: packed so that it grows without end, locked, broken. What can be counted beforehand is counted
here; time and memory are bounded by `apart`, in whose process all this runs.
"""

import csv
import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from core.data.own_text import encodings
from core.problems import NOTHING, Problem, Told, tell

FILES = 200  # that a zip may hold
UNPACKED = 60 * 2**20  # bytes that come out of it
RATIO = 150  # times as large may a packed file become; text becomes ten times as large, empty pages a hundred
SMALL = 2**20  # bytes that no ratio makes dangerous
ENOUGH = 2_200_000  # characters, after which nothing more is read: somewhat more than what is kept
PDF_SECONDS = 12.0  # of a processor, for as many pages as can be read in them
NAMED = 5  # files of a zip that are named in a sentence
OTHERS = {  # how other files begin
    b"{\\rtf": tell("rich text"), b"\xd0\xcf\x11\xe0": tell("old office"), b"Rar!": tell("archive", kind=".rar"),
    b"7z\xbc\xaf": tell("archive", kind=".7z"), b"\x1f\x8b": tell("archive", kind=".gz"),
}  # fmt: skip
OFFICE = {  # what lies in the zip of other documents
    "xl/workbook.xml": "excel", "ppt/presentation.xml": "slides", "META-INF/container.xml": "e-book",
}  # fmt: skip
PICTURES = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF|BM|ID3|OggS|\x7fELF|MZ")


class Refused(Problem):
    """The text cannot be used. `encoding`: how its letters were read, if they were."""

    def __init__(self, code: str, encoding: str = "", **facts: Any) -> None:
        super().__init__(code, **facts)
        self.encoding = encoding


@dataclass(frozen=True)
class Content:
    """What of a file is text, what is to be told of what was left out, and of plain text how its letters were written."""

    text: str
    notes: tuple[Told, ...] = ()
    encoding: str = ""


def read(data: bytes, name: str = "", encoding: str = "", nested: bool = False) -> Content:
    """The text in a file. Refused, with a sentence, where there is none or it cannot be got."""
    for start, other in OTHERS.items():
        if data.startswith(start):
            raise Refused(other.code, **other.facts)
    if b"%PDF-" in data[:1024]:
        return _opened(pdf, data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, encoding, nested)
    if PICTURES.match(data) and b"\0" in data[:4096]:
        raise Refused("no text")
    found = encodings.decode(data, encoding)
    notes = [] if found.sure else [tell("guessed", encoding=encodings.called(found.encoding))]
    notes += [_lost(found)] if found.lost else []
    ending = name.lower().rsplit(".", 1)[-1] if "." in name else ""
    text, note = PLAIN[ending](found.text) if ending in PLAIN else (found.text, NOTHING)
    return Content(text, (*notes, *filter(None, [note])), found.encoding)


def _lost(found: encodings.Decoded) -> Told:
    return tell("lost bytes", bytes=found.lost, encoding=encodings.called(found.encoding))


def _opened(reader: Callable[[bytes], Content], data: bytes) -> Content:
    """Whatever a library stumbles over in a broken file is one thing to tell."""
    try:
        return reader(data)
    except (Refused, MemoryError):
        raise
    except Exception:  # each library has dozens of its own
        raise Refused("damaged") from None


# --- plain text that means something: -> the text, and what was left out


def subtitles(text: str) -> tuple[str, Told]:
    """What is said, a line each, without the times."""
    import pysubs2

    try:
        said = [line.plaintext.strip() for line in pysubs2.SSAFile.from_string(text[:ENOUGH]) if not line.is_comment]
    except (pysubs2.exceptions.Pysubs2Error, ValueError):
        return text, tell("subtitles.none")
    return "\n".join(filter(None, said)), tell("subtitles", count=len(said))


def markdown(text: str) -> tuple[str, Told]:
    """The words without the signs that format them."""
    from markdown_it import MarkdownIt

    lines: list[str] = []
    pictures = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text[:ENOUGH]):
        if token.type == "inline":
            pictures += sum(child.type == "image" for child in token.children or ())
            lines.append("".join(_inline(child) for child in token.children or ()))
        elif token.type in ("fence", "code_block"):
            lines += [token.content.rstrip(), ""]
        elif token.type.endswith("_close") and token.level == 0:
            lines.append("")
    return "\n".join(lines), tell("markdown.pictures", pictures=pictures) if pictures else tell("markdown")


def _inline(token: Any) -> str:
    if token.type in ("text", "code_inline"):
        return str(token.content)
    return "\n" if token.type in ("softbreak", "hardbreak") else ""


def table(text: str) -> tuple[str, Told]:
    """A row is a line; its cells stand one after the other."""
    try:
        dialect = csv.Sniffer().sniff(text[:20_000], ",;\t|")
        rows = [[cell.strip() for cell in row if cell.strip()] for row in csv.reader(io.StringIO(text), dialect)]
    except csv.Error:
        return text, NOTHING
    return "\n".join("  ".join(row) for row in rows), tell("table")


def strings(text: str) -> tuple[str, Told]:
    """The texts in JSON, a line each; names, numbers and brackets are no text."""
    try:
        found = list(_strings(json.loads(text)))
    except (ValueError, RecursionError):
        return text, tell("json.none")
    if not found:
        return text, tell("json.no texts")
    return "\n".join(found), tell("json", count=len(found))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


PLAIN: dict[str, Callable[[str], tuple[str, Told]]] = {
    "srt": subtitles, "vtt": subtitles, "md": markdown, "markdown": markdown, "csv": table, "tsv": table, "json": strings,
}  # fmt: skip


# --- documents


def pdf(data: bytes) -> Content:
    """The text of the pages, for as long as there is time."""
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the log about every small fault
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Refused("locked")
    start, total = time.process_time(), len(reader.pages)
    pages: list[str] = []
    for page in reader.pages:
        if time.process_time() - start > PDF_SECONDS or sum(map(len, pages)) > ENOUGH:
            break
        pages.append(page.extract_text())
    if not "".join(pages).strip():
        raise Refused("scanned")
    notes = [tell("pdf")]
    if len(pages) < total:
        notes.append(tell("pdf.cut", total=total, pages=len(pages)))
    return Content("\n\n".join(pages), tuple(notes))


def word(data: bytes) -> Content:
    """Paragraphs and the cells of tables, in their order. Notes, comments, headers and footers are other files in it."""
    import docx
    from docx.table import Table

    document = docx.Document(io.BytesIO(data))
    lines, tables = [], 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            tables += 1
            for row in block.rows:
                cells = dict.fromkeys(cell._tc for cell in row.cells)  # joined cells come once for each that they join
                texts = (" ".join(map(_written, cell.xpath(".//w:p"))).strip() for cell in cells)
                lines.append("  ".join(filter(None, texts)))
            lines.append("")
        else:
            lines += [_written(block._p), ""]
    return Content("\n".join(lines), _document(tables, len(document.inline_shapes)))


def _written(element: Any) -> str:
    """The words in a part of a Word document as they stand after its tracked changes: what was put in, not what was deleted."""
    return "".join(run.text for run in element.xpath(RUNS))


# A text box lies there twice, the second time for old programs.
RUNS = ".//w:r[not(ancestor::w:moveFrom or ancestor::w:txbxContent)]"


def open_document(data: bytes) -> Content:
    """Paragraphs and the cells of tables, in their order.

    Notes, comments and what was deleted lie among them and hold paragraphs of their own, so they are taken out first. Then
    it is read backwards: a paragraph inside another one, in a text box, is read and taken out before the other is read.
    """
    import odfdo

    body = odfdo.Document(io.BytesIO(data)).body
    tables, pictures = (len(body.get_elements(f"descendant::{what}")) for what in ("table:table", "draw:image"))
    for left_out in reversed(body.get_elements("|".join(f"descendant::{what}" for what in NOT_SAID))):
        left_out.delete()
    said: list[str] = []
    for paragraph in reversed(body.get_elements("descendant::text:p|descendant::text:h")):
        said.append(paragraph.inner_text)
        paragraph.delete()
    return Content("\n\n".join(reversed(said)), _document(tables, pictures))


NOT_SAID = (
    "text:note", "office:annotation", "text:tracked-changes", "draw:image", "svg:title", "svg:desc",  # the last three: pictures
)  # fmt: skip


def _document(tables: int, pictures: int) -> tuple[Told, ...]:
    kept = tell("document.pictures", pictures=pictures) if pictures else tell("document")
    return (kept, tell("document.tables", tables=tables)) if tables else (kept,)


# --- zips, which documents are, too


def _packed(data: bytes, encoding: str, nested: bool) -> Content:
    try:
        pack = zipfile.ZipFile(io.BytesIO(data))
        entries = [entry for entry in pack.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise Refused("damaged") from None
    _guard(entries)
    names = {entry.filename for entry in entries}
    for name, code in OFFICE.items():
        if name in names:
            raise Refused(code)
    if "word/document.xml" in names:
        return _opened(word, _without_entities(pack, entries, data))
    if "content.xml" in names and "mimetype" in names:
        if b"opendocument.text" not in pack.read("mimetype")[:200]:
            raise Refused("open document")
        if _locked_document(pack, names):
            raise Refused("locked")
        return _opened(open_document, _without_entities(pack, entries, data))
    if nested:
        raise Refused("zip in zip")
    return _several(pack, entries, encoding)


def _guard(entries: list[zipfile.ZipInfo]) -> None:
    """Count before anything is unpacked. (Unpacking stops at the size that an entry claims, so a lie gains nothing.)"""
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("locked")
    if len(entries) > FILES:
        raise Refused("many files", files=len(entries), most=FILES)
    if sum(entry.file_size for entry in entries) > UNPACKED or any(
        entry.file_size > SMALL and entry.file_size > RATIO * max(1, entry.compress_size) for entry in entries
    ):
        raise Refused("bomb")


def _without_entities(pack: zipfile.ZipFile, entries: list[zipfile.ZipInfo], data: bytes) -> bytes:
    """The document, if none of its parts defines words of its own, as no program writes them: they can grow without end."""
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            start = _unpacked(pack, entry).replace(b"\0", b"")
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise Refused("bomb")
    return data


def _locked_document(pack: zipfile.ZipFile, names: set[str]) -> bool:
    return "META-INF/manifest.xml" in names and b"encryption-data" in pack.read("META-INF/manifest.xml")


def _unpacked(pack: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        with pack.open(entry) as file:
            return file.read(entry.file_size)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise Refused("damaged") from None


def _several(pack: zipfile.ZipFile, entries: list[zipfile.ZipInfo], encoding: str) -> Content:
    """The texts in a zip, one after the other in the order of their names."""
    texts: list[str] = []
    read_, left, notes = [], [], list[Told]()
    written = ""
    for entry in sorted(entries, key=lambda e: e.filename):
        path = entry.filename
        if path.startswith("__MACOSX/") or path.rsplit("/", 1)[-1].startswith("."):
            continue  # what a system leaves there for itself
        if sum(map(len, texts)) > ENOUGH:
            left.append(path)
            continue
        try:
            found = read(_unpacked(pack, entry), path, encoding, nested=True)
        except Refused:
            left.append(path)
            continue
        texts.append(found.text)
        read_.append(path)
        notes += [note for note in found.notes if note not in notes]
        written = written or found.encoding
    if not texts:
        raise Refused("zip without text")
    said = [tell("zip", names=_named(read_))]
    if left:
        said.append(tell("zip.left", names=_named(left)))
    return Content("\n\n".join(texts), (*said, *notes), written)


def _named(paths: list[str]) -> str | Told:
    names, more = ", ".join(paths[:NAMED]), len(paths) - NAMED
    return tell("zip.more", names=names, more=more) if more > 0 else names
