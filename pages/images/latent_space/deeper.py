"""When does a latent number die? PCA knows beforehand. Asking for a digit, and the arc that keeps its distance."""

import streamlit as st

from core.figures import latent as figures
from core.figures.film import sheet
from core.measure.latent import middle_norms, predicted_kl, spherical
from core.models.vae import kl_divergence
from core.studies.vae import RATIOS
from pages.images.latent_space import walks
from pages.kit.lesson import Lesson
from pages.kit.studies import panel
from pages.kit.theme import colours

lesson = Lesson("latent_space_deeper")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        ratio = st.select_slider(
            "Noise σ² as a share of the greatest variance", RATIOS, 0.5, key="ratio", bind="query-params",
            help="How far a pixel may miss. A larger β works the same way.",
        )  # fmt: skip
        seed = int(
            st.number_input("Seed", 0, 99, 0, key="seed", help="0 came with the app; another one you train yourself.")
        )
    variances = walks.variances()
    noise = ratio * variances[0]
    predicted = walks.predicted(noise)
    opened = walks.collapse(ratio, seed)
    last = opened.last
    with picture:
        st.plotly_chart(
            figures.collapse(variances, noise, last.values["kl"] if last else None, predicted, colours()),
            key="collapse", alt="Variances, the noise, and nats carried", config={"displayModeBar": False},
        )  # fmt: skip
        alive = sum(nats > 0 for nats in predicted)
        after = f" After training: {last.values['total']:.3f}." if last else ""
        lesson.says(
            f"Predicted before training: {alive} of {len(predicted)} numbers live and carry {sum(predicted):.3f} nats.{after}"
        )
        lesson.tools(
            badge="recorded" if opened.shipped else "live", name="collapse",
            numbers=[
                {"number": i + 1, "variance": v, "nats predicted": p}
                for i, (v, p) in enumerate(zip(variances, predicted, strict=True))
            ],
            recorded_from="training with seed 0; `python -m scripts.runs studies vae` repeats it" if opened.shipped else None,
        )  # fmt: skip
        if not opened.finished:
            panel(
                opened, lambda s: lesson.says(f"Step {s.records[-1].step:,}: {s.records[-1].values['total']:.3f} nats."),
                label="Train", key="own_collapse",
            )  # fmt: skip


def ask() -> None:
    """A VAE that hears which digit is wanted."""
    digit = st.selectbox("Digit", range(10), index=2, key="asked", help="What to ask for.")
    pictures, share = walks.asked_for(digit, 0)
    st.image(sheet(pictures, 10))
    lesson.says(f"The judge sees a {digit} in {share:.0%} of 500 such pictures.")


def arc() -> None:
    """How far from the middle the half way points lie, by the count of numbers."""
    rows = []
    for codes in (2, 8, 16, 64):
        line, round_way = middle_norms(codes, 1000, 0)
        rows.append({"numbers": codes, "straight": f"{line:.2f}", "arc": f"{round_way:.2f}"})
    st.table(rows)
    lesson.says(
        f"With 16 numbers the straight way keeps {float(rows[2]['straight']):.0%} of the usual distance, "
        f"the arc {float(rows[2]['arc']):.0%}."
    )


with lesson.experiments():
    lesson.experiment("ask", ask)
    lesson.experiment("arc", arc)

lesson.open_the_box(predicted_kl, kl_divergence, spherical)
lesson.foot()
