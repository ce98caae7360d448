"""What lies between two pictures? A plane full of digits to walk in, films between pictures, and a smile to add."""

import streamlit as st

from core.data.digits import held_out_digit
from core.data.faces import FACTORS
from core.figures import latent as figures
from core.figures.film import gif, sheet
from core.measure.images import sure_in_the_middle
from core.models.vae import VAE, kl_divergence, reparameterize
from core.studies.vae import BETAS
from pages.images.latent_space import walks
from pages.kit import components
from pages.kit.film import film
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.own_digit import own_digit
from pages.kit.studies import panel
from pages.kit.theme import colours

lesson = Lesson("latent_space")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        own = own_digit(4)
        beta = st.select_slider(
            "β, the pull to the middle", BETAS, 1.0, key="beta", bind="query-params",
            help="How strongly all clouds are pulled together into the round one. 0 pulls not at all.",
        )  # fmt: skip
    opened = walks.trained(beta)
    records = opened.records
    with picture:
        if records:
            walks.latent_map(opened, own, follows="own_digit", key="latent_map")
            if len(records) > 1:
                components.training_time(
                    [(r.step, r.values["loss"]) for r in records], [r.step for r in records], records[-1].step,
                    key=f"time_{quoted(opened.run.id)}", run=opened.run.id,
                )  # fmt: skip
            pictures, facts = walks.sampled(beta)
            lesson.says(
                f"β = {beta:g}: digits thrown by dice lie at a Fréchet distance of {facts['Fréchet distance']} from real ones, "
                f"and the judge finds {facts['digits present']} of the ten digits among them."
            )
        lesson.tools(badge="live", numbers=walks.sweep()[1], name="latent_space")
        with st.expander("Throw forty pictures, or train a plane yourself"):
            if records:
                st.image(sheet(pictures, 10))
            own_beta = st.slider(
                "β of your own", 0.0, 8.0, 2.0, 0.1, key="own_beta", help="For a training of your own."
            )
            panel(
                walks.trained(own_beta, seed=1),
                lambda s: lesson.says(
                    f"Step {s.records[-1].step:,}: {sum(s.records[-1].values['kl']):.2f} nats are kept, "
                    f"the held-out error is {s.records[-1].values['held_out']:.4f}."
                ),
                label="Train", key="own_plane",
            )  # fmt: skip


def between() -> None:
    """Films from one picture to another: through the plane, and by mixing pixels."""
    left, right = st.columns(2)
    a = left.selectbox(
        "From", ["the picture above", *range(10)], key="film_from", help="Your drawing, or a real digit."
    )
    b = right.selectbox("To", range(10), index=9, key="film_to", help="A real digit, held out.")
    rows = walks.films(opened, own if a == "the picture above" else held_out_digit(int(a)), held_out_digit(b, 1))
    film(rows, key="film")
    sure = {name: sure_in_the_middle(frames) for name, frames in rows.items()}
    lesson.says(
        " ".join(f"In the middle third, {name}: the judge is {share:.0%} sure." for name, share in sure.items())
    )
    st.download_button(
        "Take the film home (GIF)", data=lambda: gif(rows["straight through the plane"]), file_name="between.gif",
        mime="image/gif", key="film_gif", on_click="ignore",
    )  # fmt: skip


def smile() -> None:
    """One direction, added to faces the model has not seen; measured with a ruler that knows how faces are drawn."""
    name = st.selectbox("Add", [n for n in FACTORS if n != "identity"], key="attribute", help="Which attribute to add.")
    effect = walks.add(name)
    st.text("before, and after")
    st.image([sheet(effect.before, 10, 2), sheet(effect.after, 10, 2)])
    film({f"adding {name}": effect.film}, key="smile_film")
    st.plotly_chart(
        figures.effect(effect.changes, name, colours()), key="effect", alt=f"What adding {name} changed",
        config={"displayModeBar": False},
    )  # fmt: skip
    others = {n: change for n, change in effect.changes.items() if n != name}
    most = max(others, key=lambda n: abs(others[n]))
    lesson.says(
        f"Measured on held-out faces, {name} moved by {effect.changes[name]:+.0%} of its whole range. "
        f"The largest side effect: {most}, {others[most]:+.0%}."
    )


def chaos() -> None:
    """The same network at every β: ten samples each."""
    rows, facts = walks.sweep()
    for value, images in rows.items():
        st.text(f"β = {value:g}")
        st.image(sheet(images, 10))
    st.table(facts)
    best = min(facts, key=lambda row: row["Fréchet distance"])
    lesson.says(f"Samples come nearest to real digits at β = {best['beta']:g}.")


with lesson.experiments():
    lesson.experiment("between", between)
    lesson.experiment("smile", smile)
    lesson.experiment("chaos", chaos)

lesson.open_the_box(reparameterize, kl_divergence, VAE.losses)
lesson.foot()
