"""Real tunes: three printed collections of fiddlers, typed in as ABC by volunteers, that come inside music21's wheel.

O'Neill's *Music of Ireland* (1903), *Ryan's Mammoth Collection* (1883) and Aird's *Airs* (from 1782) are old enough to belong
to everybody; other collections that music21 carries are not read, since their rights are unclear. The files are read where
they are installed, and nothing of them is copied. music21 itself is not started, which would take seconds: ABC of one voice
is read here, and the tests compare that with music21's own reading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from core.caches import cache
from core.data.melodies import BAR, FULL, LETTERS, PART, WHITE, Note, Tune, written

COLLECTIONS = {"oneills1850": "oneill", "ryansMammoth": "ryan", "airdsAirs": "aird"}  # music21's folder, our name
FOLK = "folk"
MOST_TOKENS, LEAST_BARS = 120, 8
LENGTHS = frozenset({1, 2, 3, 4, 6, 8, 12, 16})  # sixteenths
LOWEST, HIGHEST = 53, 88
MODES = {"": 0, "maj": 0, "ion": 0, "mix": -1, "dor": -2, "m": -3, "min": -3, "aeo": -3, "phr": -4, "lyd": 1, "loc": -5}
FIFTHS = {"F": -1, "C": 0, "G": 1, "D": 2, "A": 3, "E": 4, "B": 5}  # sharps of the major key
WHOLE = 3 * 2**9  # parts of a whole note, so that halves of halves are whole numbers
ELEMENT = re.compile(
    r"""(?P<skip>"[^"]*"|!\w[^!]*!|\{[^}]*\}|`|\\|\s|y\d*|[.~uvHLMOPSTJR](?=[^:]|$)|\((?!\d)|\)|&$)
    |(?P<tuplet>\(\d(:\d*)*)
    |(?P<field>\[[A-Za-z]:[^\]]*\])
    |(?P<bar>(\[\||\|\]|:+\|*:*|\|+:*)\]?(?P<ending>\s*\[?\d([,-]\d)*)?|\[(?P<second>\d([,-]\d)*))
    |(?P<chord>\[[^\]|]*\]\d*(/+\d*)?)
    |(?P<note>(\^\^|__|\^|_|=)?[A-Ga-gzx][,']*\d*(/+\d*)?)
    |(?P<tie>-)
    |(?P<broken>>+|<+)""",
    re.VERBOSE,
)
PITCHED = re.compile(r"(\^\^|__|\^|_|=)?([A-Ga-gzx])([,']*)(\d*)(/*)(\d*)")
SHIFTS = {"^^": 2, "^": 1, "=": 0, "_": -1, "__": -2}


class Unreadable(Exception):
    """Something in it that a melody of plain notes has no place for: tuplets, chords, several voices, a change of key."""


@dataclass(frozen=True)
class Played:
    """A note as it is written; `tied` to the next one."""

    pitch: int | None
    length: int  # in parts of a whole note, of which there are WHOLE
    tied: bool = False


@dataclass(frozen=True)
class Line:
    """A bar line: where a part ends, and which ending begins."""

    part: bool = False
    ending: str = ""


@dataclass(frozen=True)
class Read:
    """A tune as it stands in the file."""

    title: str
    metre: str
    sharps: int  # negative for flats
    events: tuple[Played | Line, ...]

    @property
    def notes(self) -> list[Played]:
        return [event for event in self.events if isinstance(event, Played)]


def there() -> bool:
    """Whether this machine has music21."""
    return find_spec("music21") is not None


def folder() -> Path:
    """Where music21 keeps its collections. ModuleNotFoundError without it."""
    spec = find_spec("music21")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("music21")
    return Path(spec.submodule_search_locations[0]) / "corpus"


def texts() -> Iterator[tuple[str, str]]:
    """Each tune's ABC, with the name of its collection."""
    for place, collection in COLLECTIONS.items():
        for file in sorted((folder() / place).glob("*.abc")):
            for tune in _apart(file):
                yield collection, tune


def _apart(file: Path) -> list[str]:
    """The tunes of a file."""
    text = file.read_text(encoding="utf-8", errors="replace").replace("\r", "\n")
    return re.split(r"(?m)^(?=X:)", text)[1:]


@cache
def tunes() -> tuple[Tune, ...]:
    """All tunes that are short and plain enough to learn from, each once. ModuleNotFoundError without music21."""
    found: dict[tuple[str, ...], Tune] = {}
    for collection, text in texts():
        try:
            read_ = read(text)
            tokens = as_tokens(read_)
        except Unreadable:
            continue
        found.setdefault(tokens, Tune(tokens, read_.title, collection))
    return tuple(found.values())


def some(number: int) -> Tune:
    """A tune of one of the files; each number gives another one, until they are all told. Reads that file alone."""
    files = [
        (collection, file) for place, collection in COLLECTIONS.items() for file in sorted((folder() / place).glob("*.abc"))
    ]  # fmt: skip
    for step in range(len(files)):  # a file may have no tune that is plain enough
        collection, file = files[(37 * number + step) % len(files)]
        kept = []
        for text in _apart(file):
            try:
                kept.append((as_tokens(tune := read(text)), tune.title))
            except Unreadable:
                continue
        if kept:
            tokens, title = kept[number % len(kept)]
            return Tune(tokens, title, collection)
    raise Unreadable("no tune at all")


# --- a tune of the file as tokens


def as_tokens(tune: Read) -> tuple[str, ...]:
    """The tune without its first endings, moved to a key without sharps and flats. Unreadable where it does not fit."""
    if tune.metre not in FULL:
        raise Unreadable(tune.metre)
    shift = -7 * tune.sharps % 12  # a fifth up has one sharp more
    played = list(_once(tune.events))
    pitches = [event.pitch for event in played if isinstance(event, Played) and event.pitch is not None]
    if not pitches:
        raise Unreadable("no notes")
    middle = sum(pitches) / len(pitches) + shift
    shift -= 12 * round((middle - 71) / 12)
    tokens = [f"M:{tune.metre}"]
    held: Played | None = None
    for event in played:
        if isinstance(event, Line):
            if held:  # a note that is held over the line would end no bar
                raise Unreadable("tied over a bar line")
            if len(tokens) > 1 and tokens[-1] not in (BAR, PART):
                tokens.append(PART if event.part else BAR)
            elif event.part and tokens[-1] == BAR:
                tokens[-1] = PART
            continue
        if held and held.pitch == event.pitch:
            event = Played(event.pitch, held.length + event.length, event.tied)
        elif held:  # to another pitch one cannot tie: a slur was meant
            tokens.append(_token(held, shift))
        held = event if event.tied else None
        if not held:
            tokens.append(_token(event, shift))
    if held:
        tokens.append(_token(held, shift))
    if tokens[-1] not in (BAR, PART):
        tokens.append(PART)
    tokens[-1] = PART
    _check(tokens)
    return tuple(tokens)


def _once(events: Sequence[Played | Line]) -> Iterator[Played | Line]:
    """Where a part has two endings, only the last one is kept."""
    first = False
    for event in events:
        if isinstance(event, Line):
            if first and event.ending[:1] not in ("", "1"):
                first = False
                continue
            if event.ending.startswith("1"):
                first = True
                yield Line()
                continue
            if first and event.part and not event.ending:
                continue
        if not first:
            yield event


def _token(note: Played, shift: int) -> str:
    return _spelled(None if note.pitch is None else note.pitch + shift, note.length)


@cache
def _spelled(pitch: int | None, length: int) -> str:
    sixteenths, left = divmod(16 * length, WHOLE)
    if left or sixteenths not in LENGTHS:
        raise Unreadable("an unusual length")
    if pitch is not None and not LOWEST <= pitch <= HIGHEST:
        raise Unreadable("an unusual pitch")
    return written(Note(pitch, sixteenths))


def _check(tokens: Sequence[str]) -> None:
    """Whole bars, but for the edges of parts, and neither too long nor too short."""
    from core.data.melodies import bars, metre

    full, parts = FULL[metre(tokens)], bars(tokens)
    if len(tokens) > MOST_TOKENS or sum(map(len, parts)) < LEAST_BARS or len(parts) > 6:
        raise Unreadable("too long or too short")
    for part in parts:
        sizes = [sum(note.length for note in bar) for bar in part]
        if any(size != full for size in sizes[1:-1]) or max(sizes) > full:
            raise Unreadable("bars that do not add up")


# --- ABC


def read(text: str) -> Read:
    """One tune of one voice. Unreadable where it holds more than that."""
    title, metre, key, unit = "", "", "", 0
    body: list[str] = []
    for line in text.splitlines():
        line = re.sub(r"(?<!\\)%.*", "", line)
        field = re.match(r"([A-Za-z]):(.*)", line)
        if field and not key:
            letter, value = field[1], field[2].strip().strip('"')
            match letter:
                case "T":
                    title = title or value
                case "M":
                    metre = {"C": "4/4", "C|": "4/4", "c": "4/4"}.get(value, value)
                case "L":
                    unit = _share(value)
                case "K":
                    key = value
        elif field and not re.match(r"[|:\[]", line):
            if field[1] in "KMLVPU":
                raise Unreadable(f"{field[1]}: in the middle")
        elif key:
            body.append(line)
        elif line.strip() == "" and key:
            break
    if not unit:
        unit = WHOLE // 8 if not metre or _share(metre) >= WHOLE * 3 // 4 else WHOLE // 16
    sharps = _sharps(key)
    return Read(_turned(title), metre or "4/4", sharps, tuple(_events("\n".join(body), unit, sharps)))


def _share(text: str) -> int:
    """`3/4` of a whole note."""
    found = re.match(r"\s*(\d+)/(\d+)", text)
    if not found or not int(found[2]):
        raise Unreadable(text)
    return _divided(WHOLE * int(found[1]), int(found[2]))


def _divided(length: int, by: int) -> int:
    whole, left = divmod(length, by)
    if left:
        raise Unreadable("an unusual length")
    return whole


def _turned(title: str) -> str:
    """`Enchanted Valley, The` as one says it."""
    found = re.fullmatch(r"(.+), (The|A|An)\b(.*)", title)
    return " ".join((f"{found[2]} {found[1]}{found[3]}" if found else title).split())


def _sharps(key: str) -> int:
    found = re.fullmatch(r"([A-G])([#b]?)\s*([A-Za-z]*)\s*", key.strip())
    mode = found[3].lower()[:3] if found else ""
    if not found or mode not in MODES:
        raise Unreadable(f"K:{key}")
    return FIFTHS[found[1]] + {"#": 7, "b": -7, "": 0}[found[2]] + MODES[mode]


def _signature(sharps: int) -> dict[str, int]:
    order = "FCGDAEB"
    if sharps >= 0:
        return dict.fromkeys(order[:sharps], 1)
    return dict.fromkeys(order[sharps:], -1)


def _events(body: str, unit: int, sharps: int) -> Iterator[Played | Line]:
    """Notes and bar lines, in their order."""
    signature, in_bar = _signature(sharps), dict[tuple[str, str], int]()
    waiting: Played | None = None  # a note may be lengthened or tied by what follows it
    share, of = 1, 1  # what a broken rhythm leaves for the next note
    place = 0
    while place < len(body):
        found = ELEMENT.match(body, place)
        if not found:
            raise Unreadable(body[place : place + 10])
        place = found.end()
        if found["skip"]:
            continue
        if found["tuplet"] or found["field"] or found["chord"]:
            raise Unreadable(found[0])
        if found["tie"]:
            if waiting:
                waiting = Played(waiting.pitch, waiting.length, True)
        elif found["broken"]:
            if not waiting:
                raise Unreadable(found[0])
            of = 2 ** len(found[0])
            here, share = (2 * of - 1, 1) if found[0][0] == ">" else (1, 2 * of - 1)
            waiting = Played(waiting.pitch, _divided(waiting.length * here, of), waiting.tied)
        elif found["bar"]:
            if waiting:
                yield waiting
            waiting, in_bar = None, {}
            ending = (found["ending"] or found["second"] or "").strip(" [")
            signs = found["bar"].removesuffix(found["ending"] or "")
            yield Line(":" in signs or "||" in signs or "]" in signs or "[|" in signs, ending)
        else:
            if waiting:
                yield waiting
            waiting = _played(found[0], _divided(unit * share, of), signature, in_bar)
            share, of = 1, 1
    if waiting:
        yield waiting


def _played(note: str, unit: int, signature: dict[str, int], in_bar: dict[tuple[str, str], int]) -> Played:
    """A note of the text; an accidental holds until the bar line, for this octave."""
    found = PITCHED.fullmatch(note)
    if not found:
        raise Unreadable(note)
    accidental, letter, marks, above, strokes, below = found.groups()
    under = int(below) if below else 2 ** len(strokes)
    if not under:
        raise Unreadable(note)
    length = _divided(unit * int(above or 1), under)
    if letter in "zx":
        return Played(None, length)
    if accidental:
        in_bar[letter, marks] = SHIFTS[accidental]
    shift = in_bar.get((letter, marks), signature.get(letter.upper(), 0))
    pitch = 60 + WHITE[LETTERS.index(letter.upper())] + 12 * letter.islower()
    return Played(pitch + 12 * (marks.count("'") - marks.count(",")) + shift, length)
