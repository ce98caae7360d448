"""Can I still believe my eyes? One face moves another one, detectors lose to new fakes, and the learner plays against them."""

import streamlit as st

from core.figures import deepfakes as figures
from core.models import detector
from core.models.face_swap import FaceSwap, loss
from core.studies.arms_race import GENERATIONS, UPDATES, tells
from pages.kit import frame
from pages.kit.lesson import Lesson
from pages.kit.rows import picture_rows
from pages.kit.studies import OpenStudy, panel, study
from pages.kit.theme import colours
from pages.trust.deepfakes import pictures

PLAIN = {"displayModeBar": False}

lesson = Lesson("deepfakes")
lesson.head()
came = pictures.puppets(0)

with lesson.living_picture() as (picture, controls):
    with controls:
        seed = st.slider(
            "Seed of the model", 0, 9, 0, key="seed", bind="query-params",
            help="0 came with the app. Another seed begins with other random weights; train it here in under a minute.",
        )  # fmt: skip
        st.html(
            '<p class="gb-quiet">Move the pointer over the driver’s face: sideways for the gaze, up and down for the smile. '
            "Or use the sliders, or the arrow keys.</p>"
        )
    with picture:
        opened = pictures.puppets(seed)

        def follow(seen: OpenStudy) -> None:
            """The faces at all moments so far."""
            if found := pictures.moments(seen):
                pictures.puppet(found, seen.run.id, key="puppet")
                lesson.says(pictures.follows(found))

        if not pictures.moments(opened):
            st.markdown("Until this seed is trained, you see the model that came with the app.")
            follow(came)
        panel(opened, follow, label="Train it", key="puppets")
        lesson.tools(
            badge="recorded" if opened.shipped else "live", name="puppet", numbers=pictures.table(opened) or None,
            recorded_from=pictures.ORIGIN.format("face_reenactment.learn") if opened.shipped else None,
        )  # fmt: skip


def carries() -> None:
    """What crosses over, over training time; with a shared encoder and without one."""
    apart = pictures.puppets(0, shared=False)
    each = st.toggle("An encoder for each person", key="each", help="Then no common language need arise.")
    st.plotly_chart(
        figures.carried(pictures.over_time(apart if each else came), colours()), key="carried", config=PLAIN,
        alt=f"How well the fake follows each factor over training time. {pictures.crossed(came, apart)}",
    )  # fmt: skip
    lesson.says(pictures.crossed(came, apart))
    lesson.tools(
        badge="recorded", name="carried", numbers=pictures.table(came, apart),
        recorded_from=pictures.ORIGIN.format("face_reenactment.learn"),
    )  # fmt: skip


def race() -> None:
    """Detectors of every generation on fakes of every generation; and one that is trained again, live."""
    left, middle, right = st.columns(3)
    learned = left.select_slider(
        "The detector learned from", pictures.generations(), 2, key="learned", help="A generation of fakes.",
    )  # fmt: skip
    newest = middle.select_slider(
        "The fakes are of", pictures.generations(), 3, key="fakes", help="Each generation, the generator learned longer.",
    )  # fmt: skip
    remember = right.toggle(
        "Keeps all old fakes", key="remember", help="The detector also learns from all generations before its own.",
    )  # fmt: skip
    sweep = pictures.race(remember=remember, seed=0)
    auc = pictures.matrix(sweep)
    st.plotly_chart(
        figures.race(auc, GENERATIONS, (learned - 1, newest - 1), colours()), key="race", config=PLAIN,
        alt=pictures.race_says(auc, learned, newest, remember),
    )  # fmt: skip
    lesson.says(pictures.race_says(auc, learned, newest, remember))
    lesson.tools(
        badge="recorded", name="race", numbers=pictures.race_table(auc), recorded_from=pictures.ORIGIN.format("arms_race.learn"),
    )  # fmt: skip
    picture_rows(*pictures.race_rows(sweep), key="generations")
    retrain(min(learned, len(GENERATIONS) - 1))


def retrain(after: int) -> None:
    """The live point: one detector that meets the next generation and goes on learning."""
    again = pictures.retraining(after)
    st.markdown(
        f"**Retrain the detector.** It learned from generation {after}; now it meets generation {after + 1}. The fields above "
        f"were recorded, and so was this curve for generation 2; any other one runs here and now."
    )

    def draw(seen: OpenStudy) -> None:
        if rows := pictures.looks(seen):
            st.plotly_chart(
                figures.retrained(rows, UPDATES, colours()),
                key="retrained",
                config=PLAIN,
                alt=pictures.retrained_says(rows, after),
            )
            lesson.says(pictures.retrained_says(rows, after))

    panel(again, draw, label="Retrain the detector", key="again")
    if rows := pictures.looks(again):
        lesson.tools(
            badge="recorded" if again.shipped else "live", name="retrained", numbers=rows,
            recorded_from=pictures.ORIGIN.format("arms_race.again") if again.shipped else None,
        )  # fmt: skip


def play() -> None:
    """The learner and two detectors judge the same faces."""
    cards = study("fake_faces.learn")
    found = pictures.moments(cards)
    pictures.game(found, cards.run.id, key="fake_game")
    lesson.says(pictures.game_says(found))
    lesson.tools(
        badge="recorded", name="game", numbers=pictures.game_table(found), recorded_from=pictures.ORIGIN.format("fake_faces.learn"),
    )  # fmt: skip


with lesson.experiments():
    lesson.experiment("carries", carries)
    lesson.experiment("race", race)
    lesson.experiment("game", play)

with frame.section("When a picture looks suspicious", key="suspicious"):
    advice = pictures.advice()
    st.markdown(pictures.steps_in_markdown(advice.steps))
    for passage in advice.passages:
        st.markdown(passage)

lesson.open_the_box(FaceSwap, loss, detector.loss, tells)
lesson.foot()
