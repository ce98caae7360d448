"""What lies between two pictures? A plane full of digits to walk in, films between pictures, and a smile to add."""

from operator import attrgetter

import streamlit as st

from core.data.digits import held_out_digit
from core.data.faces import FACTORS
from core.figures.film import gif, sheet
from core.models.vae import VAE, kl_divergence, reparameterize
from core.studies.vae import BETAS
from pages.images.latent_space import exhibits, walks
from pages.kit.exhibit import mount
from pages.kit.film import film_of
from pages.kit.lesson import Lesson
from pages.kit.own_digit import own_digit
from pages.kit.studies import OpenStudy, panel
from pages.kit.study_time import study_time
from pages.kit.theme import colours

ABOVE = "above"  # from the picture there

lesson = Lesson("latent_space")
lesson.head()
words = lesson.controls

with lesson.living_picture() as (picture, controls):
    with controls:
        own = own_digit(3)
        beta = words.stops("beta", BETAS, 1.0)
    opened = walks.trained(beta)
    records = opened.records
    with picture:
        if records:
            mount(walks.latent_map(opened, own, follows="own_digit"), "latent_map")
            if len(records) > 1:
                study_time(opened, attrgetter("loss"))
            pictures, facts = walks.sampled(beta)
            lesson.show(exhibits.thrown(lesson.text, facts, walks.sweep()[1]), "latent_space")
        with st.expander(words.label("throw")):
            if records:
                st.image(sheet(pictures, 10))
            own_beta = words.slider("own_beta", 0.0, 8.0, 2.0, 0.1)

            def draw(plane: OpenStudy) -> None:
                """How far the learner's own plane has come."""
                at = plane.records[-1]
                told = {"step": at.step, "nats": sum(at.values.kl), "error": at.values.held_out}
                lesson.says(lesson.text.say("own", **told))

            panel(walks.trained(own_beta, seed=1), draw, label=words.label("train"), key="own_plane")


def between() -> None:
    """Films from one picture to another: through the plane, and by mixing pixels."""
    left, right = st.columns(2)
    with left:
        a = words.choice("film_from", [ABOVE, *map(str, range(10))], ABOVE)
    with right:
        b = words.choice("film_to", range(10), 0)
    rows = walks.films(opened, own if a == ABOVE else held_out_digit(int(a)), held_out_digit(b, 1))
    lesson.show(exhibits.between(lesson.text, rows), "film")
    st.download_button(
        words.label("film_gif"), data=lambda: gif(rows[walks.WAYS[0]]), file_name="between.gif",
        mime="image/gif", key="film_gif", on_click="ignore",
    )  # fmt: skip


def smile() -> None:
    """One direction, added to faces the model has not seen; measured with a ruler that knows how faces are drawn."""
    name = words.choice("attribute", [factor for factor in FACTORS if factor != "identity"], "smile")
    effect = walks.add(name)
    st.text(lesson.text.say("smile.faces"))
    st.image([sheet(effect.before, 10, 2), sheet(effect.after, 10, 2)])
    mount(film_of({lesson.text.say("smile.adding", name=words.option("attribute", name)): effect.film}), "smile_film")
    lesson.show(exhibits.smile(lesson.text, name, effect.changes, colours()), "effect")


def chaos() -> None:
    """The same network at every β: ten samples each."""
    rows, facts = walks.sweep()
    for value, images in rows.items():
        st.text(lesson.text.say("chaos.beta", beta=value))
        st.image(sheet(images, 10))
    lesson.show(exhibits.chaos(lesson.text, facts), "chaos")


lesson.guess_first(between, smile, chaos)

lesson.open_the_box(reparameterize, kl_divergence, VAE.losses)
lesson.foot()
