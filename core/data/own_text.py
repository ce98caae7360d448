"""The learner's own text: pasted or uploaded, in any common encoding, cleaned, with its limits said in words.

What comes out is plain text and nothing else. Markup, emoji and every script stay as they are, literally.
"""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

LEAST, MOST = 2_000, 2_000_000  # characters
LIMITS = f"At least {LEAST:,} characters are worth training on; of more than {MOST:,} only the first are kept."
TEXT_CONTROLS = "\n\t"
CONTROLS_IN_BINARY = 0.02  # a text has hardly any control characters; a picture or a program has many


@dataclass(frozen=True)
class OwnText:
    """A text to train on, and a sentence for everything that was changed in it."""

    text: str
    notes: tuple[str, ...] = ()


class Refused(ValueError):
    """The text cannot be used; the message says why, and what to do."""


def read(data: bytes | str) -> OwnText:
    """Clean a text. Refused where it is no text, or too short to learn from."""
    notes: list[str] = []
    raw = data if isinstance(data, str) else _decoded(data, notes)
    raw = raw.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair cannot be written down again
    text, dropped = _cleaned(raw)
    if dropped > CONTROLS_IN_BINARY * max(1, len(raw)):
        raise Refused(
            "This looks like a program, a picture or another binary file. Choose a plain text, such as a .txt file."
        )
    if dropped:
        notes.append(f"{dropped:,} control characters were left out.")
    if len(text) < LEAST:
        raise Refused(f"The text has {len(text):,} characters; training needs at least {LEAST:,}. Add some more of it.")
    if len(text) > MOST:
        notes.append(f"The text has {len(text):,} characters. The first {MOST:,} are kept, and the rest is left out.")
        text = text[:MOST]
    return OwnText(text, tuple(notes))


def _decoded(data: bytes, notes: list[str]) -> str:
    """The characters behind the bytes: what the file says of itself, else UTF-8, else what old Windows programs write."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if half := _utf16_without_mark(data):
        return data.decode(half, "replace")
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        notes.append(
            "The file does not say how its letters are written. It was read as Windows-1252; look whether they are right."
        )
        return data.decode("cp1252", "replace")


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin letters in UTF-16 have a zero in every other byte; which ones tells the byte order."""
    sample = data[:2_000]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if even < 0.05 and odd > 0.4:
        return "utf-16-le"
    return "utf-16-be" if odd < 0.05 and even > 0.4 else None


def _cleaned(raw: str) -> tuple[str, int]:
    """One kind of line end, no control characters, at most one blank line in a row; and how many controls went."""
    text = (
        raw.removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
    )
    kept = "".join(c for c in text if c in TEXT_CONTROLS or unicodedata.category(c) != "Cc")
    lines = "\n".join(line.rstrip() for line in kept.replace("\t", " ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip(), len(text) - len(kept)
