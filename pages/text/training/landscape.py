"""What does the ground look like on which training walks, and when does more training hurt?"""

import streamlit as st

from core.exhibit import Exhibit, of_run
from core.measure.landscape import Plane, plane_of_path, random_direction
from core.studies import landscape, overfitting
from core.studies.landscape import Ground, Off
from core.studies.overfitting import LETTERS, Losses
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model
from pages.kit.studies import OpenStudy, chosen
from pages.kit.theme import colours
from pages.text.training import exhibits

lesson = Lesson("training_landscape")
lesson.head()
words, opened = lesson.controls, open_model()
run, last = opened.run.id, opened.steps[-1]

with lesson.living_picture() as (picture, controls):
    with controls:
        directions = words.buttons("directions", ("path", "random"), "path")
        seed = words.number("ground_seed", 0, 9999, 0) if directions == "random" else 0
    with picture:

        def around(one: OpenStudy[Ground]) -> Exhibit:
            return exhibits.ground(lesson.text, one.found, directions, colours(), of_run(one.run))

        asked = chosen(landscape.of_run, run=run, last=last, directions=directions, seed=seed)
        lesson.study(asked, around, "ground", label="measure")


def ways() -> None:
    """From the trained weights back to the first ones, and as far in random directions; measured by a worker."""
    start = words.number("ways_seed", 0, 9999, 0)

    def shown(one: OpenStudy[Off]) -> Exhibit:
        return exhibits.ways_off(lesson.text, one.found, one.finished, colours(), of_run(one.run))

    lesson.study(chosen(landscape.ways_off, run=run, last=last, seed=start), shown, "ways", label="measure")


def by_heart() -> None:
    """A small network reads the same pages again and again; trained by a worker."""
    with st.container(horizontal=True):
        size = words.stops("size", (2_000, LETTERS, 20_000, 60_000), LETTERS)
        start = words.number("by_heart_seed", 0, 9999, 0)

    def shown(one: OpenStudy[Losses]) -> Exhibit:
        losses = [(record.step, record.values) for record in one.records]
        return exhibits.by_heart(lesson.text, losses, one.finished, colours(), of_run(one.run))

    lesson.study(chosen(overfitting.learn, size=size, seed=start), shown, "by_heart")


lesson.guess_first(ways, by_heart)
lesson.open_the_box(plane_of_path, Plane.at, random_direction)
lesson.foot()
