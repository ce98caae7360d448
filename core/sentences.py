"""A sentence whose numbers are computed: the words come from a lesson's file, the numbers from facts, and it remembers them.

    mind: "{runs:one run is|# runs are} left, {share:.0%} of all."

So a table can show the very numbers that the sentence says, rounded the same way. Knows nothing about lessons or pages.
"""

import string
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import Any

from core.language import ENGLISH, form, number, percent

Facts = Mapping[str, str]  # what a number is, and how the sentence writes it


class Sentence(str):
    """Text to be shown as it is, and the facts in it as they are written there."""

    facts: dict[str, str]

    def __new__(cls, text: str, facts: Facts | None = None) -> "Sentence":
        made = super().__new__(cls, text)
        made.facts = dict(facts or {})
        return made


class Wording(str):
    """A sentence of a translation, to be filled in: it counts as its own language does, and keeps the English sentence
    in case that it cannot be filled."""

    language: str
    english: str

    def __new__(cls, text: str, language: str = ENGLISH, english: str = "") -> "Wording":
        made = super().__new__(cls, text.strip())
        made.language, made.english = language, english
        return made


class _Writer(string.Formatter):
    """Python's own format, shares and words that depend on a number besides; notes down what it wrote."""

    def __init__(self, counts_as: str) -> None:
        self.counts_as = counts_as  # the language that says which form of a word a number takes
        self.written: dict[str, str] = {}
        self._name = ""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        self._name = field_name
        return super().get_field(field_name, args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:
        if not _is_number(value):
            return str(super().format_field(value, format_spec))
        if "|" in format_spec:
            self.written[self._name] = number(value, ",")
            return form(value, format_spec.split("|"), self.counts_as).replace("#", self.written[self._name])
        percents = format_spec.endswith("%")
        text = percent(value, int(format_spec[1:-1])) if percents else number(value, format_spec)
        self.written[self._name] = text
        return text


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def write(template: str, **facts: Any) -> Sentence:
    """Fill the template's places with the facts. KeyError where it names one that is not there.

    Args:
        template: with places such as `{loss:.2f}`, in Python's format language; `{runs:one run|# runs}` chooses by the
            number, which stands where the `#` is; `{share:.0%}` writes a share as everything here does, see `percent`.
            A `Wording` counts as its language does, with as many forms as that has (`core.language.forms`). Numbers are
            written as the language does that is spoken.

    >>> said = write("{runs:one run is|# runs are} left, {share:.0%} of all.", runs=1200, share=0.256)
    >>> said, said.facts
    ('1,200 runs are left, 26% of all.', {'runs': '1,200', 'share': '26%'})
    >>> write("{runs:one run is|# runs are} left.", runs=1)
    'one run is left.'
    >>> write("{share:.0%}", share=0.001).facts
    {'share': '<1%'}
    """
    writer = _Writer(getattr(template, "language", ENGLISH))
    try:
        return Sentence(writer.vformat(template, (), facts), writer.written)
    except (LookupError, ValueError):
        if isinstance(template, Wording) and template.english:
            return write(template.english, **facts)
        raise


def together(sentences: Iterable[str]) -> Sentence:
    """Several sentences as one text with all their facts; empty ones are left out. The first to name a fact keeps it.

    >>> together([write("{a} is big.", a=5), "", write("{a} and {b}.", a=6, b=7)]).facts
    {'a': '5', 'a, 2': '6', 'b': '7'}
    """
    facts: dict[str, str] = {}
    said = [one for one in sentences if one]
    for place, one in enumerate(said, 1):
        for name, written in getattr(one, "facts", {}).items():
            same = facts.get(name, written) == written
            facts[name if same else f"{name}, {place}"] = written
    return Sentence(" ".join(said), facts)
