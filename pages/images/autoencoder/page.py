"""Can a machine learn to summarize a picture? The learner's own drawing, squeezed into a few numbers and made again."""

import streamlit as st

from core.data.digits import HELD_OUT
from core.figures import latent as figures
from core.figures.film import sheet
from core.models.autoencoder import Autoencoder, networks
from core.studies.autoencoder import WIDTHS
from pages.images.autoencoder import squeezing
from pages.kit import components
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.own_digit import own_digit
from pages.kit.studies import OpenStudy, panel
from pages.kit.theme import colours

lesson = Lesson("autoencoder")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        given = own_digit(3)
        codes = st.select_slider(
            "Numbers in the middle", WIDTHS, 8, key="codes", bind="query-params",
            help="How much of the 64 pixels may pass the bottleneck.",
        )  # fmt: skip
    opened = squeezing.trained(codes)
    records = opened.records
    with picture:
        if records:
            squeezing.squeeze(opened, given, codes=codes, follows="own_digit", key="squeeze")
            components.training_time(
                [(r.step, r.values["held_out"]) for r in records], [r.step for r in records], records[-1].step,
                key=f"time_{quoted(opened.run.id)}", run=opened.run.id,
            )  # fmt: skip
            lesson.says(
                f"On {HELD_OUT} held-out digits this network with {codes} numbers misses a pixel by "
                f"{records[-1].values['held_out'] ** 0.5:.3f} of full ink (root of the mean square)."
            )
        lesson.tools(badge="live", numbers=squeezing.lost_by_digit(opened, codes), name="autoencoder")
        with st.expander("Train it yourself, from random weights"):
            seed = int(
                st.number_input("Seed", 1, 99, 1, key="seed", help="Another seed starts from other random weights.")
            )

            def draw(own: OpenStudy) -> None:
                """The drawing above through the learner's own network, also while it still learns."""
                made = own.records
                squeezing.squeeze(own, given, codes=codes, follows="own_digit", key="own_squeeze")
                components.training_time(
                    [(r.step, r.values["held_out"]) for r in made], [r.step for r in made], made[-1].step,
                    key=f"own_time_{quoted(own.run.id)}", run=own.run.id,
                )  # fmt: skip
                lesson.says(
                    f"Your network after {made[-1].step:,} steps: on {HELD_OUT} held-out digits it misses a pixel by "
                    f"{made[-1].values['held_out'] ** 0.5:.3f} of full ink. Draw another digit above, and it follows."
                )

            panel(squeezing.trained(codes, seed=seed), draw, label="Train", key="own_training")


def width() -> None:
    """Both rivals at every width."""
    rows = squeezing.rivals()
    st.plotly_chart(
        figures.rivals(rows, colours()), key="rivals", alt="Held-out error of autoencoder and PCA by width",
        config={"displayModeBar": False},
    )  # fmt: skip
    better = [str(row["numbers"]) for row in rows if row["autoencoder"] < row["PCA"]]
    worse = [str(row["numbers"]) for row in rows if row["autoencoder"] >= row["PCA"]]
    lesson.says(
        f"The network loses less with {', '.join(better)} numbers"
        + (f"; PCA loses less with {', '.join(worse)}." if worse else ".")
    )
    lesson.tools(
        badge="recorded", numbers=rows, name="rivals",
        recorded_from="training with seed 0; `python -m scripts.runs studies autoencoder` repeats it",
    )  # fmt: skip


def noise() -> None:
    """Noisy digits through a plain autoencoder and through one that learned to clean."""
    cleaned = squeezing.denoised()
    for name, images in cleaned.pictures.items():
        st.text(name)
        st.image(sheet(images, 10))
    lesson.says(" ".join(f"{name}: squared error {error:.4f}." for name, error in cleaned.errors.items()))


def gaps() -> None:
    """Codes at random, as far out as real ones lie."""
    found = squeezing.gaps()
    st.image(sheet(found.made[:40], 10))
    lesson.says(
        f"Fréchet distance to real digits: {found.random.frechet:.1f} at random codes, {found.real.frechet:.2f} for digits "
        f"that were squeezed and made again. The judge's mean confidence: {found.random.confidence:.0%} against "
        f"{found.real.confidence:.0%}."
    )


with lesson.experiments():
    lesson.experiment("width", width)
    lesson.experiment("noise", noise)
    lesson.experiment("gaps", gaps)

lesson.open_the_box(Autoencoder.loss, networks)
lesson.foot()
