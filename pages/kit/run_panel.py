"""Training, for a learner: choose, train, watch, pause, step, stop, continue, compare. The worker does the work."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.figures import learning
from core.figures.slow_motion import slow_step
from core.lessons import frame
from core.opened.model import CAME_WITH_THE_APP
from core.opened.standing import REPLAY, Pace, standing, until
from core.training import Recipe, TextChoice, TokenizerChoice, jobs, texts
from core.training import events as e
from core.training.corpus import PLAIN
from core.training.finding import find, reader
from core.training.recipe import OPTIMIZERS, SIZES
from core.training.run import SHIPPED, Run
from core.training.slow_motion import SlowStep, look
from core.training.story import steepest
from pages.kit import components, kept, learner, open_model, own_text_box, visit
from pages.kit.controls import Controls
from pages.kit.frame import register
from pages.kit.keys import quoted
from pages.kit.questions import answered, ask_once

TEXTS = ("world", *PLAIN, "own")
TOKENIZERS = ("pieces", "unigram", "bpe", "characters")
STEPS = (100, 300, 500, 750, 1000, 1600, 2400, 4000)
VOCABULARIES = (300, 512, 1024, 2048, 4096)
FACTORS = (0.1, 0.3, 0.5, 1.0, 2.0, 3.0, 10.0)


# --- before the click


@kept.fragment
def choose_and_train() -> None:
    """The controls, and the button that trains what they say. Nothing else on the page changes before it is pressed."""
    text = st.container()
    button = st.container()  # stands above what is folded under More, so that it is seen without scrolling
    train_button(_choices(text), button)


def _choices(place: DeltaGenerator) -> tuple[Recipe, str] | None:
    """The recipe that the controls say, and the key of the learner's own text; None while that text is missing."""
    with place:
        source, own, size, optimizer = _main_choices()
    words = Controls(frame())
    with st.expander(words.label("more")):
        factor = words.stops("rate", FACTORS, 1.0)
        steps = words.stops("steps", STEPS, Recipe().steps)
        seed = words.number("seed", 0, 9999, 0)
        tokenizer = words.choice("tokenizer", TOKENIZERS, "pieces")
        vocabulary = words.stops("vocabulary", VOCABULARIES, 1024)
        people, false_share = 200, 0.0
        if source == "world":
            people = words.stops("people", (200, 400, 800), 200)
            false_share = words.slider("false", 0, 50, 0, 10) / 100
    if source == "own" and own is None:
        return None
    chosen = OPTIMIZERS[optimizer]
    recipe = Recipe(
        TextChoice(source) if source != "world" else TextChoice(people=people, false_share=false_share),
        TokenizerChoice(tokenizer, vocabulary), replace(SIZES[size], vocabulary=vocabulary),
        replace(chosen, rate=chosen.rate * factor), steps=steps, seed=seed,
    )  # fmt: skip
    return (replace(recipe, text=own.choice), own.key) if own else (recipe, "")


def _main_choices() -> tuple[str, texts.Read | None, str, str]:
    words = Controls(frame())
    source = words.choice("text", TEXTS, "world")
    own = own_text_box.box(words.label("own_text")) if source == "own" else None
    size = words.choice("size", list(SIZES), "standard", facts={"sizes": _sizes_help()})
    return source, own, size, words.buttons("optimizer", tuple(OPTIMIZERS), "muon")


def _sizes_help() -> str:
    say = frame().say
    return "  \n".join(
        say("size", name=name, layers=c.layers, width=c.width, context=c.context) for name, c in SIZES.items()
    )


def train_button(choice: tuple[Recipe, str] | None, place: DeltaGenerator) -> None:
    """The click, and below it what it would do and how long it would wait."""
    line, me = jobs.start(), learner.learner_id()
    run = _existing(choice)
    what, ready = "train", line.ready
    if run and run.status == "finished":
        what, ready = "train.again", True
    elif run and run.active:
        what, ready = ("train.joined", False) if line.watches(run, me) else ("train.join", True)
    with place:
        # one button is the next thing to press: where a paused run offers Continue, that one
        kind: Literal["primary", "secondary"] = "secondary" if _continues(watched()) else "primary"
        words, off = Controls(frame()), not (choice and ready)
        if words.button("train", words=what, type=kind, disabled=off, width="stretch") and choice:
            begin(*choice)
        if choice:  # what would happen, where something would
            st.markdown(_forecast(line, run))
    if not line.ready and not line.problem:
        _look_again_when_ready(line)


def _look_again_when_ready(line: jobs.Jobs) -> None:
    """In the first seconds of a server the workers are not there yet; nobody should have to press reload."""

    @st.fragment(run_every=1.0)
    def wait() -> None:
        if line.ready or line.problem:
            st.rerun()

    wait()


def _existing(choice: tuple[Recipe, str] | None) -> Run | None:
    """The run that these settings name, where somebody trained it before."""
    return find(choice[0].id) if choice and not choice[0].private else None


def _forecast(line: jobs.Jobs, run: Run | None) -> str:
    say = frame().say
    if run and run.status == "finished":
        return say("trained before.moved" if len(run.processors) > 1 else "trained before")
    if run and run.active:
        return say("watched by", learners=line.watchers(run))
    if line.problem:
        return str(line.problem)
    if not line.ready:
        return str(jobs.STARTING)
    others = line.place().sharing - 1
    if not others:
        return say("starts at once")
    times = max(1, round((others + 1) / max(1, line.place().workers)))
    return say("takes turns", others=others, wait=line.place().wait, times=times)


def begin(recipe: Recipe, own: str) -> None:
    """Train the recipe's run, or show it again where it is finished, and open it. `own` is the key of an own text."""
    text = texts.text(own) if own else ""
    if own and not text:
        visit.put("refused", frame().say("text gone"))
        st.rerun()
    run = Run.create(recipe, text)
    if run.status == "finished":
        visit.put("replay", (run.id, time.monotonic()))
    elif not _begins(run):
        st.rerun()
    _make_mine(run)
    st.rerun()


def _begins(run: Run) -> bool:
    """Put the run in line; where that is refused, the page says why when it is drawn again."""
    try:
        jobs.start().start(run, learner.learner_id())
    except jobs.REFUSALS as refusal:
        visit.put("refused", str(refusal))
        return False
    return True


def _make_mine(run: Run) -> None:
    """Into the learner's list with it, and open it."""
    learner.me().remember(run)
    open_model.open_run(run)


def _own_copy(run: Run) -> Run:
    """A copy that goes on from here and is the learner's alone; it is opened at once."""
    twin = run.fork(replace(run.recipe, parent=run.id, parent_step=run.step))
    _make_mine(twin)
    return twin


# --- while it trains


def watched() -> Run:
    """The run that the learner opened, even before it has weights to look at; else the one that came with the app."""
    return find(str(kept.steady("run", ""))) or reader(SHIPPED / CAME_WITH_THE_APP)


def live(run: Run, other: Run | None, at: int | None = None) -> None:
    """The curves, what the model writes by now, and the controls; twice a second while something happens.

    `at`: the step that the slider of training time stands at.
    """
    moving = run.active or _replaying(run) is not None

    @st.fragment(run_every=0.5 if moving else None)
    def watch() -> None:
        if moving and not run.active and _replaying(run) is None:
            st.rerun()  # in full, now that it rests
        if refusal := visit.take("refused", ""):
            st.warning(refusal)
        replayed = _replaying(run)
        seen = until(run.events(), replayed)
        planned = run.recipe.steps
        series = [learning.series(frame().say("this run"), seen, whole=run.recipe.text.whole, run=run.id)]
        if other:
            series.append(learning.series(_name(other), other.events(), whole=other.recipe.text.whole))
        state = standing(run, seen, jobs.start().place(run), _pace(run, seen), again=replayed is not None)
        components.learning(
            series,
            planned,
            run.recipe.model.vocabulary,
            key="learning",
            status=state,
            at=None if moving or at == run.step else at,
            technical=register() == "technical",
        )
        _controls(run)  # above what grows: a button that is pressed must not move away
        st.markdown(f"**{state}**")
        if moving or run.status in ("paused", "stopped"):
            _sample(seen)

    watch()


def _replaying(run: Run) -> float | None:
    """Seconds since the learner asked to see the run again; None when that is over."""
    id, since = visit.get("replay", ("", 0.0))
    elapsed = time.monotonic() - since  # a clock that nobody sets back
    return elapsed if id == run.id and elapsed < REPLAY else None


def _name(run: Run) -> str:
    return (
        learner.me()
        .names()
        .get(run.id, frame().say("shipped run", name=run.id) if run.folder.parent == SHIPPED else run.id)
    )


def _pace(run: Run, seen: Sequence[e.Event]) -> Pace:
    """How fast the run trains, as this visitor has seen it."""
    if run.status != "training" or not (last := e.last(e.Step, seen)):
        return Pace()
    now = time.monotonic()
    since, first = visit.once(f"pace {run.id}", (now, last.step))
    return Pace(now - since, last.step - first)


def _sample(seen: Sequence[e.Event]) -> None:
    """What the model wrote when it was last measured: literally, whatever it wrote."""
    if measured := e.last(e.Measured, seen):
        st.markdown(frame().say("writes", step=measured.step))
        st.text(measured.sample or frame().say("writes nothing"))


def _mine(run: Run) -> bool:
    """May this learner pause, stop and change the run? Everybody may, as far as others let them, where it is shared."""
    return run.owner in ("", learner.learner_id())


def _continues(run: Run) -> bool:
    """Does the run rest, with a button to go on?"""
    return run.folder.parent != SHIPPED and run.status in ("paused", "stopped", "interrupted") and _mine(run)


def _controls(run: Run) -> None:
    """Pause, step, continue, stop, and the learning rate in the middle: what fits the moment."""
    line, me = jobs.start(), learner.learner_id()
    if run.folder.parent == SHIPPED or run.status in ("finished", "failed", "new"):
        return
    if not _mine(run):
        return _offer_a_copy(run)
    words = Controls(frame())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if wish := line.asked_to(run):
            st.markdown(frame().say(f"{wish} wished"))
        elif run.active:
            if words.button("pause") and not line.pause(run, me):
                st.toast(frame().say("others watch"))
            if words.button("stop") and not line.stop(run, me):
                st.toast(frame().say("others watch"))
        else:
            if words.button("continue", type="primary"):
                _go(run)
            if words.button("one_step"):
                line.wish(run, me, only=1)
                _go(run)
        changed, factor = run.last(e.Changed), f"factor_{quoted(run.id)}"
        rate = run.wishes().get("rate", changed.rate if changed else 1.0)
        st.select_slider(
            frame().say("rate from here"), FACTORS, rate if rate in FACTORS else 1.0, key=factor,
            on_change=lambda: visit.put("rate_wished", run.id),
        )  # fmt: skip
    if visit.take("rate_wished", "") == run.id:
        _change_rate(run, visit.get(factor))


def _offer_a_copy(run: Run) -> None:
    """What whoever has the link of somebody else's run may do."""
    with st.container(horizontal=True, vertical_alignment="center", key="somebody_elses"):
        st.markdown(frame().say("somebody elses"))
        if Controls(frame()).button("own_copy"):
            _go(_own_copy(run))


def _go(run: Run) -> None:
    _begins(run)
    st.rerun()


def _change_rate(run: Run, rate: float) -> None:
    """In one's own run at once; a shared run stays what its recipe says, so one's own copy of it goes on instead."""
    line, me = jobs.start(), learner.learner_id()
    if run.recipe.private:
        return line.wish(run, me, rate=rate)
    line.stop(run, me)
    twin = _own_copy(run)
    twin.wish(rate=rate)
    visit.put(f"factor_{quoted(twin.id)}", rate)
    _go(twin)


# --- one step in slow motion


def slow_motion(run: Run, step: int) -> None:
    """Batch, forward, loss, backward, update, with the numbers of a real step that a worker takes on a copy.

    It opens where something happens: at the end of the training, where hardly anything does, the step is taken where the loss
    fell fastest, and another button takes the last one.
    """
    name, words, end = f"slow_{run.id}", Controls(frame()), step == run.steps[-1]
    with st.container(horizontal=True, vertical_alignment="center"):
        if words.button("slow_motion"):
            visit.put(name, _fastest(run) if end else step)
        if end and words.button("slow_motion_last", type="tertiary"):
            visit.put(name, step)
    if not visit.has(name):
        return
    at = visit.get(name)

    def draw(taken: SlowStep) -> None:
        pieces = run.tokenizer()
        ids = {text: token for token, text in enumerate(pieces.spell(list(range(pieces.size))))}
        st.markdown(frame().say("slow motion", step=taken.step))
        components.slow_motion(slow_step(taken, ids=ids), key="slow_motion_picture")

    taken = ask_once(f"{name} {at} {run.step}", look, str(run.folder), None if run.step == at else at)
    answered(taken, frame().say("takes the step"), draw)


def _fastest(run: Run) -> int:
    """The saved moment by which the loss had fallen fastest."""
    measured = run.measurements()
    return steepest([measured[step] for step in run.steps if step in measured])
