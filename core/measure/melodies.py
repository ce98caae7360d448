"""Facts about tunes: how they are built, and how much of them stands in others, note for note and in any key.

Nothing here says whether a tune is beautiful. What is measured is what can be counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np

from core.data.melodies import BAR, FULL, PART, Tune, bars, heard, metre, notes

Tokens = Sequence[str]
SEPARATOR = "\0"  # between two tunes of a library


@dataclass(frozen=True)
class Structure:
    """How a tune is built, or a few of them on average."""

    adds_up: float  # the share of its bars, those at the edges of parts left out, that are as long as its metre asks
    repeated: float  # the share of its bars that stood in it before, note for note
    even: float  # 1 where all its parts are equally long, else 0
    at_rest: float  # the share of its parts whose last note is at least twice as long as its commonest length
    span: float  # semitones from its lowest note to its highest
    leap: float  # semitones from a note to the next, on average


STATISTICS = tuple(field.name for field in fields(Structure))
NAMED = ("adds_up", "repeated", "even")  # those that a finding and an experiment hold models against


def structure(tokens: Tokens) -> Structure:
    """What can be counted of one tune.

    >>> structure("M:3/4 C2 E4 | C2 E4 | D6 ||".split())
    Structure(adds_up=1.0, repeated=0.5, even=0.0, at_rest=1.0, span=4.0, leap=3.5)
    """
    parts, full = bars(tokens), FULL.get(metre(tokens), 16)
    inner = [sum(note.length for note in bar) == full for part in parts for bar in part[1:-1]]
    whole = [tuple(bar) for part in parts for bar in part]
    again = [bar in whole[:place] for place, bar in enumerate(whole) if len(bar) > 1]
    lengths = [sum(note.length for bar in part for note in bar) for part in parts]
    usual = Counter(note.length for bar in whole for note in bar).most_common(1)
    rests = [part[-1][-1].length >= 2 * usual[0][0] for part in parts]
    pitches = [note.pitch for bar in whole for note in bar if note.pitch is not None]
    leaps = [abs(after - before) for before, after in zip(pitches, pitches[1:], strict=False)]
    return Structure(
        _mean(inner), _mean(again), float(len(parts) > 1 and len(set(lengths)) == 1), _mean(rests),
        float(max(pitches) - min(pitches)) if pitches else 0.0, _mean(leaps),
    )  # fmt: skip


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else 0.0


def average(tunes: Iterable[Tokens]) -> Structure:
    """The structure of some tunes on average."""
    found = [asdict(structure(tune)) for tune in tunes]
    return Structure(**{name: round(_mean([one[name] for one in found]), 4) for name in STATISTICS})


def apart(one: Structure, other: Structure, named: Sequence[str] = NAMED) -> dict[str, float]:
    """How far two of them are apart in each of these."""
    return {name: abs(getattr(one, name) - getattr(other, name)) for name in named}


def nearest(models: Mapping[str, Structure], data: Structure) -> dict[str, str]:
    """Which model comes nearest to the data, in each of the named statistics."""
    far = {model: apart(one, data) for model, one in models.items()}
    return {name: min(far, key=lambda model: far[model][name]) for name in NAMED}


def shuffled(tokens: Tokens, rng: np.random.Generator) -> tuple[str, ...]:
    """The same notes in an order that chance decides; metre and bar lines stay where they are."""
    places = [place for place, token in enumerate(tokens) if heard(token)]
    mixed = list(tokens)
    for place, other in zip(places, rng.permutation(places), strict=True):
        mixed[place] = tokens[other]
    return tuple(mixed)


# --- copies


@dataclass(frozen=True)
class Shared:
    """The longest run of notes that a tune has in common with a library."""

    notes: int  # 0 where there is none of two notes
    place: int = 0  # the number of its first note in the tune
    tune: int = -1  # the number of the tune in the library
    of: int = 0  # notes that the tune has

    @property
    def share(self) -> float:
        return self.notes / self.of if self.of else 0.0


class Library:
    """Tunes in which runs can be looked up: each note is a letter, for its length and the way to the next note.

    What is moved up or down as a whole has the same letters, so a copy in another key is found.
    """

    def __init__(self, tunes: Sequence[Tokens]) -> None:
        self.letters: dict[tuple[int, int], str] = {}
        self.starts: list[int] = []
        written, place = [], 0
        for tune in tunes:
            row = "".join(self.letters.setdefault(move, chr(len(self.letters) + 1)) for move in moves(tune))
            self.starts.append(place)
            written.append(row + SEPARATOR)
            place += len(row) + 1
        self.text = "".join(written)

    def longest(self, tune: Tokens) -> Shared:
        """The longest run of this tune that stands in the library."""
        row = "".join(self.letters.get(move, "\uffff") for move in moves(tune))
        best, where, at = 0, 0, -1
        for start in range(len(row)):
            while start + best < len(row) and (found := self.text.find(row[start : start + best + 1])) >= 0:
                best, where, at = best + 1, start, found
        of = len(row) + 1 if row else 0
        if not best:
            return Shared(0, of=of)
        return Shared(best + 1, where, int(np.searchsorted(self.starts, at, side="right")) - 1, of)


def moves(tokens: Tokens) -> list[tuple[int, int]]:
    """Each note's length with the semitones to the next one; silence lengthens the note before it."""
    sounding: list[list[int]] = []
    for note in notes(tokens):
        if note.pitch is not None:
            sounding.append([note.pitch, note.length])
        elif sounding:
            sounding[-1][1] += note.length
    return [(here[1], after[0] - here[0]) for here, after in zip(sounding, sounding[1:], strict=False)]


def text(tune: Tune | Tokens) -> str:
    """The tune as it is read aloud to a model."""
    return " ".join(tune.tokens if isinstance(tune, Tune) else tune)


def grammatical(tokens: Tokens) -> bool:
    """Whether this can be a tune at all: a metre first, then notes and bar lines, and it ends a part."""
    return (
        len(tokens) > 1
        and tokens[0].startswith("M:")
        and tokens[-1] in (BAR, PART)
        and all(heard(token) or token in (BAR, PART) for token in tokens[1:])
    )
