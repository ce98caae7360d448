"""Can I still believe my eyes? One face moves another one, detectors lose to new fakes, and the learner plays against them."""

import streamlit as st

from core.models import detector
from core.models.face_swap import FaceSwap, loss
from core.studies import fake_faces
from core.studies.arms_race import GENERATIONS, Retrained, tells
from core.studies.face_reenactment import CarriedOver
from pages.kit import frame
from pages.kit.exhibit import mount, of_run
from pages.kit.lesson import Lesson
from pages.kit.rows import picture_rows
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.trust.deepfakes import exhibits, pictures

lesson = Lesson("deepfakes")
lesson.head()
came = pictures.puppets(0)

with lesson.living_picture() as (picture, controls):
    with controls:
        seed = lesson.controls.slider("seed", 0, 9, 0)
        st.html(f'<p class="gb-quiet">{lesson.text.say("drive")}</p>')
    with picture:
        opened = pictures.puppets(seed)

        def follow(seen: OpenStudy[CarriedOver]) -> None:
            """The faces at all moments so far."""
            if found := pictures.moments(seen):
                name = "puppet" if seen is opened else "puppet-before"  # both are seen while the new one trains
                lesson.show(exhibits.puppet(lesson.text, found, seen, of_run(seen.run)), name)

        if not pictures.moments(opened):
            st.markdown(lesson.text.say("until"))
            follow(came)
        panel(opened, follow, label=lesson.controls.label("train"), key="puppets")


def carries() -> None:
    """What crosses over, over training time; with a shared encoder and without one."""
    apart = pictures.puppets(0, shared=False)
    each = lesson.controls.switch("each")
    lesson.show(exhibits.carried(lesson.text, came, apart, each, colours(), of_run(came.run)), "carried")


def race() -> None:
    """Detectors of every generation on fakes of every generation; and one that is trained again, live."""
    left, middle, right = st.columns(3)
    with left:
        learned = lesson.controls.stops("learned", pictures.generations(), 2)
    with middle:
        newest = lesson.controls.stops("fakes", pictures.generations(), 3)
    with right:
        remember = lesson.controls.switch("remember")
    sweep = pictures.race(remember=remember, seed=0)
    auc = pictures.matrix(sweep)
    exhibit = exhibits.race(lesson.text, auc, learned, newest, remember, colours(), of_run(sweep.run))
    lesson.show(exhibit, "race")
    picture_rows(*pictures.race_rows(lesson.text, sweep), key="generations")
    retrain(min(learned, len(GENERATIONS) - 1))


def retrain(after: int) -> None:
    """The live point: one detector that meets the next generation and goes on learning."""
    again = pictures.retraining(after)
    st.markdown(lesson.text.say("retrained.before", generation=after, next_generation=after + 1))

    def draw(seen: OpenStudy[Retrained]) -> None:
        if rows := pictures.looks(seen):
            lesson.show(exhibits.retrained(lesson.text, rows, after, colours(), of_run(seen.run)), "retrained")

    panel(again, draw, label=lesson.controls.label("retrain"), key="again")


def play() -> None:
    """The learner and two detectors judge the same faces."""
    cards = study(fake_faces.learn)
    found = pictures.moments(cards)
    mount(exhibits.faces_to_judge(found, cards.run.id), "fake_game")
    lesson.show(exhibits.game(lesson.text, found, of_run(cards.run)), "game")


with lesson.experiments():
    lesson.experiment("carries", carries)
    lesson.experiment("race", race)
    lesson.experiment("game", play)

advice = pictures.advice()
with frame.section(advice.title, key="suspicious"):
    st.markdown(pictures.steps_in_markdown(advice.steps))
    for passage in advice.passages:
        st.markdown(passage)

lesson.open_the_box(FaceSwap, loss, detector.loss, tells)
lesson.foot()
