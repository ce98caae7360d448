"""Where does learning come from? One weight's slope, learning rates, too many weights, late insight, and what the errors were."""

import streamlit as st

from core.exhibit import Exhibit, of_run
from core.language import number, percent
from core.measure.one_weight import NUDGES, gradient, looked_at
from core.opened import one_weight
from core.studies import double_descent, errors_over_time, grokking, learning_rates
from core.studies.double_descent import Erred
from core.studies.errors_over_time import Counted
from core.studies.grokking import Adder, Answered
from core.studies.learning_rates import Trained, rule
from core.tables import with_heads
from pages.kit import ways_out
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, training_time_slider
from pages.kit.own_words import own_words
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours
from pages.text.training import exhibits


def plainly(value: float) -> str:
    """A number with no more digits than it needs."""
    return number(value, "g")


lesson = Lesson("training_deeper")
lesson.head()
words, opened = lesson.controls, open_model()
matrices = one_weight.matrices(opened)

with lesson.living_picture() as (picture, controls):
    with controls:
        tokens = opened.window(opened.read(own_words(words, opened, exhibits.WORDS)))
        last = f"blocks.{opened.config.layers - 1}.down.weight"
        matrix = words.choice("matrix", matrices, last, written=lambda name: one_weight.named(name, lesson.text.say))
        rank = words.number("rank", 1, matrices[matrix], 1, facts={"weights": matrices[matrix]})
        nudged = words.stops("nudge", NUDGES, 0.1, written=one_weight.plain)
    with picture:
        if len(tokens) > 1:
            here = one_weight.looked_at(opened, tokens, matrix, rank)
            lesson.show(exhibits.weight(lesson.text, here, nudged, colours()), "weight")
        else:
            lesson.says(lesson.text.say("no words"))

training_time_slider(opened)


def nudge() -> None:
    """The weight of the picture, nudged by nine amounts."""
    if len(tokens) > 1:
        lesson.show(exhibits.nudge(lesson.text, here, colours()), "nudge")
    else:
        lesson.says(lesson.text.say("no words"))


def rates() -> None:
    """Three rules at eleven rates each, trained by a worker."""
    with st.container(horizontal=True):
        view = words.buttons("rates_view", ("ends", *learning_rates.OPTIMIZERS), "ends")
        seed = words.number("rates_seed", 0, 9999, 0)

    def shown(one: OpenStudy[Trained]) -> Exhibit:
        return exhibits.rates(lesson.text, one.found, view, one.finished, colours(), of_run(one.run))

    lesson.study(chosen(learning_rates.learn, seed=seed), shown, "rates", key="rates")


def descent() -> None:
    """More and more weights for the same pictures; each point is computed by a worker."""
    with st.container(horizontal=True):
        pictures = words.stops("pictures", (150, 300, 600), 300)
        noise = words.stops("noise", (0.0, 0.1, 0.3), 0.1, written=percent)
        seed = words.number("descent_seed", 0, 9999, 0)

    def shown(one: OpenStudy[Erred]) -> Exhibit:
        return exhibits.descent(lesson.text, one.found, pictures, one.finished, colours(), of_run(one.run))

    lesson.study(
        chosen(double_descent.learn, pictures=pictures, noise=noise, seed=seed), shown, "descent", key="descent"
    )


def grok() -> None:
    """Sums on a clock, with weight decay and without, trained by a worker."""
    with st.container(horizontal=True):
        share = words.stops("share", (0.3, 0.4, 0.5, 0.7), 0.5, written=percent)
        decay = words.stops("decay", (0.3, 1.0, 2.0), 1.0, written=plainly)
        seed = words.number("grokking_seed", 0, 9999, 0)

    def shown(one: OpenStudy[Answered]) -> Exhibit:
        answers = [(record.step, record.values) for record in one.records]
        arrays = one.arrays(one.records[-1])
        return exhibits.grokking(lesson.text, answers, arrays, one.finished, colours(), of_run(one.run))

    lesson.study(chosen(grokking.learn, share=share, decay=decay, seed=seed), shown, "grokking", key="grokking")


def errors() -> None:
    """What the open run wrote at each of its checkpoints, judged by a worker."""
    if not opened.world:
        ways_out.cannot(lesson.text.say("errors.unknown"), "errors")
        return

    def draw(one: OpenStudy[Counted]) -> None:
        shown = exhibits.errors(lesson.text, one.found, one.finished, colours(), of_run(one.run))
        lesson.show(shown, "errors")
        st.table(with_heads(exhibits.examples(lesson.text, one.found)))

    asked = study(errors_over_time.of_run, run=opened.run.id, last=opened.steps[-1])
    panel(asked, draw, label=words.label("count"), key="errors")


with lesson.experiments():
    lesson.experiment("nudge", nudge)
    lesson.experiment("rates", rates)
    lesson.experiment("descent", descent)
    lesson.experiment("grokking", grok)
    lesson.experiment("errors", errors)

lesson.open_the_box(gradient, looked_at, rule, Adder.forward)
lesson.foot()
