"""The open model: which run a page looks into, and at which moment of its training. The same on every page."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core import files
from core.lessons import frame
from core.opened import over_time
from core.opened.model import CAME_WITH_THE_APP, OpenModel
from core.training.finding import find, reader
from core.training.run import SHIPPED, Run
from core.training.tidying import used
from pages.kit import address, components, kept, learner, visit
from pages.kit.controls import as_number
from pages.kit.keys import quoted


def called(opened: OpenModel) -> str:
    """What it is called on every page: whose it is."""
    if opened.shipped:
        return frame().say("came with the app")
    name = learner.me().names().get(opened.run.id)
    return frame().say("yours", name=name) if name else frame().say("by link")


def chosen_run() -> Run:
    """The run that the address names, else the one this learner opened, else the one that came with the app."""
    if (
        asked := address.take("run")
    ) is not None:  # a link that somebody followed is not yet their choice: for this visit
        if find(asked):
            kept.show("run", asked)
        else:
            visit.put("unknown in link", frame().say("unknown run", asked=asked[:60]))
    run = find(str(kept.steady("run", "")))
    # it may have no weights to look at yet
    address.hold("run", run.id if run else CAME_WITH_THE_APP, CAME_WITH_THE_APP)
    if run and run.steps and files.kept(run.folder / "tokenizer.json"):
        if not run.problem:
            used(run)
            return run
        visit.put("damaged_run", run.problem)
    return reader(SHIPPED / CAME_WITH_THE_APP)


def open_run(run: Run) -> None:
    """Make this run the open one, here and on every other page."""
    kept.put("run", run.id)


def open_the_apps_own() -> None:
    """Make the model that came with the app the open one, as before anything was opened."""
    kept.put("run", None)


def open_model() -> OpenModel:
    """The open run at the moment that the training-time slider shows; its end, unless the learner moved it."""
    run = chosen_run()
    if asked := address.take("step"):
        if (step := as_number(asked)) in run.steps:
            kept.show(f"time {run.id}", int(step or 0))
        else:
            visit.put("unknown in link", frame().say("unknown step", asked=asked[:60], shown=run.steps[-1]))
    moved = kept.steady(f"time {run.id}")
    step = moved if moved in run.steps else run.steps[-1]
    address.hold("step", str(step), str(run.steps[-1]))
    return OpenModel(run, step)


def status_line() -> None:
    """One quiet phrase: which model is open, and a way to look closer or to change it."""
    opened = open_model()
    if unknown := visit.take("unknown in link", ""):
        st.warning(unknown)
    if problem := visit.take("damaged_run", ""):
        st.warning(f"{problem} {frame().say('shown instead')}")
    with st.container(horizontal=True, vertical_alignment="center", key="status_line"):
        st.markdown(frame().say("open model", name=called(opened), step=opened.step), width="content")
        _change(opened)


@kept.fragment
def _change(opened: OpenModel) -> None:
    """What is open and what else may be; looked up when somebody asks, which most visitors never do."""
    asked = st.popover(frame().say("change"), type="tertiary", key="change_model", on_change="rerun")
    if asked.open:
        with asked:
            _described(opened)
            _chooser(opened)


def _described(opened: OpenModel) -> None:
    """Size, seed and quality of the open model."""
    weights = sum(weight.size for weight in opened.weights().values())
    say = frame().say
    said = [say("weights", weights=weights, seed=opened.recipe.seed)]
    measured = opened.run.measurements().get(opened.step)
    if measured and measured.grammatical is not None:
        said.append(say("grammatical", share=measured.grammatical))
    if measured and measured.true is not None:
        said.append(say("true", share=measured.true))
    st.markdown(say("described", facts="; ".join(said)))


def _chooser(opened: OpenModel) -> None:
    """The models that one may open: those that came with the app, and one's own."""
    words = frame()
    shipped = [("choose shipped", folder.name, reader(folder)) for folder in sorted(SHIPPED.glob("*"))]
    mine = [("choose own", name, run) for name, run in learner.me().runs().items() if run.steps]
    for whose, name, run in (*shipped, *mine):
        status = words.control("status").options[run.status]
        label = words.say(whose, name=name, step=run.steps[-1], status=status)
        if st.button(label, key=f"open-{quoted(run.id)}", disabled=run.id == opened.run.id, type="tertiary"):
            open_run(run)
            st.rerun()


def training_time_slider(
    opened: OpenModel, *, changes: Sequence[float] = (), writes: Mapping[int, str] | None = None, given: str = "",
    strip: bool = False,
) -> None:  # fmt: skip
    """Training time as one thin line. Pictures that hold their frames follow the pointer; the page follows on release.

    Args:
        changes: how much the picture changes from each saved moment to the next; by default, how much it learned.
        writes: what stands below it by step; by default a sample that was kept while the run trained.
        given: the words that all of it goes on from.
        strip: whether some of it stays to be read.
    """
    curve = opened.run.curve()
    losses = [(step, event.loss) for step, event in curve.items()]
    samples = {step: measured.sample for step, measured in opened.run.measurements().items()}
    result = components.training_time(
        losses, opened.steps, opened.step, key=f"training_time_{quoted(opened.run.id)}", run=opened.run.id,
        changes=changes or over_time.learned(opened), writes=samples if writes is None else writes, given=given, strip=strip,
    )  # fmt: skip
    step = result.get("step") if result else None
    if step in opened.steps and step != opened.step:
        kept.put(f"time {opened.run.id}", step)
        st.rerun()
