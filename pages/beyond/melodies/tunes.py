"""The tunes of the page: what a tune begins with, and how the models that came with the app go on with it."""

from collections.abc import Sequence
from typing import Any

from core.caches import lru_cache, shared
from core.data import folk_tunes
from core.data.melodies import INVENTED, Note, Tune, invent
from core.data.melody_files import MIDDLE, OwnMelody, melody
from core.measure.melody_writing import Composer, Continued, barred, first_bars
from core.problems import Problem
from core.studies.melodies import FEW, FOLK, KEPT_BACK, TUNES, Ended, Learned
from core.training.open_study import OpenStudy

BARS = 4  # of a tune, that are given
GIVEN = 16  # notes of a file, that are given
BEGINNINGS = ("nothing", "keys", "tune", "file")
METRES = {INVENTED: "4/4", FEW: "4/4", FOLK: "6/8"}
LOWEST, HIGHEST = MIDDLE - 23, MIDDLE + 25  # of what may be tapped
MOST_TAPPED = 24
LENGTHS = (2, 4, 8)


def sources() -> tuple[str, ...]:
    """What models learned from. Folk tunes are there where music21 is."""
    return (INVENTED, FEW, FOLK) if folk_tunes.there() else (INVENTED, FEW)


def folk_there() -> bool:
    """Whether this machine has folk tunes."""
    return folk_tunes.there()


def end(opened: OpenStudy[Learned]) -> Ended:
    """What was measured at the end of this training."""
    found = opened.records[-1].values.ended
    assert found, "asked of a training that has come to its end"
    return found


@shared(8, key=lambda opened: opened.run.folder)
def composer(opened: OpenStudy[Learned]) -> Composer:
    """The model at the end of its training."""
    return Composer(opened.arrays(opened.records[-1]), end(opened).alphabet)


@shared(256, key=lambda opened, begun, *rest: (opened.run.folder, begun, *rest))
def continued(opened: OpenStudy[Learned], begun: tuple[str, ...], temperature: float, throw: int) -> Continued:
    """The model goes on; the same throw, the same tune."""
    return composer(opened).goes_on(begun, temperature, throw)


def tapped(sent: Any) -> list[list[int]] | None:
    """Notes as a browser sent them, a pitch and a length each; None where it is anything else."""
    if not isinstance(sent, list) or len(sent) > MOST_TAPPED:
        return None
    for one in sent:
        match one:
            case [int(pitch), int(length)] if LOWEST <= pitch <= HIGHEST and length in LENGTHS:
                continue
        return None
    return [list(one) for one in sent]


def read_tapped(text: str) -> Any:
    """`60-4.62-4`, as it stands in the address."""
    try:
        return [[int(number) for number in note.split("-")] for note in text.split(".")] if text else []
    except ValueError:
        return None


def write_tapped(begin: Sequence[Sequence[int]]) -> str:
    return ".".join(f"{pitch}-{length}" for pitch, length in begin)


def by_keys(opened: OpenStudy[Learned], source: str, begin: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """What was tapped, with its bar lines, as the model knows it."""
    notes = [Note(pitch, length) for pitch, length in begin]
    return composer(opened).knows(barred(METRES[source], notes)) if notes else ()


def by_file(opened: OpenStudy[Learned], source: str, own: OwnMelody) -> tuple[str, ...]:
    """The first notes of a file, likewise."""
    return composer(opened).knows(barred(METRES[source], own.notes[:GIVEN]))


@lru_cache(maxsize=16)
def own_melody(data: bytes) -> OwnMelody | Problem:
    """The melody of a file, or why there is none."""
    try:
        return melody(data)
    except Problem as problem:
        return problem


@lru_cache(maxsize=128)
def example(source: str, number: int) -> Tune:
    """A tune of the grammar that no model learned, or a folk tune."""
    return folk_tunes.some(number) if source == FOLK else invent(TUNES + KEPT_BACK + number)[0]


def by_tune(opened: OpenStudy[Learned], tune: Tune) -> tuple[str, ...]:
    """Its first bars, as the model knows them."""
    return composer(opened).knows(first_bars(tune.tokens, BARS))
