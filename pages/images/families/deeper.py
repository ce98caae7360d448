"""Finish my picture: an autoregressive transformer pixel by pixel, what drawing costs, and a deepfake in miniature."""

import streamlit as st

from core.exhibit import Picture, of_run
from core.figures import families as figures
from core.figures import race
from core.figures.payload import tones
from core.measure import fooled_scores
from core.models.face_swap import loss as face_swap_loss
from core.models.pixels import draw, surprise
from core.studies import face_swap as face_swap_study
from core.studies import families
from core.studies import pixel_transformer as pixel_transformer_study
from core.studies.face_swap import errors
from pages.images.families import exhibits, face_swap, pixel_transformer
from pages.kit.exhibit import chart, mount
from pages.kit.held import presses
from pages.kit.lesson import Lesson
from pages.kit.rows import picture_rows
from pages.kit.studies import study
from pages.kit.theme import colours

WHATEVER = "whatever"  # digit the model likes

lesson = Lesson("families_deeper")
lesson.head()
words = lesson.controls

raced = study(families.learn, seed=0)
artist = study(pixel_transformer_study.learn, seed=0)
people, apart = study(face_swap_study.learn, seed=0), study(face_swap_study.learn, seed=0, shared=False)

with lesson.living_picture() as (picture, controls):
    with controls:
        rows = words.slider("rows", 0, 7, 4)
        if rows:
            example, digit = words.number("example", 0, 449, 7), None
        else:
            example, wish = 0, words.choice("wish", [WHATEVER, *map(str, range(10))], WHATEVER)
            digit = None if wish == WHATEVER else int(wish)
        throw = presses(words, "again", "throw", type="primary")
    with picture:
        drawn = pixel_transformer.drawing(artist, rows=rows, example=example, digit=digit, seed=throw)
        mount(Picture("pixel_by_pixel", figures.drawing_payload(drawn)), "pixel_by_pixel")
        lesson.show(exhibits.drawing(lesson.text, drawn), "pixels")


def steps() -> None:
    """What drawing costs, and what haste costs."""
    costs = race.costs(raced.measured)
    drawn = figures.steps(costs["flow"], race.once(costs), race.real()["frechet"], colours())
    chart(drawn, key="steps_figure", alt=lesson.text.say("steps.alt"))
    lesson.show(exhibits.steps(lesson.text, costs, of_run(raced.run)), "steps")


def slips() -> None:
    """Wrong pixels among those that are given."""
    lesson.show(exhibits.slips(lesson.text, artist.records[-1].values, colours(), of_run(artist.run)), "slips")


def swap() -> None:
    """One person's expression on the other one's face."""
    left, right = st.columns(2)
    with left:
        gaze = words.slider("gaze", -1.0, 1.0, 0.0, 0.1)
    with right:
        tilt = words.slider("tilt", -1.0, 1.0, 0.4, 0.1)
    shown = face_swap.faces(people, apart, gaze=gaze, tilt=tilt)
    picture_rows(face_swap.rows(lesson.text), shown, key="swap_rows")
    lesson.show(exhibits.swap(lesson.text, people.measured, apart.measured, errors(shown)), "swap")


def fool() -> None:
    """What each score says of sheets that are no good."""
    shown = [tones(sheet.images[: fooled_scores.SHOWN]) for sheet in fooled_scores.sheets().values()]
    picture_rows(exhibits.sheet_rows(lesson.text), shown, key="fool_rows")
    lesson.show(exhibits.fool(lesson.text, fooled_scores.all_scored()), "fool")


lesson.guess_first(steps, slips, swap, fool)

lesson.open_the_box(draw, surprise, face_swap_loss)
lesson.foot()
