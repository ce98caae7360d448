"""Can one play in a model's dream? A world that is pushed, beside a network that only knows its own last pictures."""

import streamlit as st

from core.data.rink import moved
from core.exhibit import of_run
from core.models.steered import Dreamer, dream
from core.studies.steered import Learned, learn
from pages.beyond.moving_pictures import steered
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel, study
from pages.kit.theme import colours

lesson = Lesson("moving_pictures_deeper")
lesson.head()
words = lesson.controls

came = study(learn)
found, origin = came.found[-1], of_run(came.run)

with lesson.living_picture() as (picture, controls):
    with controls:
        dreamer = words.buttons("dreamer", steered.HOLDS, "noise")
        strength = words.stops("strength", (1.0, 2.0, 3.0), 1.0)
    with picture:
        arrays = came.arrays(came.measured[-1])
        lesson.show(steered.playing(lesson.text, found, arrays, dreamer, strength, origin), "steered")
        with st.expander(words.label("own")):
            own = chosen(learn, seed=words.number("own_seed", 0, 999, 1))

            def draw(opened: OpenStudy[Learned]) -> None:
                """Their drift while they learn, and at the end the dream to play in."""
                if not opened.measured:
                    return
                record, run = opened.measured[-1], of_run(opened.run)
                if opened.finished:
                    kept = opened.arrays(record)
                    mine = steered.playing(lesson.text, record.values, kept, dreamer, strength, run)
                    lesson.show(mine, "own_steered")
                else:
                    now = steered.training(lesson.text, record.values, record.step, record.total, colours(), run)
                    lesson.show(now, "own_training")

            panel(own, draw, label=words.label("train"), key="own_steered")


def hold() -> None:
    """With noise in what it sees, and without."""
    lesson.show(steered.hold(lesson.text, found, colours(), origin), "hold")


def memory() -> None:
    """One picture, two, four; or one and the velocity."""
    lesson.show(steered.memory(lesson.text, found, colours(), origin), "memory")


def strong() -> None:
    """Pushes stronger than any that were learned."""
    lesson.show(steered.strong(lesson.text, found, colours(), origin), "strong")


lesson.guess_first(hold, memory, strong)

lesson.open_the_box(Dreamer.forward, dream, moved)
lesson.foot()
