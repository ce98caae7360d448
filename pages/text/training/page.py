"""How does it learn? The learner trains a transformer and watches it get better."""

from typing import Any

import streamlit as st

from core.figures import curves
from core.training import Recipe
from core.training.loop import events as loop_events
from core.training.muon import orthogonalize
from core.training.run import SHIPPED, Run
from core.training.story import first_reached, parted
from core.training.text import TextTask, schedule
from core.training.twins import twins
from pages.kit import learner, run_panel
from pages.kit.keys import quoted
from pages.kit.lesson import Lesson
from pages.kit.open_model import open_model, run_at, training_time_slider
from pages.kit.questions import answered, ask_once
from pages.kit.theme import colours

lesson = Lesson("training")
lesson.head()

run = run_panel.watched()
others = {name: other for name, other in learner.my_runs().items() if other.id != run.id}
others |= {
    f"came with the app: {folder.name}": Run(folder) for folder in sorted(SHIPPED.glob("*")) if folder.name != run.id
}

with lesson.living_picture() as (picture, controls):
    with controls:
        run_panel.choose_and_train()
        beside = st.selectbox(
            "Compare with", ["nothing", *others], key="beside", help="A second run in the same picture."
        )
    with picture:
        run_panel.live(run, others.get(beside))
        shipped = run.folder.parent == SHIPPED
        lesson.tools(
            badge="recorded" if shipped else "live",
            numbers=[
                {"step": s.step, "loss": s.loss, "rate": s.rate, "tokens": s.tokens} for s in run.curve().values()
            ],
            name=f"training-{quoted(run.id)}",
            recorded_from=f"the run “{run.id}” that came with the app; `make runs` makes it again" if shipped else None,
        )

opened = open_model()
if not run.active:
    training_time_slider(opened)
    if measured := opened.run.measurements().get(opened.step):
        lesson.says(f"At step {opened.step:,} it writes: “{measured.sample}”")
    run_panel.slow_motion(opened.run, opened.step)


def first() -> None:
    """Grammar or facts: read off the measurements of the open run."""
    measured = list(opened.run.measurements().values())
    st.plotly_chart(
        curves.shares(measured, colours()),
        key="first_shares",
        alt="Shares over training",
        config={"displayModeBar": False},
    )
    mark = 0.9
    when = first_reached(measured, mark)
    if when.grammatical is None:
        lesson.says(f"This run never wrote {mark:.0%} grammatical sentences, so neither came first.")
    elif when.recalled is None:
        lesson.says(
            f"Grammar: {mark:.0%} of its sentences are grammatical at step {when.grammatical:,}. The facts never got that far."
        )
    else:
        lesson.says(
            f"{mark:.0%} grammatical at step {when.grammatical:,}; {mark:.0%} of the facts told often at step {when.recalled:,}."
        )


def twice() -> None:
    """Sixty steps, three times, by a worker: the same seed, the same seed again, one letter changed."""

    def draw(runs: Any) -> None:
        st.plotly_chart(
            curves.losses(runs, colours()),
            key="twins_losses",
            alt="Losses of three runs",
            config={"displayModeBar": False},
        )
        apart = parted(runs)
        lesson.says(
            f"Largest difference with the same seed: {apart['again, same seed']:.6f} nats. "
            f"With one letter changed: {apart['one letter changed']:.6f} nats."
        )

    words = "A worker trains sixty steps three times; this takes some ten seconds."
    answered(ask_once("twins", twins, Recipe(), 60), words, draw)


def optimizer() -> None:
    """Muon against AdamW: two shipped runs with everything else the same."""
    runs = {"Muon": run_at(str(SHIPPED / "world")), "AdamW": run_at(str(SHIPPED / "adamw"))}
    ends = {name: list(run.measurements().values())[-1] for name, run in runs.items()}
    recalls = {name: end.recall or {} for name, end in ends.items()}
    st.plotly_chart(
        curves.recall(recalls, colours()),
        key="optimizer_recall",
        alt="Facts recalled",
        config={"displayModeBar": False},
    )
    lesson.says(
        " ".join(
            f"After {end.step:,} steps {name} recalls {end.recalled or 0:.0%} of the facts told often."
            for name, end in ends.items()
        )
    )


with lesson.experiments():
    lesson.experiment("first", first)
    lesson.experiment("twice", twice)
    lesson.experiment("optimizer", optimizer)

lesson.open_the_box(TextTask.update, schedule, loop_events, orthogonalize)
lesson.foot()
