"""What happens when two networks fight? A GAN learns points in the plane, live; then the learner judges digits."""

import streamlit as st

from core.models.gan_by_hand import Adam, backward, judge_gradient, maker_gradient
from pages.images.gan import digit_game, plane_run
from pages.kit import frame
from pages.kit.lesson import Lesson

lesson = Lesson("gan")
lesson.head()
plane_run.opened_anew()


@st.fragment
def living_picture() -> None:
    """The plane and its controls; drawn again by themselves while it trains."""
    with lesson.living_picture() as (picture, controls):
        with controls:
            chosen = plane_run.choose()
        with picture:
            records, mine = plane_run.show(chosen)
            lesson.says(plane_run.says(records))
            lesson.tools(
                badge="live" if mine else "recorded",
                numbers=plane_run.rows(records),
                name="gan",
                recorded_from=None
                if mine
                else "the study “plane_gan.learn”; `python -m scripts.runs studies` makes it again",
            )


living_picture()


def losses() -> None:
    """The run that came with the app: the losses while the points get better."""
    records = plane_run.recorded("the usual settings", key="film_losses")
    lesson.says(plane_run.losses_say(records))


def collapse() -> None:
    """Five generator updates to each of the discriminator."""
    records = plane_run.recorded("settings that collapse", key="film_collapse")
    lesson.says(plane_run.says(records))


def cure() -> None:
    """The same again, with one change: more judging, or judging in pairs."""
    judging, pairs = st.tabs(["The discriminator learns five times too", "The discriminator judges pairs"])
    with judging:
        records = plane_run.recorded("cured by more judging", key="film_judging")
        lesson.says(plane_run.says(records))
    with pairs:
        records = plane_run.recorded("cured by judging in pairs", key="film_pairs")
        lesson.says(plane_run.says(records))


with lesson.experiments():
    lesson.experiment("losses", losses)
    lesson.experiment("collapse", collapse)
    lesson.experiment("cure", cure)

with frame.section("You be the discriminator", key="game"):
    digit_game.play()

lesson.open_the_box(judge_gradient, maker_gradient, backward, Adam.step)
lesson.foot()
