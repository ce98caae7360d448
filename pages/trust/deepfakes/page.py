"""Can I still believe my eyes? One face moves another one, detectors lose to new fakes, and the learner plays against them."""

import streamlit as st

from core.advice import advice, steps_in_markdown
from core.data.digits import digits
from core.exhibit import of_run
from core.figures.payload import Array, tones
from core.figures.rows import Row
from core.models import detector
from core.models.face_swap import FaceSwap, loss
from core.studies import arms_race, face_reenactment, fake_faces
from core.studies.arms_race import GENERATIONS, Retrained, tells
from core.studies.face_reenactment import CarriedOver
from pages.kit import frame, visit
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.rows import picture_rows
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours
from pages.trust.deepfakes import exhibits

NUMBERS = tuple(range(1, len(GENERATIONS) + 1))  # of the generations

lesson = Lesson("deepfakes")
lesson.head()
came = study(face_reenactment.learn)

with lesson.living_picture() as (picture, controls):
    with controls:
        seed = lesson.controls.slider("seed", 0, 9, 0)
        st.html(f'<p class="gb-quiet">{lesson.text.say("drive")}</p>')
    with picture:
        opened = chosen(face_reenactment.learn, seed=seed)

        def follow(seen: OpenStudy[CarriedOver]) -> None:
            """The faces at all moments so far."""
            if seen.measured:
                name = "puppet" if seen is opened else "puppet-before"  # both are seen while the new one trains
                earlier = bool(visit.get(name, {}).get("earlier"))
                lesson.show(exhibits.puppet(lesson.text, seen, of_run(seen.run), earlier=earlier), name)

        if not opened.measured:
            st.markdown(lesson.text.say("until"))
            follow(came)
        panel(opened, follow, label=lesson.controls.label("train"), key="puppets")


def carries() -> None:
    """What crosses over, over training time; with a shared encoder and without one."""
    shared, apart = came.measured, study(face_reenactment.learn, shared=False).measured
    each = lesson.controls.switch("each")
    lesson.show(exhibits.carried(lesson.text, shared, apart, each, colours(), of_run(came.run)), "carried")


def race() -> None:
    """Detectors of every generation on fakes of every generation; and one that is trained again, live."""
    left, middle, right = st.columns(3)
    with left:
        learned = lesson.controls.stops("learned", NUMBERS, 2)
    with middle:
        newest = lesson.controls.stops("fakes", NUMBERS, 3)
    with right:
        remember = lesson.controls.switch("remember")
    sweep = chosen(arms_race.learn, remember=remember)
    auc = sweep.found[-1].auc
    exhibit = exhibits.race(lesson.text, auc, learned, newest, remember, colours(), of_run(sweep.run))
    lesson.show(exhibit, "race")
    picture_rows(*generations(sweep), key="generations")
    retrain(min(learned, len(GENERATIONS) - 1))


def generations(sweep: OpenStudy[arms_race.Generation]) -> tuple[list[Row], list[Array]]:
    """Real digits, then fakes of each generation so far."""
    say = lesson.text.say
    rows = [Row(say("real"), "data", say("real.says"))]
    rows += [
        Row(say("fakes", generation=one.values.generation), "made", say("fakes.says", steps=one.step))
        for one in sweep.measured
    ]
    return rows, [tones(digits()[1].images[: arms_race.SHOWN]), *(arrays["made"] for _, arrays in sweep.moments)]


def retrain(after: int) -> None:
    """The live point: one detector that meets the next generation and goes on learning."""
    again = chosen(arms_race.again, after=after)
    st.markdown(lesson.text.say("retrained.before", generation=after, next_generation=after + 1))

    def draw(seen: OpenStudy[Retrained]) -> None:
        if rows := seen.found:
            lesson.show(exhibits.retrained(lesson.text, rows, after, colours(), of_run(seen.run)), "retrained")

    panel(again, draw, label=lesson.controls.label("retrain"), key="again")


def game() -> None:
    """The learner and two detectors judge the same faces."""
    cards = study(fake_faces.learn)
    mount(exhibits.faces_to_judge(cards), "fake_game")
    lesson.show(exhibits.game(lesson.text, cards.measured, of_run(cards.run)), "game")


lesson.guess_first(carries, race, game)

to_do = advice()
with frame.section(to_do.title, key="suspicious"):
    st.markdown(steps_in_markdown(to_do.steps))
    for passage in to_do.passages:
        with st.expander(passage.title):
            st.markdown(passage.text)

lesson.open_the_box(FaceSwap, loss, detector.loss, tells)
lesson.foot()
