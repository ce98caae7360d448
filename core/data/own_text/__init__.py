"""The learner's own text: pasted or out of a file, cleaned, with its limits said in words.

What comes out is plain text and nothing else. Emoji and every script stay as they are, literally; of a document the words
are kept and the rest is left out, and a sentence says what that was.

    encodings   which letters the bytes of a file stand for
    kinds       the kinds of file, and what of each is text
    apart       the same in a process of its own, which a bad file may take down
"""

import re
from dataclasses import dataclass

import regex

from core.data.own_text import kinds
from core.data.own_text.kinds import Refused
from core.problems import Told, tell
from core.words import UNSPACED_WORD, words

__all__ = ["KINDS", "LEAST", "LIMITS", "MOST", "OwnText", "Refused", "described", "read"]

LEAST, MOST = 2_000, 2_000_000  # characters
LIMITS = tell("limits", least=LEAST, most=MOST)
KINDS = tell("kinds")
LINE_ENDS = dict.fromkeys(map(ord, "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028"), "\n") | {
    0x2029: "\n\n"
}  # a form feed turns a page
SPACES = dict.fromkeys(map(ord, "\t\x1f"), " ")
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
HALF = re.compile(r"[\ud800-\udfff]")  # of a surrogate pair
CONTROLS_IN_BINARY = 0.02  # a text has hardly any control characters; a picture or a program has many
READ_FOR_SCRIPT = 50_000  # characters
SCRIPTS = (  # those that have a name in `problems.yaml`, where Katakana is called as Hiragana is
    "Latin", "Cyrillic", "Greek", "Han", "Hiragana", "Hangul", "Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Thai",
    "Armenian", "Georgian", "Ethiopic", "Khmer", "Lao", "Myanmar",
)  # fmt: skip
JAPANESE = 0.1  # of the letters are kana: then the Chinese characters among them are Japanese, too


@dataclass(frozen=True)
class OwnText:
    """A text to train on, what there is to tell of each change in it, and for a plain file how it was written."""

    text: str
    notes: tuple[Told, ...] = ()
    encoding: str = ""


def read(data: bytes | str, name: str = "", encoding: str = "") -> OwnText:
    """Clean a text, or the content of a file. Refused where it is no text, or too short to learn from.

    Args:
        data: what was pasted, or a file's bytes.
        name: the file's name; its ending says how text in it is meant.
        encoding: how the letters are written, one of `encodings.KNOWN`; found out if empty.
    """
    notes: list[Told] = []
    if isinstance(data, str):
        raw = data
    else:
        content = kinds.read(data, name, encoding)
        raw, encoding = content.text, content.encoding
        notes += content.notes
    if halves := len(HALF.findall(raw)):
        notes.append(tell("half characters", count=halves))
        raw = raw.encode("utf-8", "replace").decode("utf-8")
    text, dropped = _cleaned(raw)
    if dropped > CONTROLS_IN_BINARY * max(1, len(raw)):
        raise Refused("no text", encoding)
    if dropped:
        notes.append(tell("control characters", count=dropped))
    if len(text) < LEAST:
        raise Refused("too short" if text else "empty", encoding, length=len(text), least=LEAST)
    if len(text) > MOST:
        notes.append(tell("cut", length=len(text), most=MOST))
        text = text[:MOST]
    return OwnText(text, tuple(notes), encoding)


def described(text: str) -> tuple[Told, ...]:
    """How long a text is and in which script.

    >>> described("Hello, world!")[0].facts["words"]
    2
    """
    found, script = words(text), _script(text[:READ_FOR_SCRIPT])
    size = {"characters": len(text), "words": len(found)}
    told = tell("described.script", **size, script=tell(f"script.{script}")) if script else tell("described", **size)
    if sum(UNSPACED_WORD.fullmatch(word) is not None for word in found) * 2 > len(found):
        return told, tell("no spaces")
    return (told,)


def _script(text: str) -> str:
    """In which script most of the letters are; empty where there are none, or where they are of a script not listed."""
    letters = len(regex.findall(r"\p{L}", text))
    counts = {name: len(regex.findall(rf"\p{{Script={name}}}", text)) for name in (*SCRIPTS, "Katakana")}
    counts["Hiragana"] += counts.pop("Katakana")
    if not max(counts.values()):
        return ""
    if counts["Hiragana"] > JAPANESE * letters:
        return "Hiragana"
    return max(counts, key=counts.__getitem__)


def _cleaned(raw: str) -> tuple[str, int]:
    """One kind of line end, no control characters, at most one blank line in a row; and how many controls went."""
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").translate(LINE_ENDS | SPACES)
    kept = CONTROLS.sub("", text)
    lines = "\n".join(line.rstrip() for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip(), len(text) - len(kept)
