"""GANs, deeper: digits with and without the penalty that calms the fight, and what a collapse needs."""

import streamlit as st

from core.measure.points import hits, jensen_shannon
from core.models.gan import discriminator_loss, r1
from pages.images.gan import digit_game, plane_run
from pages.kit.lesson import Lesson
from pages.kit.studies import panel, study

lesson = Lesson("gan_deeper")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        penalty = st.select_slider(
            "Weight of R1", [0.0, 0.1, 1.0, 10.0], 1.0, key="r1", bind="query-params",
            help="How strongly the discriminator is asked to be flat at real pictures.",
        )  # fmt: skip
        seed = st.slider("Seed", 0, 9, 0, key="seed", bind="query-params", help="Another seed, another fight.")
    with picture:
        opened = digit_game.fight(penalty, seed)
        panel(opened, lambda seen: digit_game.show(seen, key="digits"), label="Train it", key="digits")
        if records := digit_game.kept(opened):
            lesson.says(digit_game.judges_say(records))
            lesson.tools(
                badge="recorded" if opened.shipped else "live", name="digits_deeper", numbers=digit_game.rows(records),
                recorded_from=digit_game.ORIGIN if opened.shipped else None,
            )  # fmt: skip


def without() -> None:
    """The same digits GAN without R1."""
    bare = study("digit_gan.learn", penalty=0.0)
    digit_game.show(bare, key="digits_without")
    lesson.says(digit_game.judges_say(digit_game.kept(bare)))


def healthy() -> None:
    """A run that is good already gets the settings that collapse a fresh one."""
    records = plane_run.switched(key="film_switched")
    lesson.says(plane_run.switch_says(records))


with lesson.experiments():
    lesson.experiment("without", without)
    lesson.experiment("healthy", healthy)

lesson.open_the_box(discriminator_loss, r1, hits, jensen_shannon)
lesson.foot()
