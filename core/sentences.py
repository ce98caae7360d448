"""A sentence whose numbers are computed: the words come from a lesson's file, the numbers from facts, and it remembers them.

    mind: "{runs:one run is|# runs are} left, {share:.0%} of all."

So a table can show the very numbers that the sentence says, rounded the same way. Knows nothing about lessons or pages.
"""

import string
from collections.abc import Iterable, Mapping
from typing import Any

Facts = Mapping[str, str]  # what a number is, and how the sentence writes it


class Sentence(str):
    """Text to be shown as it is, and the facts in it as they are written there."""

    facts: dict[str, str]

    def __new__(cls, text: str, facts: Facts | None = None) -> "Sentence":
        made = super().__new__(cls, text)
        made.facts = dict(facts or {})
        return made


def percent(share: float, decimals: int = 0) -> str:
    """A share as all our sentences, tables and pictures write it: a little is not nothing, and nearly all is not all.

    >>> percent(0.914), percent(0.001), percent(0.999), percent(0.0142, 1)
    ('91%', '<1%', '>99%', '1.4%')
    """
    written, none, all = (f"{one * 100:.{decimals}f}" for one in (share, 0, 1))
    if written == none and share > 0:
        return f"<{0.1**decimals:.{decimals}f}%"
    if written == all and share < 1:
        return f">{100 - 0.1**decimals:.{decimals}f}%"
    return f"{written}%"


class _Writer(string.Formatter):
    """Python's own format, shares and words that depend on a number besides; notes down what it wrote."""

    def __init__(self) -> None:
        self.written: dict[str, str] = {}
        self._name = ""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        self._name = field_name
        return super().get_field(field_name, args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            one, many = format_spec.split("|")
            text = (one if value == 1 else many).replace("#", f"{value:,}")
        elif format_spec.endswith("%"):
            text = percent(value, int(format_spec[1:-1]))
        else:
            text = str(super().format_field(value, format_spec))
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            self.written[self._name] = f"{value:,}" if "|" in format_spec else text
        return text


def write(template: str, **facts: Any) -> Sentence:
    """Fill the template's places with the facts. KeyError where it names one that is not there.

    Args:
        template: with places such as `{loss:.2f}`, in Python's format language; `{runs:one run|# runs}` chooses by the
            number, which stands where the `#` is; `{share:.0%}` writes a share as everything here does, see `percent`.

    >>> said = write("{runs:one run is|# runs are} left, {share:.0%} of all.", runs=1200, share=0.256)
    >>> said, said.facts
    ('1,200 runs are left, 26% of all.', {'runs': '1,200', 'share': '26%'})
    >>> write("{runs:one run is|# runs are} left.", runs=1)
    'one run is left.'
    >>> write("{share:.0%}", share=0.001).facts
    {'share': '<1%'}
    """
    writer = _Writer()
    return Sentence(writer.vformat(template, (), facts), writer.written)


def together(sentences: Iterable[str]) -> Sentence:
    """Several sentences as one text with all their facts; empty ones are left out. The first to name a fact keeps it.

    >>> together([write("{a} is big.", a=5), "", write("{a} and {b}.", a=6, b=7)]).facts
    {'a': '5', 'a, 2': '6', 'b': '7'}
    """
    facts: dict[str, str] = {}
    said = [one for one in sentences if one]
    for number, one in enumerate(said, 1):
        for name, written in getattr(one, "facts", {}).items():
            same = facts.get(name, written) == written
            facts[name if same else f"{name}, {number}"] = written
    return Sentence(" ".join(said), facts)
