"""What happens when two networks fight? A GAN learns points in the plane, live; then the learner judges digits."""

import streamlit as st

from core.exhibit import of_run, of_runs
from core.models.gan_by_hand import Adam, backward, judge_gradient, maker_gradient
from core.studies import digit_gan
from pages.images.gan import digit_game, exhibits, plane_run
from pages.kit import frame, kept
from pages.kit.exhibit import mount
from pages.kit.lesson import Lesson
from pages.kit.studies import study

SPAN = 2000  # steps that fit the axes of a film

lesson = Lesson("gan")
lesson.head()
plane_run.opened_anew()


@kept.fragment
def living_picture() -> None:
    """The plane and its controls; drawn again by themselves while it trains."""
    with lesson.living_picture() as (picture, controls):
        with controls:
            chosen = plane_run.choose(lesson.controls)
        with picture:
            shown = plane_run.show(lesson.text, chosen)
            floor = plane_run.floor(shown.records)
            lesson.show(exhibits.plane(lesson.text, shown.records, floor, shown.origin), "gan")


living_picture()


def losses() -> None:
    """The run that came with the app: the losses while the points get better."""
    shown = plane_run.film("usual")
    picture = plane_run.of_the_ring(lesson.text, shown, SPAN)
    lesson.show(exhibits.losses(lesson.text, shown.records, of_run(shown.run), picture), "film_losses")


def film(start: str, name: str) -> None:
    """What came with the app for these settings."""
    shown = plane_run.film(start)
    records, picture = shown.records, plane_run.of_the_ring(lesson.text, shown, SPAN)
    lesson.show(exhibits.plane(lesson.text, records, plane_run.floor(records), of_run(shown.run), picture), name)


def collapse() -> None:
    """Five generator updates to each of the discriminator."""
    shown = plane_run.film("collapse")
    records, picture = shown.records, plane_run.of_the_ring(lesson.text, shown, SPAN)
    floor, origin = plane_run.floor(records), of_run(shown.run)
    lesson.show(exhibits.collapse(lesson.text, records, floor, origin, picture), "film_collapse")


def cure() -> None:
    """The same again, with one change: more judging, or judging in pairs."""
    judging, pairs = st.tabs([lesson.controls.label("judging"), lesson.controls.label("pairs")])
    with judging:
        film("more_judging", "film_judging")
    with pairs:
        film("packing", "film_pairs")
    more, packed = plane_run.film("more_judging"), plane_run.film("packing")
    lesson.show(exhibits.cure(lesson.text, more.records, packed.records, of_runs([more.run, packed.run])), "cures")


lesson.guess_first(losses, collapse, cure)

with frame.section(lesson.text.say("game"), key="game"):
    came = study(digit_gan.learn)
    mount(digit_game.game(came), "digit_game")
    lesson.show(exhibits.digits(lesson.text, came.measured, of_run(came.run)), "digits")

lesson.open_the_box(judge_gradient, maker_gradient, backward, Adam.step)
lesson.foot()
