"""What helps against it? Silence, doubt, asking again and a low temperature, and what none of them can do."""

from core.exhibit import of_run
from core.figures import trust
from core.measure.confidence import abstaining, best, entropies, ranked_above
from core.opened import recall
from core.studies import facts, recall_by_tellings
from pages.kit import ways_out
from pages.kit.exhibit import chart
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.questions import answered, ask_once
from pages.kit.studies import study
from pages.kit.theme import colours
from pages.trust.hallucination import asked_facts, exhibits

CAREFUL = 0.75  # how sure the careful bot must be
SAMPLES = 5

lesson = Lesson("hallucination_remedies")
lesson.head()
opened = open_model()
small = study(facts.learn)

with lesson.living_picture() as (picture, controls):
    with controls:
        threshold = lesson.controls.slider("threshold", 0, 95, 50, 5)
    with picture:
        asked = asked_facts.answers_of(small)
        curve = abstaining(asked["confidence"], asked["right"], 0.0)
        lesson.show(exhibits.silence(lesson.text, curve, threshold, colours(), of_run(small.run)), "silence")


def bots() -> None:
    """One model, two rules of answering, two leaderboards."""
    answers = asked_facts.answers_of(small)
    curves = asked_facts.curves(lesson.text, answers)
    chart(trust.scores(curves, colours()), key="scores", alt=lesson.text.say("scores.alt"))
    rules = {rule: recall.two_bots(answers, CAREFUL, penalty) for rule, penalty in (("first", 0.0), ("second", 3.0))}
    lesson.show(exhibits.bots(lesson.text, rules, of_run(small.run)), "bots")


def sure() -> None:
    """Calibration: of people who were told of."""
    answers = asked_facts.answers_of(small)
    strangers = asked_facts.known(small).confidence["0"]
    exhibit = exhibits.sure(
        lesson.text, answers["confidence"], answers["right"], strangers, colours(), of_run(small.run)
    )
    lesson.show(exhibit, "calibration")


def several() -> None:
    """Five answers to one question: do they mean the same?"""
    found = recall.by_meaning(asked_facts.answers_of(small), SAMPLES)
    lesson.show(exhibits.several(lesson.text, found, colours(), of_run(small.run)), "several")


def temperature() -> None:
    """Exact chances of true and untrue answers over the temperature."""
    if not opened.world:
        ways_out.cannot(asked_facts.says().say("unknown"), "temperature")
        return

    def draw(rows: list[recall_by_tellings.Heated]) -> None:
        heat = lesson.controls.stops("heat", recall_by_tellings.TEMPERATURES, 1.0)
        lesson.show(exhibits.temperature(lesson.text, rows, heat, colours()), "temperature")

    found = ask_once(f"heats {opened.run.id}", recall_by_tellings.over_temperature, str(opened.run.folder))
    answered(found, lesson.text.say("temperature.wait"), draw)


with lesson.experiments():
    lesson.experiment("bots", bots)
    lesson.experiment("sure", sure)
    lesson.experiment("several", several)
    lesson.experiment("temperature", temperature)

lesson.open_the_box(abstaining, best, entropies, ranked_above)
lesson.foot()
