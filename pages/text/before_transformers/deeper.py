"""Before transformers, deeper: how far back each one looks, what copying takes, and what a long text costs a writer."""

from core.exhibit import of_run, of_runs
from core.measure import word_counts
from core.studies import copying as copying_study
from core.studies import passes as passes_study
from core.studies import readers
from core.studies.copying import Copied
from core.studies.passes import Written
from core.studies.readers import Learned
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours
from pages.text.before_transformers import exhibits

lesson = Lesson("before_transformers_deeper")
lesson.head()
words = lesson.controls
read = study(readers.learn)


def echo(found: OpenStudy[Learned]) -> None:
    """What the three that learned still expect differently."""
    if found.finished:
        lesson.show(exhibits.echo(lesson.text, found.found[-1], colours(), of_run(found.run)), "echo")


with lesson.living_picture() as (picture, _), picture:
    panel(read, echo, label=words.label("train"), key="echo")


def evidence() -> None:
    """How many runs of words of unseen text were seen before."""
    source = words.buttons("text", word_counts.TEXTS, "world")
    seen = {name: word_counts.seen(name) for name in word_counts.TEXTS}
    lesson.show(exhibits.evidence(lesson.text, seen, source, colours()), "evidence")


def copy() -> None:
    """Rows of random symbols to be repeated, for three models and three lengths."""
    length = words.buttons("length", copying_study.LENGTHS, 40)
    seed = words.number("seed", 0, 999, 0)
    learn = copying_study.learn
    asked = {  # what came with the app says nothing of its start
        one: study(learn, length=one, seed=seed) if seed else study(learn, length=one) for one in copying_study.LENGTHS
    }

    def draw(found: OpenStudy[Copied]) -> None:
        there = {one: each.found[-1] for one, each in asked.items() if each.records}
        ended = found.finished
        origin = of_runs(each.run for each in asked.values() if each.records)
        lesson.show(exhibits.copy(lesson.text, there, length, ended, colours(), origin), "copy")

    panel(asked[length], draw, label=words.label("train"), key=f"copy_{quoted(length)}")


def cost() -> None:
    """What one more token costs after texts of growing length, measured now by a worker."""

    def draw(found: OpenStudy[Written]) -> None:
        lesson.show(exhibits.cost(lesson.text, found.found, found.finished, colours(), of_run(found.run)), "cost")

    number = words.number("measurement", 1, 99, 1)
    panel(chosen(passes_study.write, seed=number - 1), draw, label=words.label("measure"), key="cost")


lesson.guess_first(evidence, copy, cost)

lesson.open_the_box(copying_study.right, readers.echoes)
lesson.foot()
