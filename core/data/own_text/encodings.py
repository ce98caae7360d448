"""Which letters do the bytes of a file stand for? A file seldom says so, and a wrong guess makes every accent wrong.

UTF-8 betrays itself: hardly any other bytes follow its rule by chance. So a file that mostly follows it is UTF-8, and the
bytes that do not are left out and counted. Zeros betray UTF-16. For all older encodings a library knows which bytes are
usual in which language; that is a guess, and the page shows what came out and lets the learner choose another.
"""

import codecs
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass

import chardet

from core.problems import Told, tell

KNOWN = (  # how they are called is in problems.yaml
    "utf-8", "utf-16-le", "utf-16-be", "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp1258", "cp874", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949", "mac_roman", "cp437", "cp850",
    "cp866",
)  # fmt: skip
# what the library calls its finds, by the larger set that holds all of their letters
WIDER = {
    "ascii": "utf-8", "iso8859-1": "cp1252", "iso8859-15": "cp1252", "iso8859-2": "cp1250", "iso8859-7": "cp1253",
    "iso8859-9": "cp1254", "iso8859-8": "cp1255", "iso8859-6": "cp1256", "iso8859-13": "cp1257", "iso8859-11": "cp874",
    "tis-620": "cp874", "shift_jis": "cp932", "shift_jis_2004": "cp932", "euc_jis_2004": "euc_jp", "gb2312": "gb18030",
    "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs", "euc_kr": "cp949", "mac-roman": "mac_roman",
    "koi8-r": "koi8_r", "koi8-u": "koi8_r", "koi8-t": "koi8_r",
}  # fmt: skip
MARKS = {
    BOM_UTF8: "utf-8", BOM_UTF32_LE: "utf-32-le", BOM_UTF32_BE: "utf-32-be", BOM_UTF16_LE: "utf-16-le",
    BOM_UTF16_BE: "utf-16-be",
}  # fmt: skip
SAMPLE = 60_000  # bytes that a guess is made from
FEW = 2  # broken places in UTF-8 that need no further proof
ODD = 0.02  # of the characters of a text may have no meaning
HOLE = "\ufdd0"  # stands where bytes were no letter; Unicode promises that no text holds it

codecs.register_error("glassbox_hole", lambda e: (HOLE * (e.end - e.start), e.end))  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Decoded:
    """A file's characters, how they were written, and how many bytes were none. `sure`: the file itself says so."""

    text: str
    encoding: str
    lost: int = 0
    sure: bool = True


def decode(data: bytes, encoding: str = "") -> Decoded:
    """The characters behind the bytes, by this encoding, or by the one that is found out."""
    if encoding:
        return _decoded(data, encoding, sure=True)
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return _decoded(data, name, sure=True)
    if wide := _utf16(data):
        return _decoded(data, wide, sure=False)
    narrow = _decoded(data, "utf-8", sure=True)
    if not narrow.lost or _is_utf8(data, narrow):
        return narrow
    return _decoded(data, _guess(data), sure=False)


def _decoded(data: bytes, encoding: str, sure: bool) -> Decoded:
    for mark, name in MARKS.items():
        if name == encoding:
            data = data.removeprefix(mark)
    text = data.decode(encoding, "glassbox_hole")
    return Decoded(text.replace(HOLE, ""), encoding, text.count(HOLE), sure)


def _is_utf8(data: bytes, narrow: Decoded) -> bool:
    """Bytes that are no UTF-8 are few against the letters that are: then the file is damaged, and not another encoding.

    Only letters beyond plain English count, which are two bytes or more. A file may also just end within its only one.
    """
    proper = sum(character > "\x7f" for character in narrow.text)
    if narrow.lost <= FEW and not proper:  # cut within the only such letter, after two of its bytes or three
        return data[: -narrow.lost].isascii() and narrow.lost == FEW and data[-2] >= 0xE0 and data[-1] & 0xC0 == 0x80
    return bool(proper) and narrow.lost <= max(FEW, proper // 3)


def _utf16(data: bytes) -> str:
    """A zero byte stands in no text but UTF-16, where every space and line end has one. Which of the two orders makes sense?"""
    if b"\0" not in data[:SAMPLE]:
        return ""
    sample = data[:SAMPLE]
    sample = sample[: len(sample) // 2 * 2]
    odd = {name: _odd(sample.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be")}
    best = min(odd, key=odd.__getitem__)
    return best if odd[best] < ODD else ""


def _odd(text: str) -> float:
    """The share of characters that mean nothing, or that a text does not hold."""
    odd = sum(unicodedata.category(c) in ("Cn", "Co", "Cs", "Cc") and c not in "\n\r\t\x0c" for c in text)
    return (odd + text.count("\ufffd")) / max(1, len(text))


def _guess(data: bytes) -> str:
    """What the library takes it for; else what old Windows programs write in the West."""
    found = chardet.detect(data[:SAMPLE])["encoding"]
    try:
        name = codecs.lookup(found or "cp1252").name
    except LookupError:
        return "cp1252"
    name = WIDER.get(name, WIDER.get((found or "").lower(), name))
    return name if name in KNOWN else "cp1252"


def called(encoding: str) -> Told:
    """What an encoding is called; one that only a mark at the start of a file can name bears its own name."""
    return tell(f"encoding.{encoding}") if encoding in KNOWN else Told(encoding)
