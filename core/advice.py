"""What to do with a picture that one is not sure of, read from `assets/lessons/<language>/suspicious_pictures.yaml`.

Knows nothing of pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core import translation
from core.caches import cache
from core.language import ENGLISH, folders, spoken
from core.lessons.files import build
from core.lessons.parts import Dated, Passage


@dataclass(frozen=True)
class Step:
    """One thing to do with a suspicious picture, and who found out that it helps."""

    do: str
    how: str
    source: str
    link: str


@dataclass(frozen=True)
class Advice:
    """Steps, what asking for consent would mean, and why nobody real is on the page."""

    title: str
    steps: tuple[Step, ...]
    passages: tuple[Passage, ...]  # to open and read
    ages: tuple[Dated, ...] = ()


def advice() -> Advice:
    """What `suspicious_pictures.yaml` says, in the language that is spoken, and in English where that lacks a sentence."""
    return _advice(spoken())


@cache
def _advice(language: str) -> Advice:
    """LessonError where a part is missing or misspelt."""
    paths = [folders() / one / "suspicious_pictures.yaml" for one in dict.fromkeys((ENGLISH, language))]
    english, *others = [translation.read(path) for path in paths if path.exists()]
    return build(Advice, translation.translated(english, others[0], language) if others else english, paths[0].name)


def steps_in_markdown(steps: Sequence[Step]) -> str:
    """A numbered list.

    >>> steps_in_markdown([Step("Stop.", "Wait.", "Somebody (2019)", "https://example.org")])
    '1. **Stop.** Wait. ([Somebody (2019)](https://example.org))'
    """
    return "\n".join(f"{n}. **{s.do}** {s.how} ([{s.source}]({s.link}))" for n, s in enumerate(steps, 1))
