"""What a page shows is a value: a picture, its sentence, its numbers and where they come from.

A lesson's `exhibits.py` has a pure function for each of its experiments, from facts and choices to an `Exhibit`. So sentence,
table and picture are made of the same facts, and a test tries every choice without a browser. Knows nothing of how it is
shown; that is `pages/kit/exhibit.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, Literal, get_args

from core.figures import Figure
from core.figures.chart import frames
from core.language import date
from core.lessons import frame
from core.lessons.parts import Verdict
from core.sentences import together
from core.tables import Rows
from core.training.origins import made
from core.training.run import SHIPPED, STUDIES, Run

Badge = Literal["live", "here", "recorded", "illustration"]  # the newest first


@dataclass(frozen=True)
class Picture:
    """A picture of our own: the component that draws it, and its payload, made by `core.figures`."""

    component: str
    payload: Any  # plain JSON, or bytes from `core.figures.payload.packed`
    helpers: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # names of what the learner may choose in it


@dataclass(frozen=True)
class Origin:
    """Where the facts come from: a word on the badge, and sentences behind it."""

    badge: Badge
    says: tuple[str, ...] = ()
    recordings: tuple[Run, ...] = ()  # studies that came with the app, and can be computed again


def now() -> Origin:
    """Computed just now: by the open model, where one has a part in it, or without any."""
    return Origin("live", (frame().say("live"),))


def drawn() -> Origin:
    """Drawn to explain, without a model."""
    return Origin("illustration", (frame().say("illustration"),))


def of_run(run: Run, again: str = "") -> Origin:
    """Read from this run or study: one that came with the app, or one that was trained here.

    Args:
        again: the command that makes it again; by default the one that makes all of its kind.
    """
    say, by, study = frame().say, made(run), run.study if run.there else None
    shipped = run.folder.parent in (SHIPPED, STUDIES)
    what = say("the study", study=study.name) if study else say("the run", run=run.id)
    if run.active or not by.when:
        return Origin("live", (say("in training"), what))
    where = say("recorded") if shipped else say("trained here", date=date(by.when))
    how = say("made on" if by.processor else "made with", version=by.torch, processor=by.processor) if by.torch else ""
    command = again or (f"python -m scripts.runs studies {study.name.partition('.')[0]}" if study else "make runs")
    repeats = say("again", command=command) if shipped else ""
    says = tuple(filter(None, (where, what, how, repeats)))
    return Origin("recorded" if shipped else "here", says, (run,) if shipped and study else ())


def of_runs(runs: Iterable[Run]) -> Origin:
    """Read from several runs of one kind; what is true of all of them is said once. The badge is the newest's: of what is
    still in training, else of what was trained here, and of what came with the app only where all of them did."""
    origins = [of_run(run) for run in runs]
    says = dict.fromkeys(sentence for origin in origins for sentence in origin.says)
    recordings = dict.fromkeys(run for origin in origins for run in origin.recordings)
    badge = min((origin.badge for origin in origins), key=get_args(Badge).index)
    return Origin(badge, tuple(says), tuple(recordings))


@dataclass(frozen=True)
class OverTime:
    """What is said at each saved moment of a run, beside a picture that follows the slider of its training time."""

    run: str
    step: int  # that is shown at first
    says: Mapping[int, str]  # by step
    frames: Mapping[int, str] = field(default_factory=dict)  # of a figure, by step, from `core.figures.chart.frames`
    alts: Mapping[int, str] = field(default_factory=dict)  # what is seen in them

    @property
    def film(self) -> dict[str, Any] | None:
        """For the component that draws the figure; None of an exhibit whose picture is none, or follows by itself."""
        if not self.frames:
            return None
        steps = sorted(self.frames)
        return {
            "run": self.run, "steps": steps, "step": self.step, "alts": [str(self.alts[step]) for step in steps],
            "frames": f"[{','.join(self.frames[step] for step in steps)}]",
        }  # fmt: skip

    @property
    def payload(self) -> dict[str, Any]:
        """For the component that shows it."""
        steps = sorted(self.says)
        return {"run": self.run, "steps": steps, "step": self.step, "says": [str(self.says[step]) for step in steps]}


@dataclass(frozen=True)
class Exhibit:
    """What is looked at, what it says, its numbers, and where they come from."""

    picture: Figure | Picture | Rows | None  # rows are shown as a table
    says: str  # a `Sentence` from the lesson's file, or several of them `together`
    numbers: Rows  # the facts of the picture, a row each; the sentence's own facts are shown beside them
    origin: Origin = field(default_factory=now)
    alt: str = ""  # what is seen, for who cannot see it
    verdict: Verdict | None = None  # of an experiment: how it came out, and which guesses that bears out
    over_time: OverTime | None = None  # its sentence at the other moments of the training

    @property
    def facts(self) -> Rows:
        """The numbers of the sentence, written as the sentence writes them."""
        said = together([self.says, self.verdict.says] if self.verdict else [self.says])
        return [{"": name.replace("_", " "), "in_the_sentence": written} for name, written in said.facts.items()]


def filmed(exhibit: Exhibit, run: str, step: int, says: Mapping[int, str]) -> Exhibit:
    """The exhibit of a moment of a run, with a sentence that follows the slider of training time.

    Args:
        step: the moment of the exhibit.
        says: the sentence of every moment, by step; at this one it is the exhibit's own.
    """
    return replace(exhibit, over_time=OverTime(run, step, {**says, step: exhibit.says}))


def followed(exhibits: Mapping[int, Exhibit], run: str, step: int, *, grown: Callable[[Figure], Figure]) -> Exhibit:
    """The exhibit of a moment of a run, whose figure and sentence follow the slider of training time.

    Args:
        exhibits: of every moment, by step; `step` is the one that is shown. Each has a figure.
        grown: what is done to a figure before it is shown.
    """
    figures = {at: grown(one.picture) for at, one in exhibits.items() if isinstance(one.picture, Figure)}
    told = frames(figures, step)
    says, alts = ({at: words(exhibits[at]) for at in told} for words in (attrgetter("says"), attrgetter("alt")))
    return replace(exhibits[step], over_time=OverTime(run, step, says, told, alts))
