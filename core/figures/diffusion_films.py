"""A film from noise to picture: what assets/components/denoising.js plays, what is said of it, and its numbers.

The sentences stand in the lesson's file: one for each level of the film, and some for its end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.data.digits import SIDE as DIGIT_SIDE
from core.data.faces import SIDE as FACE_SIDE
from core.data.points import CENTRES
from core.figures.diffusion import points_payload, sheet_payload
from core.language import number, percent
from core.lessons import head
from core.lessons.parts import Says
from core.studies.diffusion_films import DIGITS, EDGE, FACES, Asked, Cloud, Digits, Faces, Way


@dataclass(frozen=True)
class Film:
    payload: bytes
    told: Mapping[str, Mapping[str, Any]]  # by the names of the lesson's sentences, the facts in them
    numbers: Sequence[Mapping[str, Any]]  # a row each


def named_clouds(text: Says, made: Cloud) -> Film:
    """Clouds with names: how many points are nearest to the one that was asked for."""
    said = [text.say("step.clouds", nearest=share) for share in made.right]
    told = {"film.clouds": {"nearest": made.right[-1], "spread": made.spread}}
    shares = {"nearest_to_the_cloud_asked_for": [percent(share) for share in made.right]}
    return Film(_points(made, said), told, _by_level(made.way, shares))


def shape(text: Says, made: Cloud, asked: str) -> Film:
    """Points that become a shape: how many of them hit it, and how much of it they cover."""
    said = [text.say("step.shape", hit=hit.quality) for hit in made.hits]
    clouds, end = asked in CENTRES, made.hits[-1]
    told = {"film.ring" if clouds else "film.shape": {"hit": end.quality, "covered": end.covered, "places": end.places}}
    columns = {
        "points_that_hit": [percent(hit.quality) for hit in made.hits],
        "clouds_covered" if clouds else "places_covered": [f"{hit.covered}" for hit in made.hits],
    }
    return Film(_points(made, said), told, _by_level(made.way, columns))


def digits(text: Says, made: Digits, asked: Asked) -> Film:
    """A sheet of digits: how many the judge reads as asked, and whether they look like digits; of drowning ones, until when
    they are found again."""
    said = [text.say("step.digits", right=right, digits=DIGITS) for right in made.believed]
    end = "film.digits" if made.like > DIGITS / 2 else "film.no digits"
    told: dict[str, Mapping[str, Any]] = {end: {"right": made.right, "digits": DIGITS, "like": made.like}}
    if asked.forwards:
        told = {"film.still": {"noise_level": still_right(made)}}
    read = {head("read_as_asked", digits=DIGITS): made.believed}
    return Film(_sheet(made.way, DIGIT_SIDE, 5, said, 0.5), told, _by_level(made.way, read))


def still_right(made: Digits) -> float:
    """The most noise from which nine of ten digits are found again."""
    found = zip(made.way.levels, made.believed, strict=True)
    return max((level for level, right in found if right >= 0.9 * DIGITS), default=0.0)


def faces(text: Says, made: Faces, asked: Asked, count: int = FACES) -> Film:
    """A sheet of faces from words, and how many came out as asked, by the factors that would draw them."""
    said = [text.say("step.faces", level=level) for level in made.way.levels]
    numbers = [
        {"word": word, "came_out": text.say("came out", right=n, faces=count)} for word, n in made.came_out.items()
    ]
    told: dict[str, Mapping[str, Any]] = {
        "film.faces": {"right": made.right, "faces": count, "words": ", ".join(made.came_out)}
    }
    if made.unclear:
        told["film.unclear"] = {"unclear": made.unclear}
    if not numbers:
        numbers, told = [{"word": text.say("none"), "came_out": ""}], {"film.no word": {}}
    if asked.forwards:
        told = {"film.drown": {}}
    return Film(_sheet(made.way, FACE_SIDE, 4, said, 0.6), told, numbers)


def _by_level(way: Way, columns: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """The frames of a film, a row each."""
    return [
        {"noise_level": number(level, ".3f")} | {name: column[i] for name, column in columns.items()}
        for i, level in enumerate(way.levels)
    ]


def _points(made: Cloud, said: Sequence[str]) -> bytes:
    way = made.way
    return points_payload(
        way.frames, made.real, made.field, edge=EDGE, levels=way.levels, steps=way.steps, said=said, begin=0.6
    )


def _sheet(way: Way, side: int, columns: int, said: Sequence[str], begin: float) -> bytes:
    return sheet_payload(
        way.frames, way.beliefs, side=side, columns=columns, levels=way.levels, steps=way.steps, said=said, begin=begin
    )
