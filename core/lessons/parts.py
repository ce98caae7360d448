"""The parts of a teaching text: what a lesson, an experiment, a question, a frame around pictures consist of.

A text says a sentence with facts in it (`say`), names its controls (`control`), and tells how an experiment came out
(`came_out`). Where it was read from, `core.lessons.files` knows; which texts there are, `core.lessons`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from core import sentences
from core.sentences import Sentence

# a lesson's further pages: `deeper.py` in the folder of the lesson `tokens` is `tokens_deeper`
FURTHER = ("deeper", "remedies", "landscape", "copies")
GROUNDS = ("finding", "exact", "cited", "seen", "definition")  # what a claim may rest on


class LessonError(ValueError):
    """A lesson file says something that cannot be shown; the message says where and what to do."""


@dataclass(frozen=True)
class Outcome:
    """One way in which an experiment may come out: what it shows, and the guesses that it bears out."""

    says: str  # with places for numbers, as every sentence
    bears_out: tuple[int, ...] = ()  # options by their place, from 1; none where nobody could have guessed it


@dataclass(frozen=True)
class Experiment:
    """Predict, do, explain. The page computes what happened; the text asks before and explains after."""

    key: str
    title: str
    ask: str
    options: tuple[str, ...]
    did: str  # what the page did once the guess was made
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    explain: str = ""  # what is true however it came out
    technical: str = ""  # one more paragraph for those who chose the technical register


@dataclass(frozen=True)
class Verdict:
    """How an experiment came out, and which of the guesses the result bears out."""

    lesson: str  # its name
    experiment: Experiment
    outcome: str  # its code
    says: Sentence

    @property
    def bears_out(self) -> tuple[str, ...]:
        """The places of the options that came out, as a guess is kept."""
        return tuple(map(str, self.experiment.outcomes[self.outcome].bears_out))


@dataclass(frozen=True)
class Symbol:
    """One colour ties a symbol of the formula, its meaning, and its names in the code."""

    latex: str  # a letter with an index or an accent, as `as_html` of core/figures/source.py reads it
    hue: str  # a name from the palette
    says: str
    code: tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """The formula behind the picture. In it, `\\hue{query}{q}` writes q in the colour of queries."""

    words: str
    formula: str
    symbols: tuple[Symbol, ...]


@dataclass(frozen=True)
class Option:
    """One answer, and what to say to whoever chose it."""

    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    ask: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Source:
    text: str
    link: str


@dataclass(frozen=True)
class Dated:
    """A sentence that ages, because it speaks of other systems, of products, prices or laws; `core.ages` lists the old ones."""

    sentence: str  # words that stand in the same file
    checked_on: str  # the day on which somebody looked whether it still holds
    link: str = ""  # where
    superseded_by: str = ""  # what came after it


@dataclass(frozen=True)
class Claimed:
    """What a sentence about how models behave rests on: one of these. `core.grounds` finds its place and its rate."""

    sentence: str  # it, or a part of it that stands nowhere else in the same file
    finding: str = ""  # the id of what was measured, start after start
    exact: str = ""  # why it holds by construction
    cited: str = ""  # the link of the source, which the file lists
    seen: str = ""  # `here`: in the run that the page shows; nobody counted yet in how many starts it holds
    definition: str = ""  # it says nothing about how models behave; what it is instead

    @property
    def ground(self) -> str:
        """Which of them it is."""
        return next((name for name in GROUNDS if getattr(self, name)), "")


@dataclass(frozen=True)
class Control:
    """The words of a button, a slider, a choice. In the file a label alone may stand for it."""

    label: str
    help: str = ""
    options: Mapping[str, str] = field(
        default_factory=dict
    )  # what is shown for each code; a code that lacks is shown as it is


class Says:
    """What has sentences with places for numbers, and controls."""

    says: Mapping[str, str]
    controls: Mapping[str, Control]
    name: str

    @cached_property
    def edition(self) -> str:
        """Another one where any of the sentences is another: what is made with them is kept by it."""
        return sha256(repr(sorted(self.says.items())).encode()).hexdigest()

    def say(self, key: str, **facts: Any) -> Sentence:
        """The sentence of that name with these facts in it. LessonError where there is none, or a fact is missing."""
        if key not in self.says:
            raise LessonError(f"{self.name}.yaml says nothing under {key!r}; it has {sorted(self.says)}.")
        try:
            return sentences.write(self.says[key], **facts)
        except (KeyError, ValueError) as problem:
            raise LessonError(
                f"{self.name}.yaml, says {key}: {problem} cannot be filled in; known are {', '.join(sorted(facts))}."
            ) from None

    def control(self, key: str, **facts: Any) -> Control:
        """The words of that control with these facts in its label and help. LessonError where there are none."""
        if key not in self.controls:
            raise LessonError(f"{self.name}.yaml has no control {key!r}; it has {sorted(self.controls)}.")
        found = self.controls[key]
        if not facts:
            return found
        try:
            return replace(
                found, label=sentences.write(found.label, **facts), help=sentences.write(found.help, **facts)
            )
        except (KeyError, ValueError) as problem:
            raise LessonError(f"{self.name}.yaml, control {key}: {problem} cannot be filled in.") from None


class Asks(Says):
    """What asks for a guess before it shows something."""

    experiments: tuple[Experiment, ...]

    def experiment(self, key: str) -> Experiment:
        """The experiment of that name. LessonError where there is none."""
        for experiment in self.experiments:
            if experiment.key == key:
                return experiment
        raise LessonError(f"{self.name}.yaml has no experiment {key!r}; it has {[e.key for e in self.experiments]}.")

    def came_out(self, key: str, outcome: str, **facts: Any) -> Verdict:
        """That experiment came out so, with these facts. LessonError where its outcomes know no such thing, or lack a fact."""
        experiment = self.experiment(key)
        if outcome not in experiment.outcomes:
            known = ", ".join(experiment.outcomes)
            raise LessonError(f"{self.name}.yaml, experiment {key} has no outcome {outcome!r}; it has {known}.")
        try:
            says = sentences.write(experiment.outcomes[outcome].says, **facts)
        except (KeyError, ValueError) as problem:
            raise LessonError(f"{self.name}.yaml, {key}, {outcome}: {problem} cannot be filled in.") from None
        return Verdict(self.name, experiment, outcome, says)


@dataclass(frozen=True)
class Lesson(Asks):
    """Everything that a lesson says, except for what its page computes."""

    section: str
    place: int  # in its section, from 1
    title: str  # in the menu
    question: str
    answer: str
    minutes: int
    able: str  # "You will be able to ..."
    task: str  # what to look at in the living picture and what to do there, in one sentence
    look: str  # how to read it
    experiments: tuple[Experiment, ...]
    box: Box
    simplified: tuple[str, ...]
    sources: tuple[Source, ...]
    stations: tuple[str, ...] = ()  # on the way through a language model; none in lessons about other models
    quiz: tuple[Question, ...] = ()  # three questions; a second page has none
    says: Mapping[str, str] = field(default_factory=dict)  # sentences with places for what the page computes
    controls: Mapping[str, Control] = field(default_factory=dict)
    ages: tuple[Dated, ...] = ()
    claims: tuple[Claimed, ...] = ()
    name: str = ""  # the file's, and the page's
    teacher: str = ""  # Markdown

    @property
    def deeper(self) -> bool:
        """Is this a further page of another lesson?"""
        return self.first != self.name

    @property
    def first(self) -> str:
        """The name of the lesson that this page belongs to: its own, if it is no further page."""
        return first_page(self.name)


@dataclass(frozen=True)
class Passage:
    """A title and what stands under it."""

    title: str
    text: str


@dataclass(frozen=True)
class Welcome(Asks):
    """What the first page says: the way through in five minutes, other ways, and the map."""

    question: str
    answer: str
    minutes: int
    able: str
    task: str
    look: str
    finish: Passage
    train: Passage
    catch: Experiment
    why: Passage
    routes: tuple[Passage, ...]
    map: Passage
    says: Mapping[str, str] = field(default_factory=dict)
    controls: Mapping[str, Control] = field(default_factory=dict)
    claims: tuple[Claimed, ...] = ()
    name: str = ""
    teacher: str = ""

    @property
    def experiments(self) -> tuple[Experiment, ...]:  # type: ignore[override]
        """The one that it has."""
        return (self.catch,)


@dataclass(frozen=True)
class Waiting:
    """What the page says that waits for a place; `{place}` in it is the place in the line."""

    title: str
    why: str
    place: str
    stay: str
    lost: str  # while the server does not answer
    without: str  # to browsers without scripts
    name: str = ""


@dataclass(frozen=True)
class Frame(Says):
    """What stands around every picture, on all pages."""

    says: Mapping[str, str]
    controls: Mapping[str, Control] = field(default_factory=dict)
    name: str = ""

    @cached_property
    def by_owner(self) -> dict[str, dict[str, str]]:
        """The sentences under `owner.key`, by owner and key; those under `key` alone belong to ""."""
        found: dict[str, dict[str, str]] = {"": {}}
        for name, text in self.says.items():
            owner, _, key = name.rpartition(".")
            found.setdefault(owner, {})[key] = text
        return found


def first_page(name: str) -> str:
    """The name of the lesson that the page of that name belongs to.

    >>> first_page("tokens_deeper"), first_page("hallucination_remedies"), first_page("latent_space")
    ('tokens', 'hallucination', 'latent_space')
    """
    return name.removesuffix(f"_{part(name)}")


def part(name: str) -> str:
    """Which further page of its lesson this is; nothing for the first one.

    >>> part("tokens_deeper"), part("tokens")
    ('deeper', '')
    """
    return next((one for one in FURTHER if name.endswith(f"_{one}")), "")
