"""Tunes as texts, and tunes made by a grammar of our own, of which all is known: metre, key, phrases, where they rest.

A tune is a row of tokens, written as in ABC, the notation in which folk tunes are exchanged (https://abcnotation.com):
`M:3/4` the metre, `C2` a note with its length in eighths, `z2` silence, `|` the end of a bar, `||` the end of a part. So one
token is one note, and a bar adds up or does not. All tunes are moved so that they need no sharps or flats in front.

Lengths are counted in sixteenths, and pitches as MIDI counts them: 60 is the C in the middle of a piano.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.caches import cache

BAR, PART = "|", "||"
FULL = {"4/4": 16, "3/4": 12, "2/4": 8, "6/8": 12}  # sixteenths in a bar of each metre
LETTERS = "CDEFGAB"
WHITE = (0, 2, 4, 5, 7, 9, 11)  # semitones of these letters above C
NOTE = re.compile(r"([_^]?)([A-Ga-gz])([,']*)(\d*)(/2)?")
LOWEST, HIGHEST = 48, 96  # of what can be written


@dataclass(frozen=True)
class Note:
    """A pitch for a while; without a pitch it is silence."""

    pitch: int | None
    length: int  # sixteenths


@dataclass(frozen=True)
class Tune:
    """A tune, and where it comes from."""

    tokens: tuple[str, ...]
    title: str = ""
    collection: str = ""


def written(note: Note) -> str:
    """The note as a token.

    >>> [written(note) for note in (Note(60, 4), Note(73, 2), Note(55, 3), Note(None, 1), Note(84, 16))]
    ['C2', '^c', 'G,3/2', 'z/2', "c'8"]
    """
    return name(note.pitch) + duration(note.length)


def name(pitch: int | None) -> str:
    """How ABC names a pitch; black keys are named as sharps."""
    if pitch is None:
        return "z"
    octave, tone = divmod(pitch - 60, 12)
    sharp = tone not in WHITE
    letter = LETTERS[WHITE.index(tone - sharp)]
    marks = letter.lower() + "'" * (octave - 1) if octave > 0 else letter + "," * -octave
    return "^" * sharp + marks


def duration(length: int) -> str:
    """How ABC writes a length, in eighths; one eighth needs no number."""
    whole, half = divmod(length, 2)
    if half:
        return f"{length}/2" if length > 1 else "/2"
    return str(whole) if whole != 1 else ""


def heard(token: str) -> Note | None:
    """The note that a token means; None where it is none.

    >>> heard("^c"), heard("z/2"), heard("|")
    (Note(pitch=73, length=2), Note(pitch=None, length=1), None)
    """
    found = NOTE.fullmatch(token)
    if not found:
        return None
    sharp, letter, marks, count, half = found.groups()
    length = int(count or 1) * (1 if half else 2)
    if letter == "z":
        return Note(None, length)
    pitch = 60 + WHITE[LETTERS.index(letter.upper())] + 12 * letter.islower()
    pitch += 12 * (marks.count("'") - marks.count(",")) + {"^": 1, "_": -1, "": 0}[sharp]
    return Note(pitch, length)


def notes(tokens: Sequence[str]) -> list[Note]:
    """All notes of a tune, without its bars."""
    return [note for token in tokens if (note := heard(token))]


def metre(tokens: Sequence[str]) -> str:
    """What the tune says that its metre is; 4/4 where it says nothing."""
    return next((token[2:] for token in tokens if token.startswith("M:")), "4/4")


def bars(tokens: Sequence[str]) -> list[list[list[Note]]]:
    """The parts of a tune, the bars of each, the notes of each. What no bar line ends counts as a bar, too."""
    parts: list[list[list[Note]]] = [[]]
    bar: list[Note] = []
    for token in tokens:
        if note := heard(token):
            bar.append(note)
        elif token in (BAR, PART):
            if bar:
                parts[-1].append(bar)
            bar = []
            if token == PART and parts[-1]:
                parts.append([])
    if bar:
        parts[-1].append(bar)
    return [part for part in parts if part]


# --- the grammar

INVENTED = "invented"
RHYTHMS = {  # of a bar, in sixteenths; the likelier ones stand more than once
    "4/4": (
        (4, 4, 4, 4),
        (4, 4, 4, 4),
        (4, 4, 8),
        (8, 4, 4),
        (4, 2, 2, 4, 4),
        (6, 2, 4, 4),
        (4, 4, 2, 2, 4),
        (6, 2, 8),
    ),
    "3/4": ((4, 4, 4), (4, 4, 4), (8, 4), (4, 2, 2, 4), (6, 2, 4), (2, 2, 4, 4), (4, 4, 2, 2)),
}
ENDS = {"4/4": ((4, 4, 8), (8, 8), (4, 12)), "3/4": ((4, 8), (12,), (4, 8))}  # of a bar that ends a phrase
FORMS = ("AABA", "AABA", "AABA", "ABAC", "AABB")  # equal letters begin alike
CHORDS = (
    (0, 3, 4),
    (0, 4, 4),
    (0, 5, 4),
    (0, 3, 0),
)  # steps of the scale on which the first three bars of a phrase stand
KEYS = {"major": 0, "minor": -2}  # the step of the home note: C, or the A below it
LOW, HIGH = -5, 9  # the steps that a tune keeps within, from its home note
MOVES = (0, 1, 1, 1, 1, 1, 1, 1, 2, 2)  # steps to the next note
OPEN, CLOSED = (1, 4), (0,)  # the step on which a phrase ends: it asks, or it is at home


@dataclass(frozen=True)
class Known:
    """What the grammar decided of a tune."""

    metre: str
    key: str
    form: str


def invent(seed: int) -> tuple[Tune, Known]:
    """A tune of sixteen bars. The same seed gives the same tune."""
    rng = random.Random(seed)
    known = Known("4/4" if rng.random() < 0.6 else "3/4", "major" if rng.random() < 0.7 else "minor", rng.choice(FORMS))
    phrases = {letter: _phrase(rng, known, letter) for letter in dict.fromkeys(known.form)}
    tokens = [f"M:{known.metre}"]
    for place, letter in enumerate(known.form):
        begun, ends = phrases[letter]
        closes = place in (1, 3)  # a question, an answer; a question, an answer
        for bar in begun:
            tokens += [*map(written, bar), BAR]
        tokens += [*map(written, ends[closes]), PART]
    return Tune(tuple(tokens), f"no. {seed}", INVENTED), known


@cache
def invented(count: int, first: int = 0) -> tuple[Tune, ...]:
    """So many different tunes."""
    found = {tune.tokens: tune for seed in range(first, first + count) for tune in [invent(seed)[0]]}
    return tuple(found.values())


def _phrase(rng: random.Random, known: Known, letter: str) -> tuple[list[list[Note]], tuple[list[Note], list[Note]]]:
    """Three bars, and a fourth in two ways: one that asks for more, and one that is at home."""
    home = KEYS[known.key]
    chords = (3, 0, 4) if letter == "B" else rng.choice(CHORDS)
    first, second = (rng.choice(RHYTHMS[known.metre]) for _ in range(2))
    at = rng.choice((3, 5, 7) if letter == "B" else (0, 2, 4))
    bars: list[list[int]] = []
    for chord, rhythm in zip(chords, (first, second, first), strict=True):
        if (
            len(bars) == 2 and rng.random() < 0.6
        ):  # the third bar is the first one again, or that a step higher or lower
            moved = rng.choice((0, 0, -1, 1))
            bars.append([max(LOW, min(HIGH, step + moved)) for step in bars[0]])
        else:
            bars.append(_walk(rng, at, chord, len(rhythm)))
        at = bars[-1][-1]
    endings = []
    rhythm = rng.choice(ENDS[known.metre])  # type: ignore[assignment]  # of another loop
    for targets in (OPEN, CLOSED):
        goals = [target + octave for target in targets for octave in (-7, 0, 7) if LOW <= target + octave <= HIGH]
        goal = min(goals, key=lambda step: (abs(step - at), step))
        side = -1 if at < goal else 1
        way = [goal + side * left for left in range(len(rhythm) - 1, -1, -1)]
        endings.append([Note(_pitch(step, home), length) for step, length in zip(way, rhythm, strict=True)])
    begun = [
        [Note(_pitch(step, home), length) for step, length in zip(bar, rhythm, strict=True)]
        for bar, rhythm in zip(bars, (first, second, first), strict=True)
    ]
    return begun, (endings[0], endings[1])


def _walk(rng: random.Random, at: int, chord: int, count: int) -> list[int]:
    """Steps of a bar: the first belongs to its chord and lies near; then mostly the next step up or down."""
    tones = [tone + octave for tone in (chord, chord + 2, chord + 4) for octave in (-14, -7, 0, 7)]
    near = sorted((tone for tone in tones if LOW <= tone <= HIGH), key=lambda tone: abs(tone - at))
    steps = [rng.choice(near[:2])]
    way = rng.choice((-1, 1))
    while len(steps) < count:
        if rng.random() < 0.3:
            way = -way
        move = way * rng.choice(MOVES)
        if not LOW <= steps[-1] + move <= HIGH:
            way, move = -way, -move
        steps.append(steps[-1] + move)
    return steps


def _pitch(step: int, home: int) -> int:
    octave, letter = divmod(step + home, 7)
    return 60 + 12 * octave + WHITE[letter]
